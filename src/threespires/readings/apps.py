from threespires.kernel import plates

_ROOM = "threespires.readings"


class Readings(plates.Room):
    name = _ROOM
    verbose_name = "Unusual reading"
    leaving = f"{_ROOM}.leaving.KINDS"
    prefix = "unusual-reading/"
    owed = f"{_ROOM}.offers.owed"
    on_account = {"Unusual reading that you look into": "readings:unusual"}
    clockwork = (
        plates.Clockwork(
            f"{_ROOM}.reminders.find_unusual",
            "40 6 * * *",
            "Finds unusual reading of case records in the days before, and tells somebody else than the reader",
        ),
    )

from threespires.kernel import plates

_ROOM = "threespires.history"


class History(plates.Room):
    name = _ROOM
    verbose_name = "History"
    leaving = f"{_ROOM}.leaving.KINDS"
    clockwork = (
        plates.Clockwork(
            f"{_ROOM}.reminders.forget_submissions", "40 3 * * *", "Forget which forms were answered a month ago"
        ),
    )

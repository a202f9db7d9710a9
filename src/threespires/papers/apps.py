from threespires.kernel import plates

_ROOM = "threespires.papers"


class Papers(plates.Room):
    name = _ROOM
    label = "papers"
    verbose_name = "Papers"
    prefix = "papers/"
    record_sections = f"{_ROOM}.offers.sections"
    owed = f"{_ROOM}.offers.owed"
    file_access = f"{_ROOM}.permissions.may_open_document"
    file_settled = f"{_ROOM}.operations.making.settled"
    jobs = (f"{_ROOM}.reminders.turn_paper", f"{_ROOM}.reminders.make_pack")
    costly = {
        "papers:fetch": plates.Limit(20, minutes=10),
        "papers:hand_in": plates.Limit(40, minutes=10, sending_only=True),
        "papers:replace": plates.Limit(40, minutes=10, sending_only=True),
    }
    clockwork = (
        plates.Clockwork(
            f"{_ROOM}.reminders.give_up_stalled", "*/5 * * * *", "Give up packs whose making has stood still"
        ),
    )

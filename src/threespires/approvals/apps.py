from threespires.kernel import plates

_ROOM = "threespires.approvals"


class Approvals(plates.Room):
    name = _ROOM
    verbose_name = "Approvals by two"
    leaving = f"{_ROOM}.leaving.KINDS"
    for_everyone = True
    prefix = "approvals/"
    on_account = {"What takes two people": "approvals:proposals"}
    decisions = f"{_ROOM}.offers.decisions"
    clockwork = (
        plates.Clockwork(
            f"{_ROOM}.reminders.lapse", "*/15 * * * *", "Ends proposals that nobody approved in time, and says so"
        ),
    )

from threespires.kernel import plates

_ROOM = "threespires.concerns"


class Concerns(plates.Room):
    name = _ROOM
    verbose_name = "Possible concerns"
    leaving = f"{_ROOM}.leaving.KINDS"
    prefix = "concerns/"
    owed = f"{_ROOM}.offers.owed"
    on_account = {"Possible concerns": "concerns:concerns"}
    on_account_if = f"{_ROOM}.permissions.may_see_concerns"

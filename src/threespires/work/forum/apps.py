from threespires.kernel import plates

_ROOM = "threespires.work.forum"


class Forum(plates.Room):
    name = _ROOM
    label = "forum"
    verbose_name = "Forum"
    leaving = f"{_ROOM}.leaving.KINDS"
    prefix = "forum/"
    for_practitioners = True
    owed = f"{_ROOM}.offers.owed"
    decisions = f"{_ROOM}.offers.decisions"
    group_sections = f"{_ROOM}.offers.sections"
    on_account = {"Emerging issues you raise": "forum:mine"}
    on_account_if = f"{_ROOM}.permissions.may_raise_issue"

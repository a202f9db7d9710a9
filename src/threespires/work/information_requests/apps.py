from threespires.kernel import plates

_ROOM = "threespires.work.information_requests"


class InformationRequests(plates.Room):
    name = _ROOM
    label = "information_requests"
    verbose_name = "Requests for information"
    leaving = f"{_ROOM}.leaving.KINDS"
    prefix = "information-requests/"
    group_sections = f"{_ROOM}.offers.sections"
    owed = f"{_ROOM}.offers.owed"
    on_account = {"Requests for information": "information_requests:register"}
    on_account_if = f"{_ROOM}.permissions.may_see_register"

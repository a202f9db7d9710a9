from threespires.kernel import plates

_ROOM = "threespires.thread.priorities"


class Priorities(plates.Room):
    name = _ROOM
    label = "priorities"
    verbose_name = "Priorities"
    leaving = f"{_ROOM}.leaving.KINDS"
    prefix = "thread/"
    searchable = (
        plates.Searchable(
            kind="enquiry",
            words="Line of enquiry",
            model="priorities.LineOfEnquiry",
            visible_to=f"{_ROOM}.permissions.visible_enquiries",
            entry=f"{_ROOM}.entries.enquiry_entry",
        ),
        plates.Searchable(
            kind="priority",
            words="Priority",
            model="priorities.Priority",
            visible_to=f"{_ROOM}.permissions.visible_priorities",
            entry=f"{_ROOM}.entries.priority_entry",
        ),
    )
    decisions = f"{_ROOM}.offers.decisions"
    record_sections = f"{_ROOM}.shown.sections"
    agenda_sources = {
        "thread.lines_of_enquiry": f"{_ROOM}.offers.lines_of_enquiry",
        "thread.priorities": f"{_ROOM}.offers.priorities",
        "thread.what_next": f"{_ROOM}.offers.what_next",
    }
    agenda_words = {
        "thread.lines_of_enquiry": ("line of enquiry", "lines of enquiry"),
        "thread.priorities": ("priority", "priorities"),
        "thread.what_next": ("not yet tasked", "not yet tasked"),
    }

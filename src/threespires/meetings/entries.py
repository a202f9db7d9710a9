"""What search may find of meetings: agendas for all who see them, notes for those who may read them. Of a case
group nothing is indexed."""

from threespires.meetings.lifecycle import ItemStatus
from threespires.meetings.models import AgendaItem, Meeting


def meeting_entry(meeting: Meeting) -> tuple[str, str, str] | None:
    """Which group meets when and where, and what is on its agenda."""
    if meeting.group.is_case_group:
        return None
    shown = meeting.items.exclude(status=ItemStatus.REMOVED).exclude(private=True).exclude(under__private=True)
    agenda = shown.values_list("title", "detail", "presenter")
    words = [meeting.place, meeting.cancelled_because, *(each for item in agenda for each in item)]
    return str(meeting), "\n".join(filter(None, words)), meeting.get_absolute_url()


def note_entry(item: AgendaItem) -> tuple[str, str, str] | None:
    """What was said under an item of an agenda."""
    if not item.note or item.meeting.group.is_case_group:
        return None
    return f"{item.title}. {item.meeting}", item.note, item.meeting.get_absolute_url()

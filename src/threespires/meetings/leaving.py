"""What leaves of meetings: with the group that met; what a case group said and decided only with itself, or sealed."""

from threespires.kernel.leaving import Leaves, Stays
from threespires.meetings.models import AgendaItem, Attendance, Decision, Meeting
from threespires.meetings.permissions import visible_decisions, visible_meetings, visible_notes

_OF_MEETING = "meeting__group"


def _instead_of_planned(records: list[Meeting]) -> list[Meeting]:
    """What the rhythm planned meanwhile, and nobody touched, gives way."""
    planned = Meeting.objects.filter(group__in={one.group_id for one in records}, status=Meeting.Status.PLANNED)
    planned.filter(slot__isnull=False, items=None, attendances=None).delete()
    return records


KINDS = (
    Leaves(
        Meeting,
        of_group=("group",),
        visible=lambda person, group: visible_meetings(person),
        kept_by="group",
        make_room=_instead_of_planned,
    ),
    Leaves(
        AgendaItem, of_group=(_OF_MEETING,), visible=lambda person, group: visible_notes(person), kept_by=_OF_MEETING
    ),
    Leaves(
        Attendance,
        of_group=(_OF_MEETING,),
        visible=lambda person, group: Attendance.objects.filter(meeting__group=group),
        kept_by=_OF_MEETING,
    ),
    Leaves(
        Decision,
        of_group=(_OF_MEETING,),
        visible=lambda person, group: visible_decisions(person).filter(meeting__group=group),
        kept_by=_OF_MEETING,
    ),
    Stays("meetings.typing", "It stands only while somebody types"),
)

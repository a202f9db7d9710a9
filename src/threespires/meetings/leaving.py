"""What leaves of meetings: with the group that met; what a case group said and decided only with itself, or sealed."""

from functools import partial
from typing import Any

from django.db.models import Model, QuerySet

from threespires.kernel.leaving import Leaves, Stays
from threespires.meetings.calendar.models import Invitation
from threespires.meetings.models import AgendaItem, Attendance, Correction, Decision, Meeting, Minutes
from threespires.meetings.permissions import visible_decisions, visible_meetings, visible_notes
from threespires.partnership.models import Group

_OF_MEETING = "meeting__group"


def _of_its_meetings(model: type[Model], person: Any, group: Group) -> QuerySet[Any]:
    """Whoever takes a group's records out runs its meetings, and reads what was said there."""
    return model._default_manager.filter(meeting__group=group)


def _instead_of_planned(records: list[Meeting]) -> list[Meeting]:
    """What the rhythm planned meanwhile, and nobody touched, gives way."""
    planned = Meeting.objects.filter(group__in={one.group_id for one in records}, status=Meeting.Status.PLANNED)
    untouched = list(planned.filter(slot__isnull=False, items=None, attendances=None).values_list("pk", flat=True))
    Invitation.objects.filter(meeting__in=untouched).delete()
    Meeting.objects.filter(pk__in=untouched).delete()
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
        visible=partial(_of_its_meetings, Attendance),
        kept_by=_OF_MEETING,
    ),
    Leaves(
        Decision,
        of_group=(_OF_MEETING,),
        visible=lambda person, group: visible_decisions(person).filter(meeting__group=group),
        kept_by=_OF_MEETING,
    ),
    *(
        Leaves(
            model,
            of_group=(_OF_MEETING,),
            visible=partial(_of_its_meetings, model),
            kept_by=_OF_MEETING,
        )
        for model in (Minutes, Correction)
    ),
    # To whom an entry went, so that a move replaces it: with everything alone.
    Leaves(Invitation, visible=lambda person, group: Invitation.objects.none(), kept_by=_OF_MEETING),
    Stays("meetings.calendar", "Its address is a secret: each person makes themself another"),
    Stays("meetings.typing", "It stands only while somebody types"),
)

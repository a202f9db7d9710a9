"""Who looks into unusual reading: the chair of the group, and where that is the reader and nobody else chairs, the
statutory partners' lead representatives. Never the reader, nor whoever chairs in an emergency."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from threespires.accounts.models import Person
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Group, Seat
from threespires.partnership.pairs import lasting_seat, leads_for, leads_today
from threespires.partnership.standing import CHAIRING, standing
from threespires.readings.models import UnusualReading


def who_looks_into(group: Group, reader: Any) -> list[Person]:
    """Those who look into what `reader` read of a group: its chairs, else the lead representatives."""
    seats = _chairing().filter(group=group).exclude(person=reader).select_related("person")
    chairs = [seat.person for seat in seats]
    return chairs or [held.person for held in leads_today() if held.person_id != reader.pk]


@sight
def visible_unusual(person: Any) -> QuerySet[UnusualReading]:
    """Unusual reading is seen by whoever looks into it, and never by the reader. A lead representative sees what waits
    for them and what they looked into, and nothing that a chair found before."""
    theirs = Q(group__in=chaired(person))
    if leads_for(person):
        others = _chairing().filter(group=OuterRef("group")).exclude(person=OuterRef("reader"))
        theirs |= Q(~Exists(others), looked_into_at=None) | Q(looked_into_by=person.pk)
    return UnusualReading.objects.filter(theirs).exclude(reader=person.pk)


def chaired(person: Any) -> list[int]:
    """The keys of the case groups that somebody chairs today, but for an emergency."""
    return [seat.group_id for seat in standing(person).seats if lasting_seat(person, seat.group, CHAIRING)]


@rule
def may_look_into(person: Any, found: UnusualReading) -> Verdict:
    """Whoever sees it looks into it, once."""
    if not visible_unusual(person).filter(pk=found.pk).exists():
        return no("Only the chair of the group looks into this")
    if found.looked_into_at:
        return no("Somebody has looked into this already")
    return yes(lasting_seat(person, found.group, CHAIRING) or leads_for(person))


def _chairing() -> QuerySet[Seat]:
    """The seats by which those who can sign in chair a group today."""
    return Seat.objects.now().filter(role__in=CHAIRING, ends_at=None, person__is_active=True)

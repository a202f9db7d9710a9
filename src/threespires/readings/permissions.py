"""Who looks into unusual reading: the chair of the group, and where that is the reader and nobody else chairs, the
statutory partners' lead representatives. Never the reader."""

from typing import Any

from django.db.models import QuerySet

from threespires.accounts.models import Person
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Group, Seat
from threespires.partnership.pairs import leads_for, leads_today
from threespires.partnership.standing import CHAIRING, chairs, standing
from threespires.readings.models import UnusualReading


def who_looks_into(group: Group, reader: Any) -> list[Person]:
    """Those who look into what `reader` read of a group: its chairs, else the lead representatives."""
    chairs = [seat.person for seat in _chairs(group) if seat.person_id != reader.pk]
    return chairs or [held.person for held in leads_today() if held.person_id != reader.pk]


@sight
def visible_unusual(person: Any) -> QuerySet[UnusualReading]:
    """Unusual reading is seen by whoever looks into it, and never by the reader."""
    chaired = [seat.group_id for seat in standing(person).seats if seat.role in CHAIRING]
    seen = UnusualReading.objects.filter(group__in=chaired)
    if leads_for(person):
        seen |= UnusualReading.objects.filter(pk__in=_left_to_the_leads())
    return seen.exclude(reader=person.pk)


@rule
def may_look_into(person: Any, found: UnusualReading) -> Verdict:
    """Whoever sees it looks into it, once."""
    if not visible_unusual(person).filter(pk=found.pk).exists():
        return no("Only the chair of the group looks into this")
    if found.looked_into_at:
        return no("Somebody has looked into this already")
    return yes(chairs(person, found.group) or leads_for(person))


def _left_to_the_leads() -> list[int]:
    """What nobody but the reader could look into as chair of the group."""
    found = UnusualReading.objects.values_list("pk", "group", "reader")
    chairing: dict[int, set[int]] = {}
    for seat in Seat.objects.now().filter(role__in=CHAIRING, group__is_case_group=True):
        chairing.setdefault(seat.group_id, set()).add(seat.person_id)
    return [key for key, group, reader in found if not chairing.get(group, set()) - {reader}]


def _chairs(group: Group) -> QuerySet[Seat]:
    return Seat.objects.now().filter(group=group, role__in=CHAIRING, person__is_active=True).select_related("person")

"""Who may see a case: members of its group, less whoever is shut out. And who may see who looked.

Everything about a case is seen by the same people, so every rule about a case record begins here.
"""

from typing import Any, TypeVar

from django.db.models import QuerySet

from threespires.cases.models import Case, CaseRecord, Entry, Interest, InterestQuerySet
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Group, Seat
from threespires.partnership.standing import BELONGING, case_groups, case_seat, chairs

R = TypeVar("R", bound=CaseRecord)


@sight
def visible_cases(person: Any) -> QuerySet[Case]:
    """Cases are seen by members of their group, in a seat that carries a voice or as its administrator; never by
    whoever declared an interest in one or is named in it, nor what was drawn from it."""
    named = Interest.objects.standing().filter(person=person.pk)
    return (
        Case.objects.filter(group__in=case_groups(person))
        .exclude(pk__in=named.values("case"))
        .exclude(pk__in=Case.drawn_from.through.objects.filter(to_case__in=named.values("case")).values("from_case"))
    )


@sight
def visible_records(person: Any, model: type[R]) -> QuerySet[R]:
    """Records of a case are seen by whoever sees the case."""
    return model._default_manager.filter(case__in=visible_cases(person)).select_related("case__group")


def seat_on_case(person: Any, case: Case) -> Seat | None:
    """The seat by which somebody sees a case."""
    seat = case_seat(person, case.group)
    return seat if seat and visible_cases(person).filter(pk=case.pk).exists() else None


def members_who_see(case: Case) -> list[Seat]:
    """The seats of those who see a case today, a person once, the chair first."""
    shut = set(_shut_out_of(case))
    held = Seat.objects.now().filter(group=case.group).exclude(person__in=shut).select_related("person", "agency")
    seats: dict[int, Seat] = {}
    for seat in sorted(held, key=lambda seat: (list(Seat.Role).index(Seat.Role(seat.role)), seat.person.name)):
        if seat.role in BELONGING:
            seats.setdefault(seat.person_id, seat)
    return list(seats.values())


def _shut_out_of(case: Case) -> QuerySet[Interest, int]:
    """The keys of those who are shut out of a case, or of one from which it was drawn."""
    cases = [case.pk, *case.drawn_from.values_list("pk", flat=True)]
    return Interest.objects.standing().filter(case__in=cases).values_list("person", flat=True)


@sight
def declared_interests(person: Any) -> InterestQuerySet:
    """Each sees in which cases they declared an interest; never that they were found to be named in one."""
    return Interest.objects.filter(person=person.pk, declared=True)


@rule
def may_declare(person: Any, case: Case) -> Verdict:
    """Whoever sees a case declares an interest in it, and sees it no more."""
    seat = seat_on_case(person, case)
    return yes(seat) if seat else no("Only members of its group declare an interest in a case")


@rule
def may_shut_out(person: Any, case: Case, other: Any) -> Verdict:
    """Whoever sees a case has another member shut out who is named in it."""
    seat = seat_on_case(person, case)
    if not seat:
        return no("Only members of its group shut somebody out of a case")
    if other.pk == person.pk:
        return no("You declare an interest yourself")
    return yes(seat)


@rule
def may_let_back(person: Any, case: Case) -> Verdict:
    """The chair of its group lets people back into a case that they see themself."""
    chair = chairs(person, case.group)
    if not chair or not seat_on_case(person, case):
        return no("Only the chair of its group lets somebody back into a case")
    return yes(chair)


@rule
def may_end_interest(person: Any, interest: Interest) -> Verdict:
    """The chair lets somebody back in: never themself, and once."""
    if interest.person_id == person.pk:
        return no("Somebody else must let you back in")
    if interest.ended_at:
        return no("They were let back in already")
    return may_let_back(person, interest.case)


@sight
def may_see_who_looked(person: Any, group: Group) -> Verdict:
    """The chair or vice-chair of a case group sees who read and changed its records."""
    seat = chairs(person, group) if group.is_case_group else None
    return yes(seat) if seat else no("Only the chair of a case group sees who looked at its records")


@sight
def visible_entries(person: Any) -> QuerySet[Entry]:
    """Each sees what they themselves opened and changed, whatever they sit on today."""
    return Entry.objects.filter(person=person.pk)


@sight
def visible_entries_of(person: Any, group: Group) -> QuerySet[Entry]:
    """The chair sees who looked at their group's records, less those of cases they are shut out of."""
    if not may_see_who_looked(person, group):
        return Entry.objects.none()
    named = Interest.objects.standing().filter(person=person.pk).values("case")
    drawn = Case.drawn_from.through.objects.filter(to_case__in=named).values("from_case")
    return Entry.objects.filter(group=group).exclude(case_id__in=named).exclude(case_id__in=drawn)

"""Who may see a case: members of its group, less whoever is shut out. And who may see who looked.

Everything about a case is seen by the same people, so every rule about a case record begins here.
"""

from typing import Any, TypeVar

from django.db.models import QuerySet

from threespires.approvals.models import Proposal
from threespires.cases.keeping.times import due_on, is_due
from threespires.cases.models import Case, CaseRecord, Disposal, Entry, Hold, Interest, InterestQuerySet
from threespires.kernel.dates import say_date
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Group, Seat
from threespires.partnership.pairs import lasting_seat
from threespires.partnership.standing import BELONGING, CHAIRING, case_groups, case_seat, chairs

R = TypeVar("R", bound=CaseRecord)


@sight
def visible_cases(person: Any) -> QuerySet[Case]:
    """Cases are seen by members of their group, in a seat that carries a voice or as its administrator; never by
    whoever declared an interest in one or is named in it, nor what was drawn from it. What was disposed of is seen by
    nobody."""
    named = Interest.objects.standing().filter(person=person.pk)
    return (
        Case.objects.filter(group__in=case_groups(person))
        .exclude(pk__in=Disposal.objects.values("case"))
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
    declared = Interest.objects.filter(person=person.pk, declared=True)
    return declared.exclude(case__in=Disposal.objects.values("case"))


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
    """The chair of its group lets people back into a case they see. Whoever chairs in an emergency doesn't."""
    chair = lasting_seat(person, case.group, CHAIRING)
    if not chair or not seat_on_case(person, case):
        return no("Only a lasting chair of its group lets somebody back into a case")
    return yes(chair)


@rule
def may_end_interest(person: Any, interest: Interest) -> Verdict:
    """The chair lets somebody back in: never themself, and once."""
    if interest.person_id == person.pk:
        return no("Somebody else must let you back in")
    if interest.ended_at:
        return no("They were let back in already")
    return may_let_back(person, interest.case)


@rule
def may_put_on_hold(person: Any, case: Case) -> Verdict:
    """Whoever sees a case puts a legal hold on it: it destroys nothing, and stops that anything is destroyed."""
    seat = seat_on_case(person, case)
    return yes(seat) if seat else no("Only members of its group put a legal hold on a case")


@rule
def may_end_hold(person: Any, hold: Hold) -> Verdict:
    """The chair of its group ends a legal hold on a case that they see, once; not whoever chairs in an emergency."""
    chair = lasting_seat(person, hold.case.group, CHAIRING)
    if not chair or not seat_on_case(person, hold.case):
        return no("Only a lasting chair of its group ends a legal hold")
    return no("This hold has ended already") if hold.ended_at else yes(chair)


@rule
def may_ask_disposal(person: Any, case: Case) -> Verdict:
    """The chair of its group asks that a case be disposed of, once its time is over and while no legal hold stands. A
    second person who sees the case approves it. Whoever sits there in an emergency does neither."""
    chair = lasting_seat(person, case.group, CHAIRING)
    if not chair or not seat_on_case(person, case):
        return no("Only a lasting chair of its group asks that a case be disposed of")
    if Hold.objects.standing().filter(case=case).exists():
        return no("A legal hold stops this")
    if not is_due(case):
        due = due_on(case)
        return no(f"It is kept until {say_date(due)}" if due else "Nobody has said yet for how long it is kept")
    return yes(chair)


@rule
def may_approve_disposal(person: Any, proposal: Proposal) -> Verdict:
    """A second person who sees the case approves what the chair could still ask."""
    case = visible_cases(person).select_related("group").filter(pk=proposal.fact("case")).first()
    if case is None:
        return no("Only somebody who sees the case approves this")
    still = may_ask_disposal(proposal.asked_by, case)
    return yes() if still else no(f"{proposal.asked_by} could no longer ask for this. {still.reason}")


@rule
def may_take_out(person: Any, group: Group) -> Verdict:
    """A member of a case group takes out what it keeps of the cases that they see; not whoever sits there in an
    emergency."""
    seat = lasting_seat(person, group)
    return yes(seat) if seat else no("Only lasting members of a case group take its records out")


@sight
def visible_disposals(person: Any) -> QuerySet[Disposal]:
    """Members of a case group see the certificates of what the group disposed of, which say nothing of what it held."""
    return Disposal.objects.filter(group__in=case_groups(person))


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

"""Who may see a case: members of its group and whoever holds a role on it, less whoever is shut out. And who may see
who looked.

Everything about a case is seen by the same people, so every rule about a case record begins here.
"""

from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from threespires.accounts.models import Person
from threespires.approvals.models import Proposal
from threespires.cases.keeping.times import due_on, is_due
from threespires.cases.models import Case, CaseRecord, Disposal, Entry, Hold, Interest, InterestQuerySet
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import CaseRole, Group, Seat
from threespires.partnership.pairs import lasting_seat
from threespires.partnership.standing import BELONGING, CHAIRING, case_groups, case_seat, chairs, roles_of

R = TypeVar("R", bound=CaseRecord)


@sight
def visible_cases(person: Any) -> QuerySet[Case]:
    """Cases are seen by members of their group, in a seat that carries a voice or as its administrator, and one by
    whoever holds a role on it; never by whoever declared an interest in one or is named in it, nor what was drawn from
    it. What was disposed of is seen by nobody."""
    named = Interest.objects.standing().filter(person=person.pk)
    roles = [role.case_id for role in roles_of(person)]
    return (
        Case.objects.filter(Q(group__in=case_groups(person)) | Q(pk__in=roles))
        .exclude(pk__in=Disposal.objects.values("case"))
        .exclude(pk__in=named.values("case"))
        .exclude(pk__in=Case.drawn_from.through.objects.filter(to_case__in=named.values("case")).values("from_case"))
    )


@sight
def visible_records(person: Any, model: type[R]) -> QuerySet[R]:
    """Records of a case are seen by whoever sees the case."""
    return model._default_manager.filter(case__in=visible_cases(person)).select_related("case__group")


def seat_on_case(person: Any, case: Case) -> Seat | None:
    """The seat by which somebody sees a case as a member of its group."""
    seat = case_seat(person, case.group)
    return seat if seat and visible_cases(person).filter(pk=case.pk).exists() else None


def role_on_case(person: Any, case: Case) -> CaseRole | None:
    """The role by which somebody sees a case; one that writes, where they hold several."""
    held = [role for role in roles_of(person) if role.case_id == case.pk]
    if not held or not visible_cases(person).filter(pk=case.pk).exists():
        return None
    return next((role for role in held if role.kind_on(today()).writes), held[0])


def place_on_case(person: Any, case: Case) -> Seat | CaseRole | None:
    """The seat or the role by which somebody sees a case."""
    return seat_on_case(person, case) or role_on_case(person, case)


def members_who_see(case: Case) -> list[Seat]:
    """The seats of those who see a case today, a person once, the chair first."""
    shut = set(_shut_out_of(case))
    held = Seat.objects.now().filter(group=case.group).exclude(person__in=shut).select_related("person", "agency")
    seats: dict[int, Seat] = {}
    for seat in sorted(held, key=lambda seat: (list(Seat.Role).index(Seat.Role(seat.role)), seat.person.name)):
        if seat.role in BELONGING:
            seats.setdefault(seat.person_id, seat)
    return list(seats.values())


def who_hears(case: Case, *, besides: Person) -> Person | None:
    """Who is told that somebody was shut out of a case, so that nobody does it unnoticed: the chair, else the
    vice-chair, else another member who sees it, can sign in and doesn't sit there in an emergency. Never whoever did
    it."""
    able = (seat for seat in members_who_see(case) if seat.is_lasting and seat.person.is_active)
    return next((seat.person for seat in able if seat.person_id != besides.pk), None)


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
    place = place_on_case(person, case)
    return yes(place) if place else no("Only those who see a case declare an interest in it")


@rule
def may_write_in(person: Any, case: Case) -> Verdict:
    """Members who see a case write in it, and whoever holds a role on it that writes."""
    place = place_on_case(person, case)
    if place is None:
        return no("Only members of its group, and those whose role on it says so, write in a case")
    if isinstance(place, CaseRole) and not place.kind_on(today()).writes:
        return no("Your role on this case lets you read it, and not write in it")
    return yes(place)


@rule
def may_shut_out(person: Any, case: Case, other: Any) -> Verdict:
    """A member who sees a case has another shut out who is named in it, also one who holds a role on it."""
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
    """A member who sees a case puts a legal hold on it: it destroys nothing, and stops that anything is destroyed."""
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
    """A second member who sees the case approves what the chair could still ask."""
    case = visible_cases(person).select_related("group").filter(pk=proposal.fact("case")).first()
    if case is None:
        return no("Only somebody who sees the case approves this")
    still = may_ask_disposal(proposal.asked_by, case)
    return yes() if still else no(f"{proposal.asked_by} could no longer ask for this. {still.reason}")


@rule
def may_propose_role(person: Any, case: Case, whom: Any = None) -> Verdict:
    """A lasting member who sees a case proposes who holds a role on it: somebody from outside the group who isn't shut
    out of the case. A second member who sees it approves."""
    seat = lasting_seat(person, case.group)
    if not seat or not seat_on_case(person, case):
        return no("Only lasting members of its group give somebody a role on a case")
    if whom and case_seat(whom, case.group):
        return no("They sit on the group, so they need no role to see its cases")
    if whom and whom.pk in _shut_out_of(case):
        return no("They are shut out of this case")
    return yes(seat)


@rule
def may_approve_role(person: Any, proposal: Proposal) -> Verdict:
    """A second lasting member who sees the case approves what the first could still propose."""
    case = visible_cases(person).select_related("group").filter(pk=proposal.fact("case")).first()
    if case is None or not lasting_seat(person, case.group):
        return no("Only a lasting member who sees the case approves this")
    still = may_propose_role(proposal.asked_by, case, proposal.concerns)
    return yes() if still else no(f"{proposal.asked_by} could no longer ask for this. {still.reason}")


@rule
def may_end_role(person: Any, role: CaseRole) -> Verdict:
    """Either of the two who gave a role ends it, or the chair, while they see the case, and not from a seat given in an
    emergency; and whoever holds it lays it down."""
    case = visible_cases(person).select_related("group").filter(pk=role.case_id).first()
    if case is None:
        return no("Only somebody who sees the case ends a role on it")
    if role.ended_at or role.ends < today():
        return no("This role has ended already")
    place = ends_role(person, role)
    return yes(place) if place else no("Only either of the two who gave this role, or the chair, ends it")


def ends_role(person: Any, role: CaseRole) -> Seat | CaseRole | None:
    """By what somebody who sees the case ends a role on it that stands; no statement."""
    if person.pk == role.person_id:
        return role
    gave_it = person.pk in (role.asked_by_id, role.approved_by_id)
    return lasting_seat(person, role.group, BELONGING if gave_it else CHAIRING)


@sight
def visible_roles(person: Any) -> QuerySet[CaseRole]:
    """Roles on a case, also those that have ended, are seen by whoever sees the case."""
    return CaseRole.objects.filter(case_id__in=visible_cases(person).values("pk"))


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

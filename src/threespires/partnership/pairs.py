"""Who can act together where nobody acts alone: members of a case group, or lead representatives of the partners."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from threespires.accounts.models import Person
from threespires.kernel.clock import today
from threespires.partnership.models import CaseRole, Group, Post, PostHolding, Seat
from threespires.partnership.standing import BELONGING, CHAIRING, chairs, standing

LEADS = "leads"
"""The circle of the statutory partners' lead representatives."""


def circle_of(group: Group) -> str:
    """The circle of a case group's members."""
    return f"group:{group.pk}"


def circles(person: Any) -> dict[str, str]:
    """The circles in which `person` can be the second today, with the seat or post. No emergency seat is in one."""
    found = {circle_of(seat.group): str(seat) for seat in standing(person).seats if lasting_seat(person, seat.group)}
    lead = leads_for(person)
    return {**found, LEADS: str(lead)} if lead else found


def lasting_seat(person: Any, group: Group, roles: Iterable[str] = BELONGING) -> Seat | None:
    """The seat in one of these roles by which `person` belongs to a case group, unless given in an emergency."""
    seats = standing(person).seats if group.is_case_group else ()
    return next(
        (seat for seat in seats if seat.group_id == group.pk and seat.is_lasting and seat.role in roles),
        None,
    )


def lasting_chair(person: Any, group: Group) -> Seat | None:
    """The seat by which `person` chairs a group; on a case group none that was given in an emergency."""
    return lasting_seat(person, group, CHAIRING) if group.is_case_group else chairs(person, group)


def is_lead_post(post: Post) -> bool:
    """Whether whoever holds it is the lead representative of a statutory partner."""
    return post.function == Post.Function.LEAD_REPRESENTATIVE and bool(post.agency and post.agency.statutory)


def leads_for(person: Any) -> PostHolding | None:
    """The post by which `person` is a statutory partner's lead representative today."""
    return next((held for held in standing(person).holdings if is_lead_post(held.post)), None)


def leads_today() -> list[PostHolding]:
    """The lead representatives of the statutory partners who can sign in."""
    return list(_held_by_leads().now().filter(person__is_active=True).select_related("post__agency", "person"))


def is_to_lead(person: Any) -> bool:
    """Whether `person` leads for a statutory partner today or is to, though they may be stopped from signing in."""
    return _leading().filter(person=person.pk).exists()


def leads_can_act() -> bool:
    """Whether two people lead for two different statutory partners."""
    leads = leads_today()
    return any(
        one.person_id != other.person_id and one.post.agency_id != other.post.agency_id
        for one in leads
        for other in leads
    )


def are_of_two_partners(one: Any, other: Any) -> bool:
    """Whether these two lead for two different statutory partners."""
    both = [
        held.post.agency_id for person in (one, other) for held in standing(person).holdings if is_lead_post(held.post)
    ]
    return bool(leads_for(one) and leads_for(other)) and len(set(both)) > 1


def members_who_can_act(group: Group, *, besides: Iterable[Any] = ()) -> list[Seat]:
    """The lasting seats by which others than these belong to a case group today, and can sign in."""
    seats = Seat.objects.now().filter(group=group, role__in=BELONGING, ends_at=None, person__is_active=True)
    left_out = [person.pk for person in besides if person]
    return list(seats.exclude(person__in=left_out).select_related("person")) if group.is_case_group else []


def two_can_act(group: Group, *, besides: Any = None) -> bool:
    """Whether two others than this person can seat somebody: a chair or vice-chair, and a second member."""
    seats = members_who_can_act(group, besides=[besides])
    return any(seat.role in CHAIRING for seat in seats) and len({seat.person_id for seat in seats}) > 1


def case_groups_of(person: Any) -> list[Group]:
    """The case groups on which `person` sits or holds a role on a case, today or from a day to come."""
    held = [found.filter(person=person.pk).values("group") for found in (_seated(), _in_roles())]
    return list(Group.objects.filter(Q(pk__in=held[0]) | Q(pk__in=held[1])).order_by("order", "pk"))


def admitted_by_two(people: Iterable[Any]) -> set[int]:
    """Those of `people` whom nobody alone lets in again: members of case groups, whoever holds a role on a case, and
    lead representatives, today or from a day to come.

    Three statements, however many people they are.
    """
    keys = [person.pk for person in people]
    seated = _seated().filter(person__in=keys).values_list("person", flat=True)
    leading = _leading().filter(person__in=keys).values_list("person", flat=True)
    on_cases = _in_roles().filter(person__in=keys).values_list("person", flat=True)
    return {*seated, *leading, *on_cases}


def _seated() -> Any:
    """Seats on case groups, also those still to begin: a link sent before opens the same door after."""
    return _not_ended(Seat.objects.filter(group__is_case_group=True, approved_by__isnull=False))


def _in_roles() -> Any:
    """Roles on cases, likewise, unless they were ended."""
    return _not_ended(CaseRole.objects.filter(group__is_case_group=True, ended_at__isnull=True))


def _leading() -> Any:
    """What the lead representatives of the statutory partners hold, likewise; also of those who can't sign in: whoever
    stops somebody alone would else let them in alone."""
    return _not_ended(_held_by_leads())


def _held_by_leads() -> Any:
    held = PostHolding.objects.filter(post__function=Post.Function.LEAD_REPRESENTATIVE, post__agency__isnull=False)
    return held.exclude(post__agency__statutory="")


def _not_ended(dated: Any) -> Any:
    return dated.filter(Q(ends__isnull=True) | Q(ends__gte=today()))


def other_leads(*acting: Person) -> list[Person]:
    """The lead representatives who are told what these two did."""
    known = {person.pk for person in acting}
    return list({held.person_id: held.person for held in leads_today() if held.person_id not in known}.values())

"""Who may see and change what in the arrangement. Structure is open to everyone who takes part."""

from typing import Any

from django.db.models import Q, QuerySet

from threespires.accounts.models import Person
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Agency, Confirmable, Group, Post, PostHolding, Seat
from threespires.partnership.standing import chairs, holds, sits_on, standing

_LENDABLE = (Seat.Role.CHAIR, Seat.Role.VICE_CHAIR, Seat.Role.MEMBER)


@sight
def takes_part(person: Any) -> Verdict:
    """Whoever holds a seat or post today takes part. To everyone else the rooms aren't there."""
    here = standing(person)
    return (
        yes((here.seats or here.holdings)[0]) if here.anywhere else no("Only people who hold a seat or post see this")
    )


@sight
def visible_groups(person: Any) -> QuerySet[Group]:
    """Whoever holds a seat or post sees how the partnership is arranged: every group, its purpose and people."""
    return Group.objects.all() if standing(person).anywhere else Group.objects.none()


@sight
def visible_agencies(person: Any) -> QuerySet[Agency]:
    """Whoever holds a seat or post sees every agency that takes part or did."""
    return Agency.objects.all() if standing(person).anywhere else Agency.objects.none()


@sight
def visible_posts(person: Any) -> QuerySet[Post]:
    """Whoever holds a seat or post sees the posts of today and who holds them."""
    return Post.objects.now() if standing(person).anywhere else Post.objects.none()


@sight
def visible_people(person: Any) -> QuerySet[Person]:
    """Whoever holds a seat or post sees who else holds one today; of others who may sign in, nothing."""
    if not standing(person).anywhere:
        return Person.objects.none()
    sitting = Q(pk__in=Seat.objects.now().values("person"))
    return Person.objects.filter(sitting | Q(pk__in=PostHolding.objects.now().values("person")))


def serves(person: Any, group: Group) -> Any:
    """The seat or post by which `person` serves `group`: its administrator, or the Board manager."""
    return sits_on(person, group, Seat.Role.ADMINISTRATOR) or holds(person, Post.Function.BOARD_MANAGER)


@rule
def may_arrange_seats(person: Any, group: Group) -> Verdict:
    """The Board manager arranges seats; on a case group only its chair does."""
    if group.is_case_group:
        seat = chairs(person, group)
        return yes(seat) if seat else no("Only the chair of a case group arranges its seats")
    post = holds(person, Post.Function.BOARD_MANAGER)
    return yes(post) if post else no("Only the Board manager arranges seats")


@rule
def may_name_delegate(person: Any, seat: Seat) -> Verdict:
    """Who arranges seats names a delegate, for a seat with a voice: nobody lends a voice they haven't."""
    if seat.role not in _LENDABLE:
        return no("Only a chair, vice-chair or member has a voice that a delegate can use")
    return may_arrange_seats(person, seat.group)


@rule
def may_assign_posts(person: Any) -> Verdict:
    """The Board manager records who holds a post."""
    post = holds(person, Post.Function.BOARD_MANAGER)
    return yes(post) if post else no("Only the Board manager records who holds a post")


@rule
def may_invite(person: Any) -> Verdict:
    """The Board manager invites people to sign in."""
    post = holds(person, Post.Function.BOARD_MANAGER)
    return yes(post) if post else no("Only the Board manager or a system administrator invites people")


def needs_second_factor(person: Any) -> bool:
    """Whoever sits on a case group, in whatever role, and the lead representatives of the statutory partners, who may
    seat others there, prove a second time who they are."""
    sits = any(seat.group.is_case_group for seat in standing(person).seats)
    return sits or holds(person, Post.Function.LEAD_REPRESENTATIVE) is not None


@rule
def may_review_membership(person: Any, group: Group) -> Verdict:
    """The group's chair reviews its membership, or the Board manager records the review."""
    seat = chairs(person, group) or (holds(person, Post.Function.BOARD_MANAGER) if not group.is_case_group else None)
    return yes(seat) if seat else no("Only the chair or the Board manager reviews membership")


@rule
def may_confirm(person: Any, thing: Confirmable) -> Verdict:
    """What the source doesn't say is confirmed by a lead representative; of a group, by its chair too."""
    group = getattr(thing, "group", None)
    seat = (chairs(person, group) if group else None) or holds(person, Post.Function.LEAD_REPRESENTATIVE)
    if not seat:
        return no(f"Only a lead representative{' or the group’s chair' if group else ''} confirms this")
    return no("This is confirmed already") if thing.is_confirmed else yes(seat)


def stands_for(person: Any, agency: Any) -> Any:
    """The post or seat by which `person` stands for `agency` today: of it, or of one that succeeded it."""
    here = standing(person)
    post = next((held for held in here.holdings if _is_of(held.post.agency, agency)), None)
    return post or next((seat for seat in here.seats if _is_of(seat.agency, agency)), None)


def _is_of(own: Any, agency: Any) -> bool:
    return own is not None and agency in own.lineage()


def acts_as(person: Any, what: str, agency: Any = None) -> str:
    """The seat or post in which `person`, who stands somewhere, does what falls to them as `what`.

    It is the one by which they stand for the agency; `what` is said only where they stand for it in none.
    """
    held = stands_for(person, agency) if agency else None
    if held:
        return str(held)
    here = standing(person)
    return f"{(here.holdings or here.seats)[0]}, {what}"

"""Who may see and change what in the arrangement. Structure is open to everyone who takes part."""

from typing import Any

from django.db.models import Q, QuerySet

from threespires.accounts.models import Person
from threespires.accounts.permissions import may_manage_accounts
from threespires.approvals.models import Proposal
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Agency, Confirmable, Group, Post, PostHolding, Seat
from threespires.partnership.pairs import (
    LEADS,
    are_of_two_partners,
    case_groups_of,
    circle_of,
    circles,
    is_lead_post,
    is_to_lead,
    lasting_chair,
    lasting_seat,
    leads_for,
    members_who_can_act,
    two_can_act,
)
from threespires.partnership.standing import CHAIRING, LENDABLE, holds, roles_of, sits_on, standing


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
    """The Board manager arranges seats; on a case group only its chair does, who seats nobody without a second, and
    not whoever sits there in an emergency."""
    if group.is_case_group:
        seat = lasting_seat(person, group, CHAIRING)
        return yes(seat) if seat else no("Only a lasting chair of a case group arranges its seats")
    post = holds(person, Post.Function.BOARD_MANAGER)
    return yes(post) if post else no("Only the Board manager arranges seats")


@rule
def may_name_delegate(person: Any, seat: Seat) -> Verdict:
    """Who arranges seats names a delegate, for a seat with a voice: nobody lends a voice they haven't."""
    if seat.role not in LENDABLE:
        return no("Only a chair, vice-chair or member has a voice that a delegate can use")
    return may_arrange_seats(person, seat.group)


@rule
def may_propose_seat(person: Any, group: Group, whom: Any = None, *, emergency: bool = False) -> Verdict:
    """Who sits on a case group is proposed by its chair and approved by a second member. Where no two others of the
    group can act, or in an emergency, two lead representatives of different statutory partners do it together; they
    seat no lead representative."""
    if circle_for_seat(person, group, emergency=emergency) == circle_of(group):
        if members_who_can_act(group, besides=[person, whom]):
            return yes(lasting_seat(person, group, CHAIRING))
        return no("Nobody else of this group can approve it, so two lead representatives act together")
    lead = leads_for(person)
    if not lead or not group.is_case_group:
        return no("Only the chair of a case group proposes who sits there, or a lead representative where it can’t act")
    if whom and leads_for(whom):
        return no("Lead representatives seat neither themselves nor each other")
    if not emergency and two_can_act(group, besides=whom):
        return no("Two of this group can act, so they seat others. Lead representatives do so in an emergency alone")
    return yes(lead)


@rule
def may_seat(person: Any, group: Group) -> Verdict:
    """Whoever arranges its seats seats somebody on a group; on a case group whoever proposes them does, if only in an
    emergency."""
    if group.is_case_group:
        return may_propose_seat(person, group, emergency=True) or may_propose_seat(person, group)
    return may_arrange_seats(person, group)


def circle_for_seat(person: Any, group: Group, *, emergency: bool = False) -> str:
    """Among whom the second must be where `person` proposes a seat: the group, for its chair; else those who lead."""
    return circle_of(group) if not emergency and lasting_seat(person, group, CHAIRING) else LEADS


@rule
def may_approve_seat(person: Any, proposal: Proposal) -> Verdict:
    """A second member of the group approves what its chair could still propose; of two lead representatives, one of
    another statutory partner."""
    group, emergency = Group.objects.get(pk=proposal.fact("group")), bool(proposal.fact("emergency"))
    still = may_propose_seat(proposal.asked_by, group, proposal.concerns, emergency=emergency)
    if still and circle_for_seat(proposal.asked_by, group, emergency=emergency) != proposal.circle:
        still = no("The group can act by itself now")
    return _could_still(still, proposal) and _of_another_partner(person, proposal)


@rule
def may_propose_lead(person: Any, post: Post) -> Verdict:
    """Who leads for a statutory partner is proposed by one lead representative and approved by that of another."""
    lead = leads_for(person) if is_lead_post(post) else None
    return yes(lead) if lead else no("Only two lead representatives together say who leads for a statutory partner")


@rule
def may_approve_lead(person: Any, proposal: Proposal) -> Verdict:
    """The lead representative of another statutory partner approves, while the first still leads."""
    still = may_propose_lead(proposal.asked_by, Post.objects.select_related("agency").get(pk=proposal.fact("post")))
    return _could_still(still, proposal) and _of_another_partner(person, proposal)


@sight
def may_ask_resets(person: Any) -> Verdict:
    """Members of case groups, lead representatives, and whoever manages accounts ask that somebody is let in again."""
    held = next(iter(circles(person).values()), "")
    return yes(held) if held else may_manage_accounts(person)


@sight
def may_know_of(person: Any, whom: Person) -> Verdict:
    """Whoever manages accounts knows of everybody; others of whoever holds a seat or post today."""
    seen = visible_people(person).filter(pk=whom.pk).exists()
    return yes() if seen else may_manage_accounts(person)


@rule
def may_ask_reset(person: Any, whom: Person) -> Verdict:
    """What lets a member of a case group sign in is renewed by two: asked for by another member or by whoever manages
    accounts, approved by a second member. Of a lead representative, and where no such second can act, two lead
    representatives of different statutory partners do it together."""
    if person.pk == whom.pk:
        return no("Somebody else asks for this, and a second person approves it")
    groups = case_groups_of(whom)
    if not groups and not is_to_lead(whom):
        return no(f"{whom} is on no case group, so whoever manages accounts does this alone")
    if circle_for_reset(whom, by=person) == LEADS:
        lead = leads_for(person)
        return yes(lead) if lead else no("Only two lead representatives together do this")
    seat = next(filter(None, (lasting_seat(person, group) for group in groups)), None)
    return yes(seat) if seat else may_manage_accounts(person)


def circle_for_reset(whom: Person, *, by: Any) -> str:
    """Among whom the second must be: a case group of theirs, the asker's own first, where another member can act."""
    groups = [] if is_to_lead(whom) else case_groups_of(whom)
    groups.sort(key=lambda group: not lasting_seat(by, group))
    can_act = (group for group in groups if members_who_can_act(group, besides=[by, whom]))
    return next(map(circle_of, can_act), LEADS)


@rule
def may_approve_reset(person: Any, proposal: Proposal) -> Verdict:
    """A second member of the group approves what could still be asked; of two lead representatives, one of another
    statutory partner."""
    still = may_ask_reset(proposal.asked_by, proposal.whom)
    if still and circle_for_reset(proposal.whom, by=proposal.asked_by) != proposal.circle:
        still = no("Others approve it now: ask for it anew")
    return _could_still(still, proposal) and _of_another_partner(person, proposal)


def _could_still(still: Verdict, proposal: Proposal) -> Verdict:
    return still or no(f"{proposal.asked_by} could no longer ask for this. {still.reason}")


def _of_another_partner(person: Any, proposal: Proposal) -> Verdict:
    if proposal.circle == LEADS and not are_of_two_partners(proposal.asked_by, person):
        return no("The two must lead for different statutory partners")
    return yes()


@rule
def may_assign_posts(person: Any) -> Verdict:
    """The Board manager records who holds a post."""
    post = holds(person, Post.Function.BOARD_MANAGER)
    return yes(post) if post else no("Only the Board manager records who holds a post")


@rule
def may_change_holder(person: Any, post: Post) -> Verdict:
    """The Board manager records who holds a post; who leads for a statutory partner, two lead representatives say."""
    return may_propose_lead(person, post) if is_lead_post(post) else may_assign_posts(person)


@rule
def may_invite(person: Any) -> Verdict:
    """The Board manager invites people to sign in."""
    post = holds(person, Post.Function.BOARD_MANAGER)
    return yes(post) if post else no("Only the Board manager or a system administrator invites people")


def needs_second_factor(person: Any) -> bool:
    """Whoever sits on a case group, in whatever role, or holds a role on a case, and the lead representatives of the
    statutory partners, who may seat others there, prove a second time who they are."""
    on_a_group = any(seat.group.is_case_group for seat in standing(person).seats)
    return on_a_group or leads_for(person) is not None or bool(roles_of(person))


@rule
def may_review_membership(person: Any, group: Group) -> Verdict:
    """The group's chair reviews its membership, or the Board manager records the review; of a case group the chair
    alone does, and nobody who sits there in an emergency."""
    serving = None if group.is_case_group else holds(person, Post.Function.BOARD_MANAGER)
    seat = lasting_chair(person, group) or serving
    return yes(seat) if seat else no("Only the chair or the Board manager reviews membership")


@rule
def may_confirm(person: Any, thing: Confirmable) -> Verdict:
    """What the source doesn't say is confirmed by a lead representative; of a group, by its chair too, unless they
    chair a case group in an emergency."""
    group = getattr(thing, "group", None)
    seat = (lasting_chair(person, group) if group else None) or holds(person, Post.Function.LEAD_REPRESENTATIVE)
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

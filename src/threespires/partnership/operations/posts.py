"""Who holds which post. Who leads for a statutory partner takes two who do."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from threespires.accounts.models import Person
from threespires.approvals.models import Proposal
from threespires.approvals.operations import ask
from threespires.history.recording import record
from threespires.kernel import plates
from threespires.kernel.clock import today
from threespires.kernel.locks import lock
from threespires.kernel.verdict import Refused, require
from threespires.partnership import notices
from threespires.partnership.models import Post, PostHolding
from threespires.partnership.operations.by_whom import COMMAND_LINE, required
from threespires.partnership.pairs import LEADS, is_lead_post, leads_can_act
from threespires.partnership.permissions import may_assign_posts, may_propose_lead
from threespires.partnership.standing import forget_standing


@transaction.atomic
def hold_post(*, by: Person | None, post: Post, person: Person, starts: date | None = None) -> PostHolding:
    """Records that `person` holds `post` from a day; whoever held it before stops the day before.

    Raises:
        Refused: if `by` may not, if it says who leads for a statutory partner, which takes two, unless the command line
            names the first; or if the dates don't fit.
    """
    if is_lead_post(post) and (by or (post.holdings.exists() and leads_can_act())):
        raise Refused("Two lead representatives together say who leads for a statutory partner: one proposes it")
    verdict = required(by, may_assign_posts)
    return _hold(post, person, starts or today(), by=by, in_seat=verdict.seat)


def _hold(post: Post, person: Person, starts: date, *, by: Person | None, in_seat: str) -> PostHolding:
    lock(post)
    _check(post, person, starts)
    for earlier in post.holdings.on(starts):
        _end(earlier, by=by, in_seat=in_seat, ends=starts - timedelta(days=1))
    made = PostHolding.objects.create(post=post, person=person, starts=starts)
    forget_standing(person)
    record("post.held", made, by=by, seat=in_seat)
    plates.keep_findable(person)
    return made


def _check(post: Post, person: Person, starts: date) -> None:
    if not post.held(starts):
        raise Refused("This post isn’t there on that day")
    for earlier in post.holdings.on(starts):
        if earlier.person_id == person.pk:
            raise Refused(f"{person} holds this post already")
        if earlier.starts and earlier.starts >= starts:
            raise Refused(f"{earlier.person} holds this post from that day")


@transaction.atomic
def end_holding(holding: PostHolding, *, ends: date) -> PostHolding:
    """Records at the server's command line the last day on which somebody holds a post. In the browser a post is handed
    on, and whoever held it stops the day before."""
    return _end(holding, by=None, in_seat=COMMAND_LINE.seat, ends=ends)


def _end(holding: PostHolding, *, by: Person | None, in_seat: str, ends: date) -> PostHolding:
    lock(holding)
    holding.ends = ends
    holding.save()
    forget_standing(holding.person)
    record("post.left", holding, by=by, seat=in_seat)
    plates.keep_findable(holding.person)
    return holding


@transaction.atomic
def propose_lead(post: Post, *, by: Person, person: Person, why: str, starts: date | None = None) -> Proposal:
    """Proposes who leads for a statutory partner. They hold the post once another lead representative has approved.

    Raises:
        Refused: if `by` may not, if no reason is given, or if the dates don't fit.
    """
    verdict = require(may_propose_lead(by, post))
    if not why.strip():
        raise Refused("Say why, so that a second person can judge it")
    starts = starts or today()
    _check(post, person, starts)
    return ask(
        by=by,
        seat=verdict.seat,
        kind="lead",
        circle=LEADS,
        title=f"{person} as {post.full_name}",
        why=why,
        concerns=person,
        facts={"post": post.pk, "starts": starts.isoformat()},
    )


def carry_out_lead(proposal: Proposal, *, by: Person, seat: str) -> None:
    """A second lead representative has approved: the person holds the post, from that day on or, where it was only
    written down later, from the day that was said."""
    post = Post.objects.select_related("agency").get(pk=proposal.fact("post"))
    starts = date.fromisoformat(proposal.fact("starts"))
    if starts >= timezone.localdate(proposal.asked_at):
        starts = max(starts, today())
    _hold(post, proposal.whom, starts, by=by, in_seat=seat)
    notices.leads_acted(proposal, by)

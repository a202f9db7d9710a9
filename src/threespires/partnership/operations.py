"""Seats, posts held, membership reviews and what people confirm. Structure itself comes from the arrangement file.

`by` is None only for the server's command line, which seats the first people.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel import plates
from threespires.kernel.clock import today
from threespires.kernel.dates import add_months
from threespires.kernel.locks import lock
from threespires.kernel.verdict import Refused, Verdict, require, yes
from threespires.partnership.membership import roles_in, say_role_of, say_set_aside
from threespires.partnership.models import (
    Agency,
    Confirmable,
    Group,
    MembershipReview,
    Place,
    Post,
    PostHolding,
    ReviewLine,
    Seat,
)
from threespires.partnership.permissions import (
    may_arrange_seats,
    may_assign_posts,
    may_confirm,
    may_name_delegate,
    may_review_membership,
)
from threespires.partnership.standing import forget_standing

_COMMAND_LINE = yes("the server’s command line")


def _require(by: Person | None, rule: Callable[..., Verdict], *about: Any) -> Verdict:
    """What the rule says of `by`; the command line may seat the first people."""
    return require(rule(by, *about)) if by else _COMMAND_LINE


@transaction.atomic
def seat(
    *,
    by: Person | None,
    group: Group,
    person: Person,
    role: str,
    starts: date | None = None,
    ends: date | None = None,
    place: Place | None = None,
    agency: Agency | None = None,
    post: Post | None = None,
    delegate_for: Seat | None = None,
    why: str = "",
) -> Seat:
    """Seats `person` on `group` from a day, for an agency, perhaps in a place, perhaps as delegate for a seat.

    A delegate takes the place that the arrangement has for one of that agency, if it is free on those days and
    for no post or for one that `person` holds.

    Raises:
        Refused: if `by` may not, if the group isn't there or the place is taken then, if the place is for another
            role, if a chair leaves the place empty that is set aside for the chair, or if a delegate has no dates.
    """
    verdict = _require(by, may_arrange_seats, group)
    starts = starts or today()
    if not group.held(starts):
        raise Refused(f"The {group} isn’t there on that day")
    if ends and ends < starts:
        raise Refused("A seat can’t end before it begins")
    if role == Seat.Role.DELEGATE and not (delegate_for and ends):
        raise Refused("A delegate sits for somebody, and until a day")
    if delegate_for and role != Seat.Role.DELEGATE:
        raise Refused("Whoever sits for somebody sits as a delegate")
    if delegate_for:
        _check_delegate(delegate_for, by=by, group=group, ends=ends)
        agency = agency or delegate_for.agency
        place = place or _place_of_delegate(group, person, agency, starts, ends)
    if place is None and (aside := say_set_aside(group, role, starts)):
        raise Refused(aside)
    if place:
        _check_place(place, group=group, role=role, starts=starts, ends=ends)
    made = Seat.objects.create(
        group=group,
        person=person,
        role=role,
        starts=starts,
        ends=ends,
        place=place,
        agency=agency or (place.agency if place else None) or (post.agency if post else None),
        post=post or (place.post if place else None),
        delegate_for=delegate_for,
        why=why,
    )
    forget_standing(person)
    record("seat.taken", made, by=by, seat=verdict.seat, words=why)
    plates.keep_findable(person)
    return made


def _check_delegate(delegate_for: Seat, *, by: Person | None, group: Group, ends: date | None) -> None:
    _require(by, may_name_delegate, delegate_for)
    if delegate_for.group_id != group.pk:
        raise Refused("A delegate sits on the group of the seat it is for")
    if delegate_for.ends and ends and ends > delegate_for.ends:
        raise Refused("A delegate’s last day can’t be after the last day of the seat it is for")


def _check_place(place: Place, *, group: Group, role: str, starts: date, ends: date | None) -> None:
    if place.group_id != group.pk or not place.held(starts):
        raise Refused(f"The {group} has no place for {place} on that day")
    if role not in roles_in(place, starts):
        raise Refused(say_role_of(place))
    if _is_taken(place, starts, ends):
        raise Refused(f"Somebody already sits in the place for {place} then")


def _place_of_delegate(
    group: Group, person: Person, agency: Agency | None, starts: date, ends: date | None
) -> Place | None:
    theirs = Q(post=None) | Q(post__in=person.holdings.on(starts).values("post"))
    places = group.places.on(starts).filter(theirs, role=Place.Role.DELEGATE, agency=agency)
    return next((place for place in places if not _is_taken(place, starts, ends)), None)


def _is_taken(place: Place, starts: date, ends: date | None) -> bool:
    return any(_overlap(other, starts, ends) for other in place.seats.all())


def _overlap(other: Seat, starts: date, ends: date | None) -> bool:
    begins_before_we_end = ends is None or other.starts is None or other.starts <= ends
    return begins_before_we_end and (other.ends is None or other.ends >= starts)


@transaction.atomic
def end_seat(taken: Seat, *, by: Person | None, ends: date, why: str) -> Seat:
    """Ends a seat on its last day, with the reason. A delegate's seat never outlives the seat it is for."""
    verdict = _require(by, may_arrange_seats, taken.group)
    _leave(taken, by=by, in_seat=verdict.seat, ends=ends, why=why)
    return taken


def _leave(taken: Seat, *, by: Person | None, in_seat: str, ends: date, why: str) -> None:
    """Ends a seat, and with it its delegates'; a delegate who was still to come never sits."""
    lock(taken)
    if taken.starts and ends < taken.starts:
        raise Refused(f"{taken.person}’s seat can’t end before it began")
    taken.ends, taken.why = ends, why
    taken.save()
    forget_standing(taken.person)
    record("seat.ended", taken, by=by, seat=in_seat, words=why)
    plates.keep_findable(taken.person)
    for lent in taken.delegates.filter(starts__gt=ends):
        record("seat.not_taken", lent, by=by, seat=in_seat, words=why)
        lent.delete()
        plates.keep_findable(lent.person)
    for lent in taken.delegates.filter(ends__gt=ends):
        lock(lent)
        lent.ends = ends
        lent.save()
        record("seat.ended", lent, by=by, seat=in_seat, words=why)
        plates.keep_findable(lent.person)


@transaction.atomic
def hold_post(*, by: Person | None, post: Post, person: Person, starts: date | None = None) -> PostHolding:
    """Records that `person` holds `post` from a day; whoever held it before stops the day before."""
    verdict = _require(by, may_assign_posts)
    starts = starts or today()
    if not post.held(starts):
        raise Refused("This post isn’t there on that day")
    for earlier in post.holdings.on(starts):
        if earlier.person_id == person.pk:
            raise Refused(f"{person} holds this post already")
        if earlier.starts and earlier.starts >= starts:
            raise Refused(f"{earlier.person} holds this post from that day")
        end_holding(earlier, by=by, ends=starts - timedelta(days=1))
    made = PostHolding.objects.create(post=post, person=person, starts=starts)
    forget_standing(person)
    record("post.held", made, by=by, seat=verdict.seat)
    plates.keep_findable(person)
    return made


@transaction.atomic
def end_holding(holding: PostHolding, *, by: Person | None, ends: date) -> PostHolding:
    """Records the last day on which somebody holds a post."""
    verdict = _require(by, may_assign_posts)
    lock(holding)
    holding.ends = ends
    holding.save()
    forget_standing(holding.person)
    record("post.left", holding, by=by, seat=verdict.seat)
    plates.keep_findable(holding.person)
    return holding


@dataclass(frozen=True)
class Line:
    """What a review decides about one seat: its outcome and why."""

    seat: Seat
    outcome: str
    why: str


@dataclass(frozen=True)
class Joining:
    """Who joins by a review: in which role, perhaps in which place, and why."""

    person: Person
    role: str
    why: str
    place: Place | None = None


@transaction.atomic
def review_membership(
    group: Group,
    *,
    by: Person,
    held_on: date,
    lines: Iterable[Line],
    joining: Iterable[Joining] = (),
    note: str = "",
) -> MembershipReview:
    """Records a review of who stays, leaves and joins, and why.

    Whoever leaves ends on the day of the review; whoever joins is seated from the day after. That somebody stays
    needs no reason.

    The next review falls due after the months that the group's terms say, if they do.
    """
    verdict = require(may_review_membership(by, group))
    months = group.term("membership_review_months")
    review = MembershipReview.objects.create(
        group=group,
        held_on=held_on,
        reviewed_by=by,
        next_due=add_months(held_on, months) if months else None,
        note=note,
    )
    for line in lines:
        if line.outcome == ReviewLine.Outcome.LEAVES and not line.why.strip():
            raise Refused(f"Say why {line.seat.person} leaves")
        ReviewLine.objects.create(review=review, seat=line.seat, outcome=line.outcome, why=line.why)
        if line.outcome == ReviewLine.Outcome.LEAVES:
            _leave(line.seat, by=by, in_seat=verdict.seat, ends=held_on, why=line.why)
    for new in joining:
        starts = held_on + timedelta(days=1)
        taken = seat(by=by, group=group, person=new.person, role=new.role, place=new.place, starts=starts, why=new.why)
        ReviewLine.objects.create(review=review, seat=taken, outcome=ReviewLine.Outcome.JOINS, why=new.why)
    record("membership.reviewed", review, by=by, seat=verdict.seat, words=note)
    return review


@transaction.atomic
def confirm(thing: Confirmable, *, by: Person) -> Confirmable:
    """A person confirms what the source left open. It stays confirmed until the file changes it."""
    lock(thing)
    verdict = require(may_confirm(by, thing))
    thing.confirmed_by, thing.confirmed_on = f"{by}, {verdict.seat}"[:200], today()
    thing.save()
    record(f"{thing._meta.model_name}.confirmed", thing, by=by, seat=verdict.seat)
    return thing

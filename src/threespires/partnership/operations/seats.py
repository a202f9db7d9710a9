"""Taking, changing and ending seats. On a case group one proposes, and only a second person's approval seats."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from threespires.accounts.models import Person
from threespires.approvals.models import Proposal
from threespires.approvals.operations import ask
from threespires.history.recording import record
from threespires.kernel import plates
from threespires.kernel.clock import now, today
from threespires.kernel.locks import lock
from threespires.kernel.verdict import Refused, Verdict, require
from threespires.partnership import notices
from threespires.partnership.membership import roles_in, say_role_of
from threespires.partnership.models import (
    Agency,
    Group,
    MembershipReview,
    Place,
    Post,
    ReviewLine,
    Seat,
)
from threespires.partnership.operations.by_whom import required
from threespires.partnership.pairs import LEADS
from threespires.partnership.permissions import (
    circle_for_seat,
    may_arrange_seats,
    may_name_delegate,
    may_propose_seat,
)
from threespires.partnership.seating import Seating, fit, is_taken
from threespires.partnership.standing import LENDABLE, forget_standing

EMERGENCY_LASTS = timedelta(hours=24)


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

    Raises:
        Refused: if `by` may not, if the group keeps cases, whose seats take two, or if the seat doesn't fit.
    """
    if group.is_case_group:
        raise Refused(f"Nobody alone seats anybody on {group.in_a_sentence}: one proposes, a second person approves")
    verdict = required(by, may_arrange_seats, group)
    if delegate_for:
        required(by, may_name_delegate, delegate_for)
    asked = Seating(group, person, role, starts or today(), ends, place, agency, post, delegate_for, why)
    return _take(asked, by=by, in_seat=verdict.seat)


def _take(asked: Seating, *, by: Person | None, in_seat: str, **given: Any) -> Seat:
    """Writes down the seat; `given`, by which two, and until what hour. Of two at once the second finds the first's."""
    lock(asked.group)
    asked = fit(asked)
    place, post = asked.place, asked.post
    made = Seat.objects.create(
        group=asked.group,
        person=asked.person,
        role=asked.role,
        starts=asked.starts,
        ends=asked.ends,
        place=place,
        agency=asked.agency or (place.agency if place else None) or (post.agency if post else None),
        post=post or (place.post if place else None),
        delegate_for=asked.delegate_for,
        why=asked.why,
        **given,
    )
    forget_standing(asked.person)
    record("seat.taken", made, by=by, seat=in_seat, words=asked.why)
    plates.keep_findable(asked.person)
    return made


@transaction.atomic
def propose_seat(
    *,
    by: Person,
    group: Group,
    person: Person,
    role: str,
    why: str,
    starts: date | None = None,
    ends: date | None = None,
    place: Place | None = None,
    agency: Agency | None = None,
    post: Post | None = None,
    delegate_for: Seat | None = None,
    emergency: bool = False,
    review: MembershipReview | None = None,
) -> Proposal:
    """Proposes that `person` sits on a case group. They sit there once a second person has approved it.

    Args:
        emergency: the seat begins with the approval and ends 24 hours later, whatever the dates say.
        review: of the membership, by which they join.

    Raises:
        Refused: if `by` may not, if no reason is given, or if the seat doesn't fit.
    """
    verdict = require(may_propose_seat(by, group, person, emergency=emergency))
    if delegate_for:
        require(may_name_delegate(by, delegate_for))
    asked = Seating(group, person, role, starts or today(), ends, place, agency, post, delegate_for, why)
    fit(asked)
    facts = {**asked.facts(), "emergency": emergency, "review": review.pk if review else None}
    return _propose(
        "seat",
        by=by,
        verdict=verdict,
        group=group,
        person=person,
        title=f"{'An emergency seat' if emergency else 'A seat'} on {group.in_a_sentence} for {person}",
        why=why,
        facts=facts,
    )


def _propose(
    kind: str, *, by: Person, verdict: Verdict, group: Group, person: Person, title: str, why: str, facts: dict
) -> Proposal:
    if not why.strip():
        raise Refused("Say why, so that a second person can judge it")
    emergency = facts["emergency"]
    made = ask(
        by=by,
        seat=verdict.seat,
        kind=kind,
        circle=circle_for_seat(by, group, emergency=emergency),
        title=title,
        why=why,
        concerns=person,
        facts=facts,
        waits_for=EMERGENCY_LASTS if emergency else None,
    )
    if emergency:
        notices.asked_in_an_emergency(made)
    return made


def carry_out_seat(proposal: Proposal, *, by: Person, seat: str) -> None:
    """A second person has approved: `person` sits, from that day on or, where it was only written down later, from
    the day that was said.

    Raises:
        Refused: if the seat doesn't fit any more.
    """
    asked = Seating.of(proposal.facts)
    asked_on = timezone.localdate(proposal.asked_at)
    if asked.starts >= asked_on:
        asked = replace(asked, starts=max(asked.starts, today()))
    given: dict[str, Any] = {"asked_by": proposal.asked_by, "approved_by": by}
    if proposal.fact("emergency"):
        given["ends_at"] = now() + EMERGENCY_LASTS
        asked = replace(asked, starts=today(), ends=timezone.localdate(given["ends_at"]))
    made = _take(asked, by=by, in_seat=seat, **given)
    if key := proposal.fact("review"):
        ReviewLine.objects.create(review_id=key, seat=made, outcome=ReviewLine.Outcome.JOINS, why=asked.why)
    _tell_others(proposal, made, by=by)


def _tell_others(proposal: Proposal, taken: Seat, *, by: Person) -> None:
    """The other lead representatives hear what two of them did; of an emergency seat the group's chair does, too."""
    if proposal.circle == LEADS:
        notices.leads_acted(proposal, by)
    if not taken.is_lasting:
        notices.seated_in_an_emergency(taken)


@transaction.atomic
def propose_change(taken: Seat, *, by: Person, role: str, ends: date | None, why: str) -> Proposal:
    """Proposes another role or last day for somebody who sits on a case group.

    Raises:
        Refused: if `by` may not, if no reason is given, if nothing would change or the change doesn't fit.
    """
    verdict = require(may_propose_seat(by, taken.group, taken.person))
    _check_change(taken, role=role, ends=ends)
    return _propose(
        "seat_change",
        by=by,
        verdict=verdict,
        group=taken.group,
        person=taken.person,
        title=f"A change of the seat of {taken.person} on {taken.group.in_a_sentence}",
        why=why,
        facts={
            "group": taken.group_id,
            "seat": taken.pk,
            "role": role,
            "ends": ends.isoformat() if ends else None,
            "emergency": False,
        },
    )


def carry_out_change(proposal: Proposal, *, by: Person, seat: str) -> None:
    """A second person has approved: the seat has its new role and last day. Its delegates' seats end with it, or at
    once where the role has no voice to lend."""
    taken = lock(Seat.objects.select_related("group", "place", "person").get(pk=proposal.fact("seat")))
    last = proposal.fact("ends")
    role, ends = proposal.fact("role"), date.fromisoformat(last) if last else None
    lock(taken.group)
    _check_change(taken, role=role, ends=ends)
    taken.role, taken.ends = role, ends
    taken.asked_by, taken.approved_by = proposal.asked_by, by
    taken.save()
    forget_standing(taken.person)
    record("seat.changed", taken, by=by, seat=seat, words=proposal.why)
    plates.keep_findable(taken.person)
    last_lent = ends if role in LENDABLE else today() - timedelta(days=1)
    if last_lent:
        _end_delegates(taken, by=by, in_seat=seat, ends=last_lent, why=proposal.why)
    _tell_others(proposal, taken, by=by)


def _check_change(taken: Seat, *, role: str, ends: date | None) -> None:
    if not (taken.held(today()) and taken.is_lasting):
        raise Refused("Only a seat that is held today, and wasn’t given in an emergency, can be changed")
    if (role, ends) == (taken.role, taken.ends):
        raise Refused("Nothing would change")
    if ends and ends < today():
        raise Refused("The last day of a seat can’t be set back: end the seat instead")
    if taken.delegate_for and (role != taken.role or ends is None):
        raise Refused("A delegate sits as a delegate, and until a day")
    if taken.delegate_for and taken.delegate_for.ends and ends and ends > taken.delegate_for.ends:
        raise Refused("A delegate’s last day can’t be after the last day of the seat it is for")
    if not taken.delegate_for and role == Seat.Role.DELEGATE:
        raise Refused("A delegate sits for somebody, and until a day")
    if taken.place and role != taken.role and role not in roles_in(taken.place, today()):
        raise Refused(say_role_of(taken.place))
    if taken.place and is_taken(taken.place, today(), ends, but=taken):
        raise Refused(f"Somebody already sits in the place for {taken.place} then")


@transaction.atomic
def end_seat(taken: Seat, *, by: Person | None, ends: date, why: str) -> Seat:
    """Ends a seat on its last day, with the reason: nobody else is needed. A delegate's seat never outlives the seat it
    is for."""
    verdict = required(by, may_arrange_seats, taken.group)
    leave(taken, by=by, in_seat=verdict.seat, ends=ends, why=why)
    return taken


def leave(taken: Seat, *, by: Person | None, in_seat: str, ends: date, why: str) -> None:
    """Ends a seat, and with it its delegates'; a delegate who was still to come never sits."""
    lock(taken)
    if taken.group.is_case_group and taken.ends and ends > taken.ends:
        raise Refused("A seat on a case group is lengthened by two: propose the change")
    if taken.starts and ends < taken.starts:
        raise Refused(f"{taken.person}’s seat can’t end before it began")
    taken.ends, taken.why = ends, why
    taken.save()
    forget_standing(taken.person)
    record("seat.ended", taken, by=by, seat=in_seat, words=why)
    plates.keep_findable(taken.person)
    _end_delegates(taken, by=by, in_seat=in_seat, ends=ends, why=why)


def _end_delegates(taken: Seat, *, by: Person | None, in_seat: str, ends: date, why: str) -> None:
    """Nobody sits for a seat after this day; a delegate who was still to come never does."""
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

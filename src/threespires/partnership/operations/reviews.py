"""Membership reviews: who stays, who leaves, who joins, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.dates import add_months
from threespires.kernel.verdict import Refused, require
from threespires.partnership.models import Group, MembershipReview, Place, ReviewLine, Seat
from threespires.partnership.operations.seats import leave, propose_seat, seat
from threespires.partnership.permissions import may_review_membership


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

    Whoever leaves ends on the day of the review; whoever joins is seated from the day after, on a case group once a
    second person has approved it. That somebody stays needs no reason.

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
            leave(line.seat, by=by, in_seat=verdict.seat, ends=held_on, why=line.why)
    for new in joining:
        joins: dict[str, Any] = {"person": new.person, "role": new.role, "place": new.place, "why": new.why}
        joins |= {"group": group, "starts": held_on + timedelta(days=1)}
        if group.is_case_group:
            propose_seat(by=by, review=review, **joins)
            continue
        taken = seat(by=by, **joins)
        ReviewLine.objects.create(review=review, seat=taken, outcome=ReviewLine.Outcome.JOINS, why=new.why)
    record("membership.reviewed", review, by=by, seat=verdict.seat, words=note)
    return review

"""A priority is set for a quarter, carried forward, changed or closed with a reason; its vision is agreed."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.clock import today
from threespires.kernel.dates import Quarter
from threespires.kernel.locks import lock, put, save
from threespires.kernel.numbers import create_numbered
from threespires.kernel.verdict import Refused, require
from threespires.partnership.models import Group
from threespires.partnership.standing import decides_on_kind
from threespires.search.indexing import index
from threespires.thread.priorities.lifecycle import PRIORITY
from threespires.thread.priorities.models import LineOfEnquiry, Priority, QuarterDecision, VisionAgreement
from threespires.thread.priorities.permissions import (
    decides_priorities,
    may_agree_vision,
    may_decide,
    may_set_priority,
    may_write_vision,
)

Choice = QuarterDecision.Choice


@transaction.atomic
def set_priority(
    *,
    by: Person,
    title: str,
    enquiries: Iterable[LineOfEnquiry],
    outcome: str,
    how_known: str,
    occasion: str,
    occasion_address: str = "",
    quarter: Quarter | date | None = None,
) -> Priority:
    """The executive sets a priority from lines of enquiry, for a quarter: this one unless said.

    Args:
        outcome: what will be different for children; `how_known`: how we shall know.
        occasion: the meeting that set it, and where its page is.
    """
    verdict = require(may_set_priority(by))
    enquiries = list(enquiries)
    if not enquiries:
        raise Refused("A priority is set from a line of enquiry")
    _named(occasion)
    priority = create_numbered(
        Priority(
            title=title,
            outcome=outcome,
            how_known=how_known,
            set_by=by,
            occasion=occasion,
            occasion_address=occasion_address,
        )
    )
    priority.enquiries.set(enquiries)
    _decide(
        priority,
        by,
        choice=Choice.SET,
        quarter=quarter,
        reason="",
        occasion=occasion,
        occasion_address=occasion_address,
    )
    record("priority.set", priority, by=by, seat=verdict.seat)
    index(priority)
    return priority


@transaction.atomic
def carry_forward(
    priority: Priority,
    *,
    by: Person,
    quarter: Quarter | date,
    reason: str,
    occasion: str = "",
    occasion_address: str = "",
) -> Priority:
    """The executive goes on with a priority for a further quarter, and says why.

    Raises:
        Refused: if it has decided about that quarter already.
    """
    lock(priority)
    verdict = require(may_decide(by, priority))
    if priority.quarters.filter(quarter=_first_day(quarter)).exists():
        raise Refused(f"{Quarter(_first_day(quarter))} has been decided already")
    _decide(
        priority,
        by,
        choice=Choice.CARRIED,
        quarter=quarter,
        reason=reason,
        occasion=occasion,
        occasion_address=occasion_address,
    )
    save(priority)
    record("priority.carried_forward", priority, by=by, seat=verdict.seat, words=reason)
    return priority


@transaction.atomic
def change_priority(
    priority: Priority,
    *,
    by: Person,
    reason: str,
    quarter: Quarter | date | None = None,
    occasion: str = "",
    occasion_address: str = "",
    title: str | None = None,
    outcome: str | None = None,
    how_known: str | None = None,
    enquiries: Iterable[LineOfEnquiry] | None = None,
    seen: int | None = None,
) -> Priority:
    """The executive changes what a priority says, for a quarter, and says why. What isn't given stays.

    Raises:
        ChangedByAnother: if somebody changed it since `by` opened it at version `seen`.
    """
    lock(priority, seen=seen)
    verdict = require(may_decide(by, priority))
    for name, value in (("title", title), ("outcome", outcome), ("how_known", how_known)):
        if value is not None:
            setattr(priority, name, value)
    if enquiries is not None:
        enquiries = list(enquiries)
        if not enquiries:
            raise Refused("A priority is set from a line of enquiry")
        priority.enquiries.set(enquiries)
    _decide(
        priority,
        by,
        choice=Choice.CHANGED,
        quarter=quarter,
        reason=reason,
        occasion=occasion,
        occasion_address=occasion_address,
    )
    save(priority)
    record("priority.changed", priority, by=by, seat=verdict.seat, words=reason)
    index(priority)
    return priority


@transaction.atomic
def close_priority(
    priority: Priority,
    *,
    by: Person,
    reason: str,
    quarter: Quarter | date | None = None,
    occasion: str = "",
    occasion_address: str = "",
) -> Priority:
    """The executive closes a priority, and says why."""
    lock(priority)
    verdict = require(may_decide(by, priority))
    PRIORITY.apply(priority, "close")
    _decide(
        priority,
        by,
        choice=Choice.CLOSED,
        quarter=quarter,
        reason=reason,
        occasion=occasion,
        occasion_address=occasion_address,
    )
    save(priority)
    record("priority.closed", priority, by=by, seat=verdict.seat, words=reason)
    return priority


@transaction.atomic
def write_vision(priority: Priority, *, by: Person, vision: str, seen: int | None = None) -> Priority:
    """A member of the implementation group writes the vision. Other words must be agreed anew."""
    lock(priority, seen=seen)
    verdict = require(may_write_vision(by, priority))
    if not put(priority, vision=vision):
        return priority
    save(priority)
    record("priority.vision_written", priority, by=by, seat=verdict.seat)
    index(priority)
    return priority


@transaction.atomic
def agree_vision(priority: Priority, *, by: Person, seen: int | None = None) -> VisionAgreement:
    """A member of the implementation group agrees the vision as it stands, for the agency they sit for.

    Raises:
        ChangedByAnother: if somebody changed it since `by` read it at version `seen`.
    """
    lock(priority, seen=seen)
    verdict = require(may_agree_vision(by, priority))
    seat = decides_on_kind(by, Group.Kind.IMPLEMENTATION)
    agreement = VisionAgreement.objects.create(
        priority=priority, agency=seat.agency if seat else None, agreed_by=by, vision=priority.vision
    )
    record("priority.vision_agreed", priority, by=by, seat=verdict.seat)
    return agreement


def _decide(
    priority: Priority,
    by: Person,
    *,
    choice: Choice,
    quarter: Quarter | date | None,
    reason: str,
    occasion: str,
    occasion_address: str,
) -> None:
    """Writes the decision about a quarter. Only the first, that it is set, needs no reason."""
    if choice != Choice.SET and not reason.strip():
        raise Refused("A priority is carried forward, changed or closed only with a reason")
    if not decides_priorities(by):
        _named(occasion)
    QuarterDecision.objects.create(
        priority=priority,
        quarter=_first_day(quarter),
        choice=choice,
        reason=reason,
        decided_by=by,
        occasion=occasion,
        occasion_address=occasion_address,
    )


def _named(occasion: str) -> None:
    if not occasion.strip():
        raise Refused("Name the meeting that decided this")


def _first_day(quarter: Quarter | date | None) -> date:
    if isinstance(quarter, Quarter):
        return quarter.starts
    return Quarter.of(quarter or today()).starts

"""Asking for what takes two, approving it, refusing it, taking it back."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from threespires.accounts.models import Person
from threespires.approvals import notices
from threespires.approvals.kinds import kind_of
from threespires.approvals.lifecycle import LIFECYCLE
from threespires.approvals.models import Proposal
from threespires.approvals.permissions import may_approve, may_refuse, may_withdraw
from threespires.history.recording import record
from threespires.kernel.clock import now
from threespires.kernel.locks import lock
from threespires.kernel.verdict import Refused, require


@transaction.atomic
def ask(
    *,
    by: Person,
    seat: str,
    kind: str,
    circle: str,
    title: str,
    why: str,
    concerns: Person | None = None,
    facts: dict[str, Any] | None = None,
    waits_for: timedelta | None = None,
) -> Proposal:
    """Writes down what `by` asks for, until a second person answers. Called by operations that have asked their rule.

    Args:
        seat: the seat in which it is asked, as that rule says.
        circle: among whom the second person must be.
        concerns: the person it is about, who can neither ask nor approve.
        facts: what carrying it out needs to know.
        waits_for: how long until it lapses, where that is not as usual.

    Raises:
        Refused: where it concerns whoever asks, or the same is asked already.
    """
    if concerns == by:
        raise Refused("Nobody asks for what concerns themself")
    facts = facts or {}
    same = Proposal.objects.filter(kind=kind, circle=circle, concerns=concerns, status=Proposal.Status.WAITING)
    if any(other.title == title and other.waits(now()) for other in same):
        raise Refused("This is asked already, and waits for a second person")
    made = Proposal.objects.create(
        ref=Proposal.next_ref(),
        kind=kind,
        circle=circle,
        title=title,
        why=why,
        concerns=concerns,
        facts=facts,
        asked_by=by,
        asked_in=seat,
        asked_at=now(),
        lapses_at=now() + (waits_for or timedelta(days=settings.PROPOSALS_LAPSE_AFTER)),
    )
    record("proposal.asked", made, by=by, seat=seat, words=why)
    return made


@transaction.atomic
def approve(proposal: Proposal, *, by: Person) -> Proposal:
    """A second person approves, and it is done.

    Raises:
        Refused: if `by` may not, or if it can no longer be done.
    """
    lock(proposal)
    verdict = require(may_approve(by, proposal))
    _answer(proposal, "approve", by=by, seat=verdict.seat)
    kind_of(proposal).carry_out(proposal, by=by, seat=verdict.seat)
    notices.approved(proposal)
    return proposal


@transaction.atomic
def refuse(proposal: Proposal, *, by: Person, because: str) -> Proposal:
    """A second person says no, and why."""
    lock(proposal)
    verdict = require(may_refuse(by, proposal))
    _answer(proposal, "refuse", by=by, seat=verdict.seat, because=because)
    notices.refused(proposal)
    return proposal


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Person, because: str) -> Proposal:
    """Whoever asked takes it back, and says why."""
    lock(proposal)
    verdict = require(may_withdraw(by, proposal))
    _answer(proposal, "withdraw", by=by, seat=verdict.seat, because=because)
    return proposal


@transaction.atomic
def lapse(proposal: Proposal) -> None:
    """Ends what nobody approved in time. Safe to repeat."""
    lock(proposal)
    if proposal.status == Proposal.Status.WAITING and not proposal.waits(now()):
        _answer(proposal, "lapse", by=None)
        notices.lapsed(proposal)


def _answer(proposal: Proposal, step: str, *, by: Person | None, seat: str = "", because: str = "") -> None:
    LIFECYCLE.apply(proposal, step)
    proposal.answered_by, proposal.answered_in, proposal.answered_at = by, seat, now()
    proposal.answer = because
    proposal.save()
    record(f"proposal.{proposal.status}", proposal, by=by, seat=seat, words=because)

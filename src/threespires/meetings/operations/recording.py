"""What a meeting leaves behind: decisions ratified, minutes circulated, corrected, approved and locked."""

from typing import Any

from django.db import transaction

from threespires.history.recording import record
from threespires.kernel.clock import now
from threespires.kernel.locks import lock, note_before, save
from threespires.kernel.verdict import Refused, require
from threespires.meetings.lifecycle import CORRECTION, MINUTES, RATIFYING
from threespires.meetings.models import AgendaItem, Correction, Decision, Meeting, Minutes
from threespires.meetings.operations.noting import tell_notes
from threespires.meetings.permissions import (
    may_answer_correction,
    may_approve,
    may_ask_correction,
    may_circulate,
    may_hear,
    may_open_minutes_again,
    may_ratify,
)
from threespires.search.indexing import index


@transaction.atomic
def ratify(decision: Decision, *, by: Any, at: Meeting) -> Decision:
    """A later, quorate meeting makes a decision its own that was taken without a quorum."""
    return _settle(decision, by, at, "ratify", "")


@transaction.atomic
def reject(decision: Decision, *, by: Any, at: Meeting, because: str) -> Decision:
    """A later, quorate meeting doesn’t ratify a decision: it doesn’t stand."""
    if not because:
        raise Refused("A decision is not ratified for a reason")
    return _settle(decision, by, at, "reject", because)


def _settle(decision: Decision, by: Any, at: Meeting, step: str, because: str) -> Decision:
    lock(at)
    lock(decision)
    verdict = require(may_ratify(by, decision, at))
    RATIFYING.apply(decision, step)
    decision.settled_at, decision.settled_because = at, because
    save(decision)
    record(f"decision.{decision.status}", decision, by=by, seat=verdict.seat)
    index(decision)
    return decision


@transaction.atomic
def circulate(meeting: Meeting, *, by: Any) -> Minutes:
    """The minutes go to everybody who reads them. What is changed from now on is a correction."""
    lock(meeting)
    verdict = require(may_circulate(by, meeting))
    tell_notes(meeting.items.all())
    minutes = _held(meeting)
    MINUTES.apply(minutes, "circulate")
    minutes.circulated_at = now()
    return _kept(minutes, "minutes.circulated", by, verdict.seat)


@transaction.atomic
def ask_correction(meeting: Meeting, *, by: Any, words: str, item: AgendaItem | None = None) -> Correction:
    """Somebody says what should be put right in circulated minutes."""
    lock(meeting)
    verdict = require(may_ask_correction(by, meeting))
    if item and item.meeting_id != meeting.pk:
        raise Refused("A correction is of an item of its own meeting")
    if item:
        require(may_hear(by, item))
    asked = Correction.objects.create(meeting=meeting, item=item, words=words, asked_by=by)
    record("correction.asked", asked, by=by, seat=verdict.seat)
    return asked


@transaction.atomic
def make_correction(correction: Correction, *, by: Any, answer: str = "") -> Correction:
    """The minutes were put right as somebody asked."""
    return _answer(correction, by, "make", answer)


@transaction.atomic
def decline_correction(correction: Correction, *, by: Any, answer: str) -> Correction:
    """The minutes stay as they are, for a reason."""
    if not answer:
        raise Refused("A correction is left out for a reason")
    return _answer(correction, by, "decline", answer)


def _answer(correction: Correction, by: Any, step: str, answer: str) -> Correction:
    lock(correction)
    verdict = require(may_answer_correction(by, correction))
    CORRECTION.apply(correction, step)
    correction.answer, correction.answered_by, correction.answered_at = answer, by, now()
    save(correction)
    record(f"correction.{correction.status}", correction, by=by, seat=verdict.seat)
    return correction


@transaction.atomic
def approve(meeting: Meeting, *, by: Any, at: Meeting) -> Minutes:
    """A later meeting approves the minutes. They are locked as it closes."""
    lock(at)
    lock(meeting)
    verdict = require(may_approve(by, meeting, at))
    tell_notes(meeting.items.all())
    minutes = _held(meeting)
    MINUTES.apply(minutes, "approve")
    minutes.approved_in, minutes.approved_at = at, now()
    return _kept(minutes, "minutes.approved", by, verdict.seat)


@transaction.atomic
def open_minutes_again(meeting: Meeting, *, by: Any) -> Minutes:
    """The meeting that approved them finds something to correct."""
    lock(meeting)
    verdict = require(may_open_minutes_again(by, meeting))
    minutes = _held(meeting)
    MINUTES.apply(minutes, "open_again")
    minutes.approved_in = minutes.approved_at = None
    return _kept(minutes, "minutes.opened_again", by, verdict.seat)


def lock_approved(at: Meeting, *, by: Any, seat: str) -> None:
    """As a meeting closes, the minutes that it approved are locked. Called by the operation that closes it."""
    for minutes in Minutes.objects.filter(approved_in=at, status=Minutes.Status.APPROVED):
        note_before(minutes)
        MINUTES.apply(minutes, "lock")
        minutes.locked_at = now()
        _kept(minutes, "minutes.locked", by, seat)


def _held(meeting: Meeting) -> Minutes:
    """The minutes of a meeting, held until the transaction ends."""
    meeting.minutes = lock(Minutes.objects.get_or_create(meeting=meeting)[0])
    return meeting.minutes


def _kept(minutes: Minutes, verb: str, by: Any, seat: str) -> Minutes:
    save(minutes)
    record(verb, minutes, by=by, seat=seat)
    return minutes

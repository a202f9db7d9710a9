"""A possible concern is marked, referred, or found by two to need no referral."""

from datetime import date

from django.db import transaction

from threespires.accounts.models import Person
from threespires.cases.recording import changed
from threespires.concerns import notices
from threespires.concerns.lifecycle import LIFECYCLE
from threespires.concerns.models import Concern, FreeText
from threespires.concerns.permissions import may_agree, may_doubt, may_mark, may_put_back, may_refer
from threespires.history.recording import record
from threespires.kernel.clock import now, today
from threespires.kernel.locks import lock, save
from threespires.kernel.numbers import create_numbered
from threespires.kernel.verdict import Refused, require


@transaction.atomic
def mark(text: FreeText, *, by: Person) -> Concern:
    """Somebody who moderates it marks a possible safeguarding concern: the duty post is told at once, and it can never
    be published from then on."""
    lock(text)
    verdict = require(may_mark(by, text))
    concern = create_numbered(
        Concern(
            group=text.group,
            kind=text._meta.label_lower,
            thing=text.pk,
            marked_by=by,
            marked_in=verdict.seat,
            marked_at=now(),
        )
    )
    text.concern, text.marked_at = concern, concern.marked_at
    save(text)
    record("concern.marked", concern, by=by, seat=verdict.seat)
    changed("text.marked", text, by=by, seat=verdict.seat)
    notices.marked(concern)
    return concern


@transaction.atomic
def refer(
    concern: Concern, *, by: Person, referred_to: str, referred_on: date, referred_by: str, reference: str
) -> Concern:
    """Records that it was referred: to whom, when, by whom, under which reference. That closes it.

    Raises:
        Refused: if `by` may not, or the day lies ahead.
    """
    lock(concern)
    verdict = require(may_refer(by, concern))
    if referred_on > today():
        raise Refused("A referral is recorded once it is made: its day can’t lie ahead")
    LIFECYCLE.apply(concern, "refer")
    concern.referred_to, concern.referred_on = referred_to, referred_on
    concern.referred_by, concern.reference = referred_by, reference
    _close(concern, by, verdict.seat)
    record("concern.referred", concern, by=by, seat=verdict.seat)
    return concern


@transaction.atomic
def doubt(concern: Concern, *, by: Person, because: str) -> Concern:
    """Says why no referral is needed. It stays open until another, who holds the duty post, agrees."""
    lock(concern)
    verdict = require(may_doubt(by, concern))
    LIFECYCLE.apply(concern, "doubt")
    concern.not_needed_because, concern.doubted_by = because, by
    save(concern)
    record("concern.doubted", concern, by=by, seat=verdict.seat)
    notices.doubted(concern)
    return concern


@transaction.atomic
def agree(concern: Concern, *, by: Person) -> Concern:
    """The duty post agrees that no referral is needed. That closes it."""
    lock(concern)
    verdict = require(may_agree(by, concern))
    LIFECYCLE.apply(concern, "agree")
    _close(concern, by, verdict.seat)
    record("concern.not_needed", concern, by=by, seat=verdict.seat)
    return concern


@transaction.atomic
def put_back(concern: Concern, *, by: Person) -> Concern:
    """A referral is needed after all. What was said against it stays with the concern."""
    lock(concern)
    verdict = require(may_put_back(by, concern))
    LIFECYCLE.apply(concern, "put_back")
    save(concern)
    record("concern.put_back", concern, by=by, seat=verdict.seat)
    return concern


def _close(concern: Concern, by: Person, seat: str) -> None:
    concern.closed_by, concern.closed_in, concern.closed_at = by, seat, now()
    save(concern)

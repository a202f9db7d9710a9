"""An action rises to the group above, is answered there, and the answer comes back."""

from django.db import transaction

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.clock import today
from threespires.kernel.locks import lock, save
from threespires.kernel.numbers import create_numbered
from threespires.kernel.verdict import Refused, require
from threespires.search.indexing import index
from threespires.thread.actions.lifecycle import ESCALATION
from threespires.thread.actions.models import Action, Escalation
from threespires.thread.actions.permissions import may_answer, may_escalate
from threespires.thread.actions.permissions.escalations import answers_in_own_name, may_rise


@transaction.atomic
def escalate(action: Action, *, by: Person, reason: str) -> Escalation:
    """Somebody takes an action to the group above, and says why."""
    lock(action)
    verdict = require(may_escalate(by, action))
    return rise(action, reason=reason, by=by, seat=verdict.seat)


@transaction.atomic
def rise(action: Action, *, reason: str, by: Person | None = None, seat: str = "") -> Escalation:
    """The action rises to the group above its own: by a person, or by the clock where nobody is named.

    Raises:
        Refused: if it is finished, already waits for an answer, or no group stands above.
    """
    lock(action)
    require(may_rise(action))
    escalation = create_numbered(
        Escalation(
            action=action,
            from_group=action.group,
            to_group=action.group.reports_to,
            reason=reason,
            raised_by=by,
        )
    )
    record("escalation.raised", escalation, by=by, seat=seat, words=reason)
    index(escalation)
    return escalation


@transaction.atomic
def answer(
    escalation: Escalation, *, by: Person, answer: str, occasion: str = "", occasion_address: str = ""
) -> Escalation:
    """The group above answers, and the answer comes back to the action.

    Args:
        occasion: the meeting that answered. Whoever has no voice there must name it.
    """
    lock(escalation)
    verdict = require(may_answer(by, escalation))
    if not occasion and not answers_in_own_name(by, escalation):
        raise Refused(f"Say at which meeting {escalation.to_group} answered")
    ESCALATION.apply(escalation, "answer")
    escalation.answer, escalation.answered_by, escalation.answered_on = answer, by, today()
    escalation.occasion, escalation.occasion_address = occasion, occasion_address
    save(escalation)
    record("escalation.answered", escalation, by=by, seat=verdict.seat, words=answer)
    index(escalation)
    return escalation

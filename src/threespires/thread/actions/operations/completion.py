"""An action is proposed complete, and accepted or returned by the group that holds it."""

from django.db import transaction

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.clock import now, today
from threespires.kernel.locks import lock, save
from threespires.kernel.verdict import require
from threespires.thread.actions.lifecycle import ACTION, PART, State
from threespires.thread.actions.models import Action, Update
from threespires.thread.actions.operations.updates import answer_rounds
from threespires.thread.actions.permissions import may_accept, may_propose, may_send_back


@transaction.atomic
def propose(action: Action, *, by: Person, note: str) -> Action:
    """The owner or its agency says that it is done."""
    lock(action)
    verdict = require(may_propose(by, action))
    ACTION.apply(action, "propose")
    action.proposed_by, action.proposed_on = by, today()
    save(action)
    answer_rounds(_write(action, note, by))
    record("action.proposed", action, by=by, seat=verdict.seat, words=note)
    return action


@transaction.atomic
def accept(action: Action, *, by: Person) -> Action:
    """The group accepts an action proposed complete, and each agency's part in it, on its evidence."""
    lock(action)
    verdict = require(may_accept(by, action))
    ACTION.apply(action, "accept")
    action.accepted_by, action.accepted_on = by, today()
    action.returned_because = ""
    save(action)
    for part in action.parts.all():
        lock(part)
        PART.apply(part, "accept")
        save(part)
    record("action.accepted", action, by=by, seat=verdict.seat)
    return action


@transaction.atomic
def send_back(action: Action, *, by: Person, wanted: str) -> Action:
    """The group returns an action, and says what is still wanted."""
    lock(action)
    verdict = require(may_send_back(by, action))
    ACTION.apply(action, "send_back")
    action.returned_because = wanted
    save(action)
    _write(action, wanted, by)
    record("action.returned", action, by=by, seat=verdict.seat, words=wanted)
    return action


def _write(action: Action, text: str, by: Person) -> Update:
    """What was said with it stands among the updates."""
    said = text or State(action.status).label
    return Update.objects.create(action=action, text=said, status=action.status, written_by=by, written_at=now())

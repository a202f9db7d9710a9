"""Putting an action back as it stood before a spreadsheet changed it."""

from datetime import date
from typing import Any

from django.db import transaction

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.clock import today
from threespires.kernel.locks import lock, save
from threespires.kernel.verdict import require
from threespires.search.indexing import index
from threespires.thread.actions.lifecycle import State
from threespires.thread.actions.models import Action, ActionPart
from threespires.thread.actions.permissions import may_change, may_update


@transaction.atomic
def put_back(
    action: Action,
    *,
    by: Person,
    part: ActionPart | None = None,
    due_on: str | None = None,
    status: str | None = None,
    blocked_because: str | None = None,
) -> Action:
    """Gives an action, or an agency's part, the date and state it had.

    Nothing new happens, so the lifecycle isn't asked; whoever changed the date or the state must still be
    one who may. What was changed and what was put back both stay in the history.
    """
    lock(action)
    about: Any = part or action
    if part:
        lock(part)
    seats = []
    if due_on is not None:
        seats.append(require(may_change(by, action)).seat)
        about.due_on = date.fromisoformat(due_on)
    if status is not None or blocked_because is not None:
        seats.append(require(may_update(by, action, part)).seat)
        about.status = status if status is not None else about.status
        about.blocked_because = blocked_because if blocked_because is not None else about.blocked_because
        about.blocked_on = (about.blocked_on or today()) if about.status == State.BLOCKED else None
    save(about)
    record("part.put_back" if part else "action.put_back", about, by=by, seat=" and ".join(dict.fromkeys(seats)))
    index(action)
    return action

"""Actions are raised, changed and withdrawn."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.locks import lock, put, save
from threespires.kernel.numbers import create_numbered
from threespires.kernel.verdict import require
from threespires.partnership.models import Agency
from threespires.search.indexing import index
from threespires.thread.actions.lifecycle import ACTION, WORK, WorkStatus
from threespires.thread.actions.models import Action, ActionPart, TaskedWork
from threespires.thread.actions.permissions import may_change, may_raise_action, may_withdraw

T = TypeVar("T", Action, ActionPart)

CHANGEABLE = {"title", "description", "owner", "agency", "due_on"}
PART_CHANGEABLE = {"title", "owner", "agency", "due_on"}


@transaction.atomic
def raise_action(
    *,
    by: Person,
    work: TaskedWork,
    title: str,
    owner: Person,
    agency: Agency,
    due_on: date,
    description: str = "",
    parts: Iterable[Mapping[str, Any]] = (),
    occasion: str = "",
    occasion_address: str = "",
) -> Action:
    """Somebody will do something by a date. With it, work that was only tasked is taken up.

    Args:
        parts: for a joint action each agency's own part: its title, agency, owner and due_on.
        occasion: the meeting at which it was raised, and where that is kept.
    """
    lock(work)
    verdict = require(may_raise_action(by, work))
    action = create_numbered(
        Action(
            work=work,
            group=work.plan_group(),
            title=title,
            description=description,
            owner=owner,
            agency=agency,
            due_on=due_on,
            raised_by=by,
            occasion=occasion,
            occasion_address=occasion_address,
        )
    )
    for part in parts:
        ActionPart.objects.create(action=action, **part)
    record("action.raised", action, by=by, seat=verdict.seat, words=occasion)
    index(action)
    if work.status == WorkStatus.TASKED:
        WORK.apply(work, "take_up")
        save(work)
        record("work.taken_up", work, by=by, seat=verdict.seat)
    return action


@transaction.atomic
def change(action: Action, *, by: Person, seen: int | None = None, **facts: Any) -> Action:
    """Changes an action's words, owner or date; what they were stays in its history.

    Args:
        seen: the version the person had open.
        facts: title, description, owner, agency or due_on.

    Raises:
        ChangedByAnother: if somebody saved it since.
    """
    _refuse_unknown(facts, CHANGEABLE)
    lock(action, seen=seen)
    verdict = require(may_change(by, action))
    return _put(action, facts, verb="action.changed", by=by, seat=verdict.seat)


@transaction.atomic
def change_part(part: ActionPart, *, by: Person, seen: int | None = None, **facts: Any) -> ActionPart:
    """Changes the words, owner, agency or date of an agency's part in a joint action."""
    _refuse_unknown(facts, PART_CHANGEABLE)
    lock(part.action)
    lock(part, seen=seen)
    verdict = require(may_change(by, part.action))
    return _put(part, facts, verb="part.changed", by=by, seat=verdict.seat)


def _refuse_unknown(facts: Mapping[str, Any], known: set[str]) -> None:
    if unknown := facts.keys() - known:
        raise TypeError(f"There is no {', '.join(sorted(unknown))} to change")


def _put(thing: T, facts: Mapping[str, Any], *, verb: str, by: Person, seat: str) -> T:
    """Writes the facts, unless none of them differs from what stands."""
    if not put(thing, **facts):
        return thing
    save(thing)
    record(verb, thing, by=by, seat=seat)
    action: Any = thing if isinstance(thing, Action) else thing.action
    index(action, *action.escalations.all())
    return thing


@transaction.atomic
def withdraw(action: Action, *, by: Person, because: str) -> Action:
    """An action that won't be done is withdrawn, and why is said."""
    lock(action)
    verdict = require(may_withdraw(by, action))
    ACTION.apply(action, "withdraw")
    action.withdrawn_because = because
    save(action)
    record("action.withdrawn", action, by=by, seat=verdict.seat, words=because)
    return action

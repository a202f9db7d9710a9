"""Who takes an action to the group above, and who answers there."""

from typing import Any

from threespires.kernel.rules import rule
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Post
from threespires.partnership.standing import decides_on, holds, sits_on
from threespires.thread.actions.lifecycle import ESCALATION, EscalationStatus
from threespires.thread.actions.models import Action, Escalation
from threespires.thread.actions.permissions.actions import answers_for, is_unfinished


def may_rise(action: Action) -> Verdict:
    """An unfinished action rises to the group above its own, once while an answer is awaited."""
    if not action.group.reports_to_id:
        return no(f"{action.group} reports to no group, so there is none to take this to")
    if any(escalation.status == EscalationStatus.OPEN for escalation in action.escalations.all()):
        return no(f"This already waits for an answer from {action.group.reports_to}")
    return is_unfinished(action)


@rule
def may_escalate(person: Any, action: Action) -> Verdict:
    """An action is escalated by its owner, an agency with a part in it, or its groups' members."""
    parts = action.parts.all()
    capacity = (
        answers_for(person, action.owner_id, action.agency)
        or next(filter(None, (answers_for(person, part.owner_id, part.agency) for part in parts)), "")
        or sits_on(person, action.group)
        or sits_on(person, action.work.group)
    )
    if not capacity:
        return no(f"Only its owner, its agencies or members of {action.group} escalate this")
    return yes(capacity) & may_rise(action)


@rule
def may_answer(person: Any, escalation: Escalation) -> Verdict:
    """A member of the group above answers, or the Board manager records what it answered at its meeting."""
    seat = decides_on(person, escalation.to_group) or holds(person, Post.Function.BOARD_MANAGER)
    if not seat:
        return no(f"Only members of {escalation.to_group} answer this")
    return yes(seat) & ESCALATION.allows(escalation, "answer")


def answers_in_own_name(person: Any, escalation: Escalation) -> bool:
    """Whether the person has a voice there; who has none records a meeting's answer, and must say which."""
    return bool(decides_on(person, escalation.to_group))

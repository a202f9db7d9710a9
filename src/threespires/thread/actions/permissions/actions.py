"""Who raises an action, reports on it, proposes it complete, accepts, returns, changes or withdraws it."""

from typing import Any

from threespires.kernel.rules import rule
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Agency, Post
from threespires.partnership.permissions import acts_as, stands_for
from threespires.partnership.standing import chairs, decides_on, holds, standing
from threespires.thread.actions.lifecycle import ACTION, FINISHED, State, WorkStatus
from threespires.thread.actions.models import Action, ActionPart, TaskedWork
from threespires.thread.actions.permissions.work import acts_for_work


@rule
def may_raise_action(person: Any, work: TaskedWork) -> Verdict:
    """The group tasked or the Implementation Group raises actions, or those who serve it do."""
    seat = acts_for_work(person, work)
    if not seat:
        return no(f"Only {work.group}, the Implementation Group or the Board manager raises actions here")
    if work.status in (WorkStatus.DONE, WorkStatus.WITHDRAWN):
        return no(f"This work is {work.get_status_display().lower()}, so no action can be raised for it")
    return yes(seat)


def answers_for(person: Any, owner_id: int, agency: Agency) -> str:
    """The seat or post in which `person` answers for what `owner_id` owns at `agency`; nothing when in none."""
    if not standing(person).anywhere:
        return ""
    if person.pk == owner_id:
        return acts_as(person, "owner", agency)
    return str(stands_for(person, agency) or "")


@rule
def may_update(person: Any, action: Action, part: ActionPart | None = None) -> Verdict:
    """An action is updated by its owner, whoever stands for its agency, or the Board manager.

    An agency's part in a joint action likewise, by the owner of the part or whoever stands for that agency.
    """
    about = part or action
    capacity = answers_for(person, about.owner_id, about.agency) or holds(person, Post.Function.BOARD_MANAGER)
    if not capacity:
        return no("Only its owner, that agency’s lead or the Board manager reports on this")
    return yes(capacity) & is_unfinished(action, part)


@rule
def may_add_evidence(person: Any, action: Action, part: ActionPart | None = None) -> Verdict:
    """Those who update an action put evidence beside it."""
    return may_update(person, action, part)


def is_unfinished(action: Action, part: ActionPart | None = None) -> Verdict:
    for thing in (action, part) if part else (action,):
        if thing.status in FINISHED:
            return no(f"This is {thing.get_status_display().lower()}, so it stands as it is")
    return yes()


@rule
def may_propose(person: Any, action: Action) -> Verdict:
    """An action is proposed complete by its owner or its agency; a joint one once every part is."""
    capacity = answers_for(person, action.owner_id, action.agency)
    if not capacity:
        return no("Only its owner or that agency’s lead proposes this complete")
    verdict = yes(capacity) & ACTION.allows(action, "propose")
    if verdict and any(part.status != State.PROPOSED for part in action.parts.all()):
        return no("Each agency must say that its part is complete first")
    return verdict


def lacks_evidence(action: Action) -> bool:
    """Whether nothing shows that it was done: no evidence of the whole, nor of each of its parts."""
    shown = {piece.part_id for piece in action.evidence.all()}
    parts = {part.pk for part in action.parts.all()}
    return not (None in shown or (parts and parts <= shown))


def _may_judge(person: Any, action: Action, verb: str) -> Verdict:
    seat = decides_on(person, action.group)
    if not seat:
        return no(f"Only members of {action.group} {verb} this")
    if person.pk == action.proposed_by_id and action.status == State.PROPOSED:
        return no(f"You proposed this complete, so another member of {action.group} must judge it")
    return yes(seat)


@rule
def may_accept(person: Any, action: Action) -> Verdict:
    """A member of the group that holds the plan accepts an action, on evidence; never whoever proposed it."""
    verdict = _may_judge(person, action, "accept") & ACTION.allows(action, "accept")
    if verdict and lacks_evidence(action):
        return no("There is no evidence beside this action yet, and without it nothing is accepted")
    return verdict


@rule
def may_send_back(person: Any, action: Action) -> Verdict:
    """A member of the group returns an action with what is still wanted; never whoever proposed it."""
    return _may_judge(person, action, "return") & ACTION.allows(action, "send_back")


@rule
def may_withdraw(person: Any, action: Action) -> Verdict:
    """The group's chair or the Board manager withdraws an action, with a reason."""
    seat = chairs(person, action.group) or holds(person, Post.Function.BOARD_MANAGER)
    if not seat:
        return no(f"Only the chair of {action.group} or the Board manager withdraws this")
    return yes(seat) & ACTION.allows(action, "withdraw")


@rule
def may_change(person: Any, action: Action) -> Verdict:
    """A member of the group that holds the plan changes words, owner or date, or the Board manager does."""
    seat = decides_on(person, action.group) or holds(person, Post.Function.BOARD_MANAGER)
    if not seat:
        return no(f"Only members of {action.group} or the Board manager change this")
    return yes(seat) & is_unfinished(action)

"""Who tasks work, takes it up, finishes and withdraws it."""

from typing import Any

from threespires.kernel.dates import say_number
from threespires.kernel.rules import rule
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Group, Post, Seat
from threespires.partnership.standing import decides_on, decides_on_kind, holds, sits_on, standing
from threespires.thread.actions.lifecycle import WORK
from threespires.thread.actions.models import TaskedWork
from threespires.thread.priorities.models import Priority


def _speaks_for_executive(person: Any) -> Any:
    return (
        decides_on_kind(person, Group.Kind.EXECUTIVE)
        or standing(person).seat_on_kind(Group.Kind.EXECUTIVE, Seat.Role.ADMINISTRATOR)
        or holds(person, Post.Function.BOARD_MANAGER)
    )


@rule
def tasks_work(person: Any) -> Verdict:
    """Executive members task work; the Board manager or the Executive's administrator records it."""
    seat = _speaks_for_executive(person)
    if not seat:
        return no("Only the Executive tasks work, or the Board manager who records what it decided")
    return yes(seat)


@rule
def may_task(person: Any, priority: Priority) -> Verdict:
    """Those who task work task it from a priority that is not closed."""
    verdict = tasks_work(person)
    if verdict and priority.status == Priority.Status.CLOSED:
        return no("This priority is closed, so no more work is tasked from it")
    return verdict


def acts_for_work(person: Any, work: TaskedWork) -> Any:
    """The seat or post in which `person` acts for the group tasked or for the Implementation Group."""
    return (
        decides_on(person, work.group)
        or decides_on_kind(person, Group.Kind.IMPLEMENTATION)
        or sits_on(person, work.group, Seat.Role.ADMINISTRATOR)
        or standing(person).seat_on_kind(Group.Kind.IMPLEMENTATION, Seat.Role.ADMINISTRATOR)
        or holds(person, Post.Function.BOARD_MANAGER)
    )


def _may_act(person: Any, work: TaskedWork, verb: str) -> Verdict:
    seat = acts_for_work(person, work)
    return (
        yes(seat) if seat else no(f"Only {work.group}, the Implementation Group or the Board manager {verb} this work")
    )


def _nothing_unfinished(work: TaskedWork) -> Verdict:
    left = work.actions.unfinished().count()
    if not left:
        return yes()
    is_not = "isn’t" if left == 1 else "aren’t"
    return no(f"{say_number(left).capitalize()} of its actions {is_not} finished yet, so the work isn’t done")


@rule
def may_take_up_work(person: Any, work: TaskedWork) -> Verdict:
    """The group tasked or the Implementation Group takes work up; who serves them records it."""
    return _may_act(person, work, "takes up") & WORK.allows(work, "take_up")


@rule
def may_finish_work(person: Any, work: TaskedWork) -> Verdict:
    """Those who take work up also say that it is done, once none of its actions is left unfinished."""
    return _may_act(person, work, "finishes") & WORK.allows(work, "finish") & _nothing_unfinished(work)


@rule
def may_withdraw_work(person: Any, work: TaskedWork) -> Verdict:
    """Those who task work withdraw it, with a reason, once none of its actions is left unfinished."""
    seat = _speaks_for_executive(person)
    if not seat:
        return no("Only the Executive withdraws work, or the Board manager who records what it decided")
    return yes(seat) & WORK.allows(work, "withdraw") & _nothing_unfinished(work)

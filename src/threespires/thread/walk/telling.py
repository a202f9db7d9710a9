"""How each record of the thread is told: its state as a knot, and its few words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from threespires.kernel.dates import say_date
from threespires.pictures.thread import State
from threespires.thread.actions.lifecycle import State as ActionState
from threespires.thread.actions.lifecycle import TestStatus, WorkStatus
from threespires.thread.learning.models import Learning
from threespires.thread.walk.graph import ACTION, ENQUIRY, LEARNING, PRIORITY, TEST, WORK, Graph, Key, evidence_exists

NAMES = ("Learning", "Line of enquiry", "Priority", "Tasked work", "Action", "Test of effect")


@dataclass(frozen=True)
class Told:
    """A record in words: title and lines below it, how it stands, and a tag where a result says more."""

    title: str
    lines: tuple[str, ...]
    state: State
    tag: dict[str, str] | None = None


def is_stuck(action: Any, day: date) -> bool:
    """An action has stopped when it is blocked, or its day has gone by with nothing to show for it."""
    if action.status == ActionState.BLOCKED:
        return True
    return action.is_late(day) and not evidence_exists(action)


def tell(key: Key, graph: Graph, day: date) -> Told:
    """One record of `graph`, as it stands on `day`."""
    if (key, day) not in graph.told:
        graph.told[key, day] = _tell(key, graph, day)
    return graph.told[key, day]


def _tell(key: Key, graph: Graph, day: date) -> Told:
    thing = graph.things[key]
    match key[0]:
        case step if step == LEARNING:
            return _learning(thing)
        case step if step == ENQUIRY:
            return Told(thing.question, (f"Opened {say_date(thing.opened_on)}",), State.DONE)
        case step if step == PRIORITY:
            return Told(thing.title, (f"{thing.occasion}",), State.DONE)
        case step if step == WORK:
            state = State.OPEN if thing.status == WorkStatus.TASKED else State.DONE
            return Told(thing.title, (f"{thing.level} · {thing.group}", f"By {say_date(thing.due_on)}"), state)
        case step if step == ACTION:
            return _action(thing, day)
        case step if step == TEST:
            return _test(thing, graph, key, day)
    raise AssertionError(f"no step {key[0]} on the thread")


def _learning(learning: Learning) -> Told:
    if learning.protected:
        line = f"Protected source · {learning.when}"
    else:
        line = f"{learning.get_kind_display()} · {learning.when}"
    waits = learning.status == Learning.Status.NEW
    lines = (line, "Not yet taken up") if waits else (line,)
    return Told(learning.title, lines, State.OPEN if waits else State.DONE)


def _action(action: Any, day: date) -> Told:
    state = action.get_status_display()
    if action.status == ActionState.ACCEPTED:
        return Told(action.title, (f"Accepted {say_date(action.accepted_on)}",), State.DONE)
    if is_stuck(action, day):
        since = action.blocked_on or action.late_since(day)
        word = "Blocked" if action.status == ActionState.BLOCKED else "Late"
        proof = "" if evidence_exists(action) else " · no evidence"
        return Told(action.title, (f"{word} since {say_date(since)}{proof}",), State.STOPPED)
    return Told(action.title, (f"{state} · due {say_date(action.due_on)}",), State.OPEN)


def _test(test: Any, graph: Graph, key: Key, day: date) -> Told:
    if test.status == TestStatus.REPORTED:
        result = test.get_result_display()
        tone = {"changed": "done", "partly": "care", "not_changed": "late", "too_early": "neutral"}[test.result]
        return Told(
            f"{test.title}: {result.lower()}", (say_date(test.found_on),), State.DONE, {"text": result, "tone": tone}
        )
    if test.status == TestStatus.WITHDRAWN:
        return Told(test.title, ("Withdrawn",), State.OPEN)
    feeds = [graph.things[near] for near in graph.comes_from.get(key, ()) if near[0] == ACTION]
    stopped = bool(feeds) and all(is_stuck(action, day) for action in feeds)
    return Told(test.title, (f"Planned for {say_date(test.due_on)}",), State.STOPPED if stopped else State.OPEN)

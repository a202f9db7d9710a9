"""One sentence for a whole thread: has practice changed, and has a strand stopped?"""

from collections.abc import Iterable
from typing import Any

from threespires.kernel.clock import today
from threespires.kernel.dates import say_number
from threespires.thread.actions.lifecycle import TestStatus
from threespires.thread.walk.graph import ACTION, TEST, Graph
from threespires.thread.walk.telling import is_stuck

_RESULTS = {
    "changed": "Practice has changed",
    "partly": "Practice has partly changed",
    "not_changed": "Practice has not changed",
    "too_early": "It is too early to say whether practice has changed",
}


def how_it_stands(graph: Graph) -> dict[str, str]:
    """The latest result, and which strands have stopped and why: {changed, stopped, because}."""
    return told(graph.at(ACTION), graph.at(TEST))


def told(actions: Iterable[Any], tests: Iterable[Any]) -> dict[str, str]:
    """The same from a thread's actions and tests."""
    day = today()
    reported = sorted(
        (test for test in tests if test.status == TestStatus.REPORTED), key=lambda test: (test.found_on, test.pk)
    )
    stuck = [action for action in actions if is_stuck(action, day)]
    changed = _RESULTS[reported[-1].result] if reported else "Nothing has been tested yet"
    if not stuck:
        return {"changed": changed, "stopped": "", "because": ""}
    strands = (
        "One strand has stopped" if len(stuck) == 1 else f"{say_number(len(stuck)).capitalize()} strands have stopped"
    )
    because = stuck[0].blocked_because if len(stuck) == 1 else ""
    return {"changed": changed, "stopped": strands, "because": because}

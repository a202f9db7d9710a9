"""Walking a lifecycle: every step from every state."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from threespires.kernel.lifecycle import Lifecycle
from threespires.kernel.verdict import Refused


def walked(lifecycle: Lifecycle) -> dict[str, dict[str, str]]:
    """Where each step leads, by the state it is taken from; it is refused, with the reason, from every other."""
    return {step.name: dict(_taken(lifecycle, step.name)) for step in lifecycle}


def _taken(lifecycle: Lifecycle, step: str) -> Iterator[tuple[str, str]]:
    for state in lifecycle.states():
        thing = SimpleNamespace(status=state, get_status_display=str(state).title)
        if lifecycle.allows(thing, step):
            lifecycle.apply(thing, step)
            yield str(state), str(thing.status)
        else:
            with pytest.raises(Refused, match=r"can’t be [a-z ]+ now"):
                lifecycle.apply(thing, step)
            assert thing.status == state

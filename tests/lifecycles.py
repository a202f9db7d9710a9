"""Walking a lifecycle: every step from every state."""

from types import SimpleNamespace

from threespires.kernel.lifecycle import Lifecycle
from threespires.kernel.verdict import Refused


def walked(lifecycle: Lifecycle) -> dict[str, dict[str, str]]:
    """Where each step leads, by the state it is taken from; it is refused, with the reason, from every other."""
    leads: dict[str, dict[str, str]] = {step.name: {} for step in lifecycle}
    for state in lifecycle.states():
        for step in leads:
            thing = SimpleNamespace(status=state, get_status_display=lambda: str(state))
            try:
                lifecycle.apply(thing, step)
            except Refused as refused:
                assert "can’t be" in refused.reason
                assert thing.status == state
            else:
                leads[step][str(state)] = str(thing.status)
    return leads

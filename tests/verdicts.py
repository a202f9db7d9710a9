"""Asking a rule of everyone at once."""

from collections.abc import Callable
from typing import Any

from tests.make import Partnership


def allowed(p: Partnership, rule: Callable[..., Any], *about: Any, unnamed: bool = False) -> set[str]:
    """Those of the partnership's people to whom a rule says yes, by name.

    Every yes must say in which seat, unless the rule is `unnamed`; every no must say why, as people read it.
    """
    verdicts = {name: rule(person, *about) for name, person in p.people.items()}
    for name, verdict in verdicts.items():
        if verdict:
            assert unnamed or verdict.seat, f"{rule.__name__} lets {name} without saying in which seat"
        else:
            assert " " in verdict.reason, f"{rule.__name__} refuses {name} without saying why"
    return {name for name, verdict in verdicts.items() if verdict}

"""A lifecycle is a table: each step says from which states it may be taken and where it leads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from threespires.kernel.verdict import Verdict, no, require, yes


@dataclass(frozen=True)
class Step:
    name: str
    sources: tuple[str, ...]
    target: str


class Lifecycle:
    """States of a thing with a `status` field, and the steps between them.

    Args:
        start: the state a new thing has.
        steps: name=([states it may be taken from], state it leads to).
    """

    def __init__(self, *, start: str, **steps: tuple[Iterable[str], str]) -> None:
        self.start = start
        self.steps = {name: Step(name, tuple(sources), target) for name, (sources, target) in steps.items()}

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps.values())

    def states(self) -> list[str]:
        """Every state, in the order in which the table first names it."""
        named = [self.start, *(state for step in self for state in (*step.sources, step.target))]
        return list(dict.fromkeys(named))

    def allows(self, thing: Any, step: str) -> Verdict:
        """Whether `thing` may take `step` from where it stands."""
        if thing.status in self.steps[step].sources:
            return yes()
        return no(f"This is {thing.get_status_display().lower()}, so it can’t be {_done(step)} now")

    def apply(self, thing: Any, step: str) -> None:
        """Moves `thing`, without saving it.

        Raises:
            Refused: if the step may not be taken from its state.
        """
        require(self.allows(thing, step))
        thing.status = self.steps[step].target


_PAST = {
    "cancel": "cancelled",
    "carry": "carried",
    "apply": "applied",
    "begin": "begun",
    "drop": "dropped",
    "keep": "kept",
    "learn_from": "turned into learning",
    "let_in": "let in",
    "let_out": "let out",
    "pass_over": "passed over",
    "raise_again": "written again",
    "read": "read",
    "read_again": "read again",
    "take_in": "taken in",
    "ratify": "ratified",
    "make": "made",
    "open_again": "opened again",
    "refer": "referred",
    "undo": "undone",
    "take_up": "taken up",
    "take_up_again": "taken up again",
    "withdraw": "withdrawn",
    "propose": "proposed complete",
    "put_back": "put back",
    "send_back": "returned",
    "set_aside": "set aside",
}


def _done(step: str) -> str:
    """The step as a past participle, for a sentence."""
    return _PAST.get(step) or step + ("d" if step.endswith("e") else "ed")

"""The kinds of things that take two, as the plates of the rooms above name them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import import_string

from threespires.kernel import plates
from threespires.kernel.verdict import Verdict


@dataclass(frozen=True)
class Kind:
    """A kind with its functions at hand. See `plates.ByTwo` for what each is asked."""

    words: str
    rule: Callable[[Any, Any], Verdict]
    tell: Callable[[Any], list[tuple[str, str]]]
    carry_out: Callable[..., None]


@cache
def _kinds() -> dict[str, Kind]:
    return {
        named.kind: Kind(
            named.words, import_string(named.rule), import_string(named.tell), import_string(named.carry_out)
        )
        for room in plates.rooms()
        for named in room.by_two
    }


def kind_of(proposal: Any) -> Kind:
    return _kinds()[proposal.kind]

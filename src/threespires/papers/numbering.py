"""What the pages of a meeting's packs are called.

Whatever went out keeps its numbers: what comes later is numbered on. Pages that not everybody has are in a series of
their own with letters that say nothing, so that nobody can tell from their numbers what else there is.
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_LETTERS = "BCDFGHJKMNPQRTVWXZ"


@dataclass(frozen=True)
class Numbers:
    """Of pages that stand together: the letters before their numbers, the first number, how many there are."""

    series: str
    first: int
    count: int

    @property
    def last(self) -> int:
        return self.first + self.count - 1


def number_on(
    before: Iterable[Numbers], counts: Iterable[tuple[int, bool]], pick: Callable[[str], str] = secrets.choice
) -> list[Numbers]:
    """The numbers of what joins a pack.

    Args:
        before: of all that went out already.
        counts: for each that joins, how many pages it has, and whether everybody has them.
    """
    given = list(before)
    following = max((each.last for each in given if not each.series), default=0) + 1
    taken = {each.series for each in given}
    joined = []
    for count, for_everybody in counts:
        if for_everybody:
            joined.append(Numbers("", following, count))
            following += count
        else:
            series = _letters(taken, pick)
            taken.add(series)
            joined.append(Numbers(series, 1, count))
    return joined


def _letters(taken: set[str], pick: Callable[[str], str]) -> str:
    free = [f"{a}{b} " for a in _LETTERS for b in _LETTERS if f"{a}{b} " not in taken]
    return pick(free)  # type: ignore[arg-type]

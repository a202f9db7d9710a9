"""Layered drawing: the order of things in each column, and how far down each stands.

The order comes from sweeping to and fro, each time sorting a column by the average place of its
neighbours (the barycentre), and keeping the order with the fewest crossings. The places come from pulling
each thing towards its neighbours while holding the space between them.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import Any

SWEEPS = 8
STRAIGHTEN = 16  # a kink smaller than this is drawn straight where there is room


@dataclass(frozen=True)
class Extent:
    """How far a thing reaches above and below its line, and the space that it wants after it."""

    above: float
    below: float
    space: float


Thing = Any  # whatever the caller names its things by, if it can be a key
Columns = list[list[Thing]]
Links = Sequence[tuple[Thing, Thing]]


class _Neighbours:
    """Who stands in the column before and in the column after."""

    def __init__(self, links: Links):
        self.before: dict[Thing, list[Thing]] = {}
        self.after: dict[Thing, list[Thing]] = {}
        for start, end in links:
            self.after.setdefault(start, []).append(end)
            self.before.setdefault(end, []).append(start)

    def of(self, thing: Thing) -> list[Thing]:
        return [*self.before.get(thing, ()), *self.after.get(thing, ())]


def crossings(columns: Columns, links: Links) -> int:
    """How often lines cross between neighbouring columns."""
    place = {thing: spot for column in columns for spot, thing in enumerate(column)}
    after = _Neighbours(links).after
    total = 0
    for column in columns:
        met: list[int] = []
        for thing in column:
            ends = sorted(place[end] for end in after.get(thing, ()))
            total += sum(len(met) - bisect_right(met, end) for end in ends)
            for end in ends:
                insort(met, end)
    return total


def ordered(columns: Columns, links: Links) -> Columns:
    """The columns in the order with the fewest crossings met; what has no links goes to the foot."""
    neighbours = _Neighbours(links)
    current = [sorted(column, key=lambda thing: not neighbours.of(thing)) for column in columns]
    best, fewest = current, crossings(current, links)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        forward = sweep % 2 == 0
        side = neighbours.before if forward else neighbours.after
        current = list(current)
        for spot in range(len(current)) if forward else reversed(range(len(current))):
            current[spot] = _sorted(current[spot], side, neighbours, _shares(current))
        count = crossings(current, links)
        if count < fewest:
            best, fewest = current, count
    return best


def _shares(columns: Columns) -> dict[Thing, float]:
    """Each thing's place as a share of its column, so that columns of different lengths compare."""
    return {thing: (spot + 0.5) / len(column) for column in columns for spot, thing in enumerate(column)}


def _sorted(column: list, side: Mapping, neighbours: _Neighbours, shares: Mapping) -> list:
    def weight(thing: Thing) -> float:
        if not neighbours.of(thing):
            return 2
        return mean(shares[other] for other in side.get(thing, [thing]))

    return sorted(column, key=weight)


def placed(columns: Columns, links: Links, extents: Mapping[Thing, Extent]) -> dict[Thing, float]:
    """How far down each thing's line lies; the topmost reach is at nought."""
    neighbours = _Neighbours(links)
    y: dict[Thing, float] = {}
    for column in columns:
        y |= dict(zip(column, _offsets(column, extents), strict=True))
    for sweep in range(SWEEPS * 2):
        order = columns if sweep % 2 == 0 else columns[::-1]
        side = neighbours.before if sweep % 2 == 0 else neighbours.after
        for column in order:
            _pull(column, side, neighbours, extents, y)
    _straighten(columns, neighbours, extents, y)
    top = min((y[thing] - extents[thing].above for thing in y), default=0)
    return {thing: spot - top for thing, spot in y.items()}


def _offsets(column: Iterable[Thing], extents: Mapping[Thing, Extent]) -> list[float]:
    """The places of a column packed as tightly as its space allows, the first at nought."""
    offsets: list[float] = []
    last: Extent | None = None
    for thing in column:
        now = extents[thing]
        offsets.append(offsets[-1] + last.below + max(last.space, now.space) + now.above if last else 0)
        last = now
    return offsets


def _pull(
    column: list,
    side: Mapping[Thing, list],
    neighbours: _Neighbours,
    extents: Mapping[Thing, Extent],
    y: dict[Thing, float],
) -> None:
    """Moves a column as near as may be to where its neighbours want it, keeping order and space.

    Subtracting the tightest offsets turns it into a regression that must not fall, solved by pooling
    those who would stand too close into one block at their average.
    """
    offsets = _offsets(column, extents)
    top = min(y.values(), default=0)
    blocks: list[list[float]] = []  # sum of weighted wishes, weight, how many
    for thing, offset in zip(column, offsets, strict=True):
        others = side.get(thing) or neighbours.of(thing)
        # What has no links follows close under what has, and moves nothing.
        wish, weight = (median(y[other] for other in others), 1.0) if others else (top, 1e-6)
        blocks.append([(wish - offset) * weight, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            later = blocks.pop()
            blocks[-1] = [mine + its for mine, its in zip(blocks[-1], later, strict=True)]
    bases = [total / weight for total, weight, count in blocks for _ in range(int(count))]
    for thing, base, offset in zip(column, bases, offsets, strict=True):
        y[thing] = base + offset


def _straighten(
    columns: Columns, neighbours: _Neighbours, extents: Mapping[Thing, Extent], y: dict[Thing, float]
) -> None:
    """Takes out small kinks, from left to right, where the space above and below allows."""
    for column in columns:
        for spot, thing in enumerate(column):
            near = [y[other] for other in neighbours.before.get(thing, ())]
            wish = min(near, key=lambda other: abs(other - y[thing]), default=y[thing])
            if 0 < abs(wish - y[thing]) <= STRAIGHTEN and _has_room(column, spot, wish, extents, y):
                y[thing] = wish


def _has_room(column: list, spot: int, wish: float, extents: Mapping, y: Mapping) -> bool:
    pairs = [(column[spot - 1], column[spot])] if spot else []
    pairs += [(column[spot], column[spot + 1])] if spot + 1 < len(column) else []
    there = {**y, column[spot]: wish}
    return all(there[low] - there[high] >= _offsets((high, low), extents)[1] - 1e-6 for high, low in pairs)

"""Where every knot of a thread stands, and in which lane every strand runs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from threespires.pictures.drawing import SMALL
from threespires.pictures.layers import Extent, ordered, placed
from threespires.pictures.letters import SEMI, wrap
from threespires.pictures.thread.facts import Column, Knot, State, Strand, Style, Thread

# Pixels at full width.
TEXT = 9.5  # words begin this far left of the middle of their knot
CHANNEL, LANE = 38, 8  # what lines have between two columns, and what each further one adds
_PASSING = Extent(8, 8, 8)
_RAILS = 4  # side by side at the right; more returns than that share them
_FLAT = 0.5  # heights nearer than this are one level

# A knot's key, or a strand and the column which it passes.
Spot = str | tuple[Strand, int]
# What shares a lane: which way it gathers (to, from or back), and the spot where it does.
Bundle = tuple[str, Spot]


@dataclass(frozen=True)
class Words:
    """What stands under a knot, broken into lines."""

    title: list[str]
    lines: list[str]

    @property
    def high(self) -> float:
        """From the middle of the knot to under the last line."""
        return 31 + 19 * max(len(self.title) - 1, 0) + 17.5 * len(self.lines) + 6


@dataclass(frozen=True)
class Bend:
    """A strand's change of level, in a lane between two columns."""

    lane: float
    start: float
    end: float
    reach: float


@dataclass(frozen=True)
class Return:
    """The line back to the knot `end`: down `rail` at the right, along the foot at `down`."""

    end: str
    rail: float
    down: float
    style: Style


@dataclass
class Plan:
    thread: Thread
    wide: float
    channels: list[float]
    y: dict[Spot, float] = field(init=False)
    returns: list[Return] = field(init=False, default_factory=list)
    bottom: float = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.knots = {knot.key: knot for knot in self.thread.knots}
        known = [s for s in dict.fromkeys(self.thread.strands) if {s.start, s.end} <= self.knots.keys()]
        self.strands = [strand for strand in known if self._steps(strand) > 0]
        self.backs = [strand for strand in known if self._steps(strand) <= 0]
        self._sort_returns()
        self._measure()
        self._arrange()
        self._place_returns()
        self._lay_lanes()

    def knot_x(self, column: int) -> float:
        return self.left + column * self.pitch

    def words_end(self, column: int) -> float:
        """Where the words of a column end and the room for lines begins."""
        return self.knot_x(column) - TEXT + self.pitch - self.channels[column]

    def point(self, key: str) -> tuple[float, float]:
        return self.knot_x(self.knots[key].column), self.y[key]

    def heading(self, column: Column) -> tuple[list[str], list[str]]:
        room = self.pitch - 12
        return wrap(column.verb, room, 20, SEMI), wrap(column.name, room, 14)

    def bends(self, strand: Strand) -> list[Bend]:
        """The changes of level of a strand, from left to right."""
        found = []
        for gap, start, end in self._stages(strand):
            low, high = self.y[start], self.y[end]
            if abs(low - high) > _FLAT:
                lane = self.lanes[gap, self.bundles[strand, gap]]
                reach = min(26, lane - self.words_end(gap), self.knot_x(gap + 1) - lane)
                found.append(Bend(lane, low, high, max(4, reach)))
        return found

    def _steps(self, strand: Strand) -> int:
        return self.knots[strand.end].column - self.knots[strand.start].column

    def _sort_returns(self) -> None:
        """New learning that leads nowhere yet lies at the foot, where the line back simply arrives.

        To every other knot the line back climbs on its left.
        """
        linked = {key for s in self.strands for key in (s.start, s.end)} | {s.start for s in self.backs}
        targets = dict.fromkeys(strand.end for strand in self.backs)
        self.at_foot = [key for key in targets if self.knots[key].column == 0 and key not in linked]
        self.climbing = [key for key in targets if key not in self.at_foot]

    def _measure(self) -> None:
        self.left = TEXT + (16 if any(self.knots[key].column == 0 for key in self.climbing) else 0)
        rails = min(len(self.climbing) + len(self.at_foot), _RAILS)
        spare = 24 + 8 * rails if rails else 12
        self.pitch = (self.wide - self.left - spare + CHANNEL) / max(len(self.thread.columns), 1)
        self.words = {key: self._worded(knot) for key, knot in self.knots.items()}

    def _worded(self, knot: Knot) -> Words:
        room = self.pitch - self.channels[knot.column]
        said = ("You are here", *knot.lines) if knot.state == State.HERE else knot.lines
        return Words(wrap(knot.title, room, 15, SEMI), [line for text in said for line in wrap(text, room, SMALL)])

    def _arrange(self) -> None:
        """How far down each knot stands; a strand that skips a column takes a place in it."""
        columns: list[list[Spot]] = [[] for _ in self.thread.columns]
        for key, knot in self.knots.items():
            if key not in self.at_foot:
                columns[knot.column].append(key)
        self.chains: dict[Strand, list[Spot]] = {}
        for strand in [*self.strands, *self.backs]:
            back = strand in self.backs
            until = len(columns) if back else self.knots[strand.end].column
            passed = [(strand, column) for column in range(self.knots[strand.start].column + 1, until)]
            for spot in passed:
                columns[spot[1]].append(spot)
            self.chains[strand] = [strand.start, *passed, *([] if back else [strand.end])]
        links = [link for chain in self.chains.values() for link in pairwise(chain)]
        extents = {
            spot: Extent(12, self.words[spot].high, 24) if isinstance(spot, str) else _PASSING
            for column in columns
            for spot in column
        }
        heads = [self.heading(column) for column in self.thread.columns]
        top = 34 + max((24 * len(verb) + 18 * len(name) for verb, name in heads), default=0)
        y = placed(ordered(columns, links), links, extents)
        self.y = {spot: top + level for spot, level in y.items()}
        self.bottom = max((self.y[spot] + extents[spot].below for spot in self.y), default=top)

    def _place_returns(self) -> None:
        """The lines back: the innermost rail has the highest foot, so that they never cross one another."""
        targets = [*self.climbing, *self.at_foot]
        rails = min(len(targets), _RAILS)
        for place, key in enumerate(targets):
            down = self.bottom + (44 if place == 0 else 24)
            rail = self.wide - 2 - 8 * (rails - 1 - min(place, rails - 1))
            styles = {strand.style for strand in self.backs if strand.end == key}
            style = Style.DOTTED if styles == {Style.DOTTED} else Style.SOLID
            self.returns.append(Return(key, rail, down, style))
            self.bottom = down + 8
            if key in self.at_foot:
                self.y[key] = down
                self.bottom = down + self.words[key].high
        self.bottom += 4

    def _stages(self, strand: Strand) -> Iterator[tuple[int, Spot, Spot]]:
        """The gaps which a strand crosses, with what it joins there."""
        first = self.knots[strand.start].column
        for place, (start, end) in enumerate(pairwise(self.chains[strand])):
            yield first + place, start, end

    def _lay_lanes(self) -> None:
        """A lane between columns for every bundle of lines, so that no two bundles run on one another.

        Lines to one knot make a bundle; a line alone at its end joins the bundle of its start.
        """
        self.departures = Counter(chain[0] for chain in self.chains.values())
        self.bundles: dict[tuple[Strand, int], Bundle] = {}
        self.lanes: dict[tuple[int, Bundle], float] = {}
        self.needed = [1] * len(self.channels)
        arrivals = Counter(end for strand in self.chains for _, _, end in self._stages(strand))
        spans: dict[int, dict[Bundle, list[float]]] = {}
        for strand in self.chains:
            for gap, start, end in self._stages(strand):
                bundle = ("to", end) if arrivals[end] > 1 else ("from", start)
                self.bundles[strand, gap] = bundle
                if abs(self.y[start] - self.y[end]) > _FLAT:
                    levels = spans.setdefault(gap, {}).setdefault(bundle, [])
                    levels += [self.y[start], self.y[end]]
        for back in self.returns:
            if back.end in self.climbing:
                gap = self.knots[back.end].column - 1
                spans.setdefault(gap, {})["back", back.end] = [self.y[back.end], back.down]
        for gap, bundles in spans.items():
            self._share_gap(gap, bundles)

    def _share_gap(self, gap: int, bundles: dict[Bundle, list[float]]) -> None:
        """For each bundle the leftmost lane that is free over its whole height."""
        taken: list[list[tuple[float, float]]] = []
        chosen: dict[Bundle, int] = {}
        for bundle, levels in sorted(bundles.items(), key=lambda item: (min(item[1]), max(item[1]))):
            low, high = min(levels) - 6, max(levels) + 6
            free = (i for i, spans in enumerate(taken) if all(high < a or low > b for a, b in spans))
            lane = next(free, len(taken))
            if lane == len(taken):
                taken.append([])
            taken[lane].append((low, high))
            chosen[bundle] = lane
        count = len(taken)
        if gap < 0:
            start, end = 2.0, self.left - 12
        else:
            self.needed[gap] = count
            start = self.words_end(gap) + 4
            end = self.knot_x(gap + 1) - TEXT + (6 if count < 3 else -2)
        for bundle, lane in chosen.items():
            self.lanes[gap, bundle] = start + (end - start) * (lane + 1) / (count + 1)


def planned(thread: Thread, wide: float) -> Plan:
    """The plan, made a second time where lines need more room between columns than one lane."""
    plan = Plan(thread, wide, [CHANNEL] * len(thread.columns))
    if max(plan.needed, default=1) > 1:
        most = plan.pitch * 0.45
        plan = Plan(thread, wide, [min(most, CHANNEL + LANE * (count - 1)) for count in plan.needed])
    return plan

"""How a partnership is arranged: partners, boards and groups as one chart, drawn from data alone.

From top to bottom: the partners, each with a spire; the spine of executive and implementation groups; the
sub groups in rows. Forums stand at the right of the spine, teams at the left. What is joint with another
board reaches over the edge of the area into that board's dashed box.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from math import ceil

from markupsafe import Markup

from threespires.pictures.drawing import (
    BLUE,
    EDGE,
    INK,
    MIST,
    PAGE,
    SLATE,
    SMALL,
    WHITE,
    Drawing,
    listed,
    path,
    sentence,
)
from threespires.pictures.letters import SEMI, longest_word, width, wrap


class Kind(StrEnum):
    PARTNER = "partner"
    EXECUTIVE = "executive"
    IMPLEMENTATION = "implementation"
    FORUM = "forum"
    SUB_GROUP = "sub_group"
    TEAM = "team"


@dataclass(frozen=True)
class Node:
    """A partner, group or team. `reports_to` is a key: for a team, of the group which it supports."""

    key: str
    name: str
    kind: Kind
    second: str = ""
    href: str = ""
    reports_to: str = ""
    joint_with: tuple[str, ...] = ()
    wider: bool = False  # covers more than the area: marked *


@dataclass(frozen=True)
class Words:
    """What is written beside the lines."""

    tasks: str = "tasks work"
    reports: str = "reports"
    delivers: str = "delivers through"
    learning: str = "learning comes up"
    supports: str = "supports"


@dataclass(frozen=True)
class Structure:
    """`note` explains the star; it is written under the chart when a partner bears one."""

    area: str
    nodes: tuple[Node, ...]
    title: str = ""
    note: str = ""
    words: Words = Words()


@dataclass(frozen=True)
class Branch:
    """A node of the list beside the chart, and what reports to it."""

    node: Node
    branches: tuple["Branch", ...] = ()


def rows(structure: Structure) -> tuple[Branch, ...]:
    """The chart as a nested list, in the order given: partners and teams stand alone, groups in their tree."""
    family = _Family(structure.nodes)

    def branch(node: Node) -> Branch:
        return Branch(node, tuple(branch(child) for child in family.below(node) if child.kind != Kind.TEAM))

    teams = [node for node in structure.nodes if node.kind == Kind.TEAM and family.above(node)]
    return tuple(branch(node) for node in [*family.roots, *teams])


def draw(structure: Structure, *, prefix: str, blue: str = BLUE, download: bool = False) -> Markup:
    """The chart as SVG, at most as wide as the page; fewer groups make a smaller picture."""
    title = structure.title or f"How {structure.area} is arranged"
    pen = Drawing(prefix, title, _described(structure), blue=blue, download=download)
    plan = _Plan(structure)
    _draw_ground(pen, plan)
    for points, how in plan.lines:
        pen.add("path", d=path("M", *points[0], *(s for p in points[1:] for s in ("L", *p))), **_LINE | how)
    for x, y, towards in plan.arrows:
        pen.arrow(x, y, towards)
    for x, y, lines, anchor in plan.labels:
        pen.lines(x, y, lines, 17, size=14, anchor=anchor)
    for box in plan.boxes:
        _DRAWN[box.style](pen, box)
    pen.lines(0, plan.bottom + 28, plan.note, 21, size=15)
    return pen.close(plan.width, plan.bottom + (12 + 21 * len(plan.note) if plan.note else 1))


_LINE = {"stroke": EDGE, "stroke_width": 1.5, "fill": "none"}


class _Family:
    """Who reports to whom; a parent that is unknown, or that leads round in a circle, counts as none."""

    def __init__(self, nodes: Iterable[Node]):
        self.by_key = {node.key: node for node in nodes}
        self.roots = [node for node in self.by_key.values() if self.above(node) is None]

    def above(self, node: Node) -> Node | None:
        parent = self._named(node)
        seen = node
        met = {node.key}
        while parent_of := self._named(seen):
            if parent_of.key in met:
                return None
            met.add(parent_of.key)
            seen = parent_of
        return parent

    def below(self, node: Node) -> list[Node]:
        return [child for child in self.by_key.values() if self.above(child) == node]

    def _named(self, node: Node) -> Node | None:
        parent = self.by_key.get(node.reports_to)
        alone = node.kind == Kind.PARTNER or parent is None or parent.kind == Kind.PARTNER
        return None if alone else parent


# The sizes of the chart, in pixels at full width.
_LEFT_GUTTER, _RIGHT_GUTTER = 113, 169
_MARGIN, _GAP = 16, 11
_SPINE, _PARTNER, _SIDE, _JOINT, _COLUMN = 392, 264, 190, 180, 184
_INSIDE = {"left": _SIDE - 76, "right": 74}  # how much of a joint box lies within the area
_ACROSS = 7  # boxes in one row of sub groups


@dataclass(frozen=True)
class _Box:
    node: Node
    style: str  # partner, spine or group
    x: float
    y: float
    wide: float
    high: float
    name: Sequence[str]
    second: Sequence[str]

    @property
    def right(self) -> float:
        return self.x + self.wide

    @property
    def bottom(self) -> float:
        return self.y + self.high

    @property
    def centre(self) -> float:
        return self.x + self.wide / 2

    @property
    def middle(self) -> float:
        return self.y + self.high / 2


def _box(
    node: Node, style: str, x: float, y: float, wide: float, high: float = 0, joint: bool = False
) -> _Box:
    """A box as high as its words ask, or as `high`; a joint group that lies in no dashed box says so."""
    star = " *" if node.wider else ""
    said = (
        ""
        if joint or not node.joint_with or "joint" in node.second.lower()
        else f"joint with {listed(node.joint_with)}"
    )
    second = " · ".join(filter(None, [node.second, said]))
    size, pad = (19, 13) if style == "spine" else (15, 7 if style == "partner" else 13)
    name = wrap(node.name + star, wide - 2 * pad, size, SEMI)
    under = wrap(second, wide - 2 * pad, SMALL)
    need = {
        "partner": 23 + 19 * (len(name) - 1) + 17.5 * len(under) + 16,
        "spine": 32 + 24 * (len(name) - 1) + (11 + 17.5 * len(under) if under else 0) + 18,
        "group": 27 + 19 * (len(name) - 1) + (23 + 16.5 * len(under) if under else 0) + 14,
    }[style]
    return _Box(node, style, x, y, wide, max(need, high), name, under)


@dataclass
class _Plan:
    """Where everything stands. Worked out from the top down; `cursor` is how far down we are."""

    structure: Structure
    boxes: list[_Box] = field(default_factory=list)
    lines: list[tuple] = field(default_factory=list)
    arrows: list[tuple[float, float, str]] = field(default_factory=list)
    labels: list[tuple[float, float, list[str], str]] = field(default_factory=list)
    neighbours: list[tuple] = field(default_factory=list)
    cursor: float = 0

    def __post_init__(self) -> None:
        self.family = _Family(self.structure.nodes)
        self._sort()
        self._measure()
        self._place_partners()
        self._place_spine()
        self._place_limbs()
        self.bottom = self.cursor + 22
        starred = any(node.wider for node in self.structure.nodes)
        self.note = wrap(self.structure.note, self.width, 15) if starred else []

    def _sort(self) -> None:
        """Which node is drawn where."""
        nodes = self.structure.nodes
        leading = {Kind.EXECUTIVE, Kind.IMPLEMENTATION}
        self.partners = [node for node in nodes if node.kind == Kind.PARTNER]
        self.spine: list[Node] = []
        heads = [node for node in self.family.roots if node.kind in leading]
        while heads:
            self.spine.append(heads[0])
            heads = [node for node in self.family.below(heads[0]) if node.kind in leading]
        self.left: dict[str, list[Node]] = {node.key: [] for node in self.spine}
        self.right: dict[str, list[Node]] = {node.key: [] for node in self.spine}
        self.limbs: list[Node] = []
        for node in nodes:
            above = self.family.above(node)
            if node in self.partners or node in self.spine or (above and above not in self.spine):
                continue
            beside = above or (self.spine[-1] if self.spine else None)
            if beside and node.kind in {Kind.TEAM, Kind.FORUM}:
                side = self.left if node.kind == Kind.TEAM else self.right
                side[beside.key].append(node)
            elif beside and beside != self.spine[-1]:
                self.right[beside.key].append(node)
            else:
                self.limbs.append(node)
        for stack in [*self.left.values(), *self.right.values()]:
            stack.sort(key=lambda node: node.joint_with, reverse=True)
        self.joint = sorted(
            (node for node in self.limbs if node.joint_with), key=lambda node: node.joint_with
        )
        self.ordinary = [node for node in self.limbs if not node.joint_with]

    def _measure(self) -> None:
        """How wide the area is, and where its middle lies."""
        lefts = [node for stack in self.left.values() for node in stack]
        rights = [node for stack in self.right.values() for node in stack]
        gutter_left = _LEFT_GUTTER if any(node.joint_with for node in lefts) else 0
        gutter_right = _RIGHT_GUTTER if self.joint or any(node.joint_with for node in rights) else 0
        room = PAGE - gutter_left - gutter_right
        across = min(len(self.ordinary), _ACROSS - bool(self.joint)) or 1
        arm = max(45, min(110, width(self.structure.words.supports, 14) + 40))
        side = max(self._reach("left", lefts) + arm if lefts else 40, self._reach("right", rights) + 45)
        wanted = max(
            len(self.partners) * (_PARTNER + _MARGIN) + 72,
            across * (_COLUMN + _GAP) + 40 + (_JOINT if self.joint else 0),
            _SPINE + 2 * side,
            520,
        )
        self.area_wide = min(wanted, room)
        self.area_left = gutter_left
        self.area_right = gutter_left + self.area_wide
        self.width = self.area_right + gutter_right
        self.centre = (self.area_left + self.area_right) / 2
        self.spine_wide = max(220, min(_SPINE, self.area_wide - 2 * side))

    def _reach(self, side: str, stack: list[Node]) -> float:
        """How far what stands at a side reaches into the area."""
        return max((_INSIDE[side] if node.joint_with else _SIDE + _MARGIN for node in stack), default=0)

    def _place_partners(self) -> None:
        """Boxes in one row, a spire on each, and the line from all to the first of the spine."""
        count = len(self.partners)
        wide = min(_PARTNER, (self.area_wide - 80 + _MARGIN) / max(count, 1) - _MARGIN)
        left = self.centre - (count * (wide + _MARGIN) - _MARGIN) / 2
        edge = left + wide / 2 - 24 if count else self.area_right - _MARGIN
        self.area_label = wrap(self.structure.area.upper(), edge - self.area_left - _MARGIN, SMALL, SEMI)
        top = max(62, 20 + 17 * len(self.area_label)) if count else 34 + 17 * len(self.area_label)
        self.cursor = top
        if not count:
            return
        high = max(_box(node, "partner", 0, 0, wide).high for node in self.partners)
        placed = [
            _box(node, "partner", left + place * (wide + _MARGIN), top, wide, high)
            for place, node in enumerate(self.partners)
        ]
        self.boxes += placed
        bottom = top + high
        self.cursor = bottom + 42
        if self.spine:
            bus = bottom + 18
            self.lines += [([(box.centre, bottom), (box.centre, bus)], {}) for box in placed]
            reach = [self.centre, *(box.centre for box in placed)]
            self.lines.append(([(min(reach), bus), (max(reach), bus)], {}))
            self.lines.append(([(self.centre, bus), (self.centre, self.cursor - 2)], {}))
            self.arrows.append((self.centre, self.cursor, "down"))

    def _place_spine(self) -> None:
        """The spine with what stands at its sides, and the words between."""
        words = self.structure.words
        self.side_bottom = {"left": 0.0, "right": 0.0}
        above = None
        for node in self.spine:
            tasks, reports = self._both(words.tasks, words.reports)
            gap = max(72, 17 * max(len(tasks), len(reports)) + 34)
            top = self.cursor if above is None else above.bottom + gap
            stacks = {"left": self.left[node.key], "right": self.right[node.key]}
            for side, stack in stacks.items():
                if stack:
                    top = max(top, self.side_bottom[side] + 20 + self._label_high(stack[0], side))
            box = _box(node, "spine", self.centre - self.spine_wide / 2, top, self.spine_wide)
            self.boxes.append(box)
            if above:
                self.lines += [
                    ([(self.centre + x, above.bottom), (self.centre + x, top)], {}) for x in (-9, 9)
                ]
                self.arrows += [(self.centre - 9, top, "down"), (self.centre + 9, above.bottom, "up")]
                self._label_both(tasks, reports, (above.bottom + top) / 2, 21)
            elif self.partners:
                self._lengthen(top)
            for side, stack in stacks.items():
                self._place_side(box, side, stack)
            above = box
        self.cursor = max([self.cursor, *(box.bottom for box in self.boxes), *self.side_bottom.values()])
        self.foot = above

    def _lengthen(self, top: float) -> None:
        """A tall label beside the first of the spine pushes it down; the line from the partners follows."""
        points, how = self.lines[-1]
        self.lines[-1] = ([points[0], (self.centre, top - 2)], how)
        self.arrows[-1] = (self.centre, top, "down")

    def _both(self, one: str, other: str) -> tuple[list[str], list[str]]:
        room = self.spine_wide / 2 - 24
        return wrap(one, room, 14), wrap(other, room, 14)

    def _label_both(self, one: list[str], other: list[str], middle: float, away: float) -> None:
        for lines, x, anchor in ((one, self.centre - away, "end"), (other, self.centre + away, "start")):
            self.labels.append((x, middle + 5 - 8.5 * (len(lines) - 1), lines, anchor))

    def _board_label(self, node: Node, side: str) -> list[str]:
        # At the right, the line to a joint group runs beside the label.
        room = _LEFT_GUTTER - 18 if side == "left" else _RIGHT_GUTTER - 40
        return wrap(listed(node.joint_with).upper(), room, SMALL, SEMI)

    def _label_high(self, node: Node, side: str) -> float:
        return 20 + 17 * len(self._board_label(node, side)) if node.joint_with else 0

    def _place_side(self, spine: _Box, side: str, stack: list[Node]) -> None:
        """Boxes one under another beside the spine, those joint with one board in one dashed box."""
        y = spine.y
        placed: list[_Box] = []
        for place, node in enumerate(stack):
            if place and node.joint_with != stack[place - 1].joint_with:
                y += 24 + self._label_high(node, side)
            reach = self._reach(side, [node])
            x = self.area_left + reach - _SIDE if side == "left" else self.area_right - reach
            placed.append(_box(node, "group", x, y, _SIDE, joint=True))
            y = placed[-1].bottom + 14
        self.boxes += placed
        for boards, joint in groupby(placed, key=lambda box: box.node.joint_with):
            if boards:
                self._surround(list(joint), side, 22)
        if placed:
            self._join_side(spine, side, placed)
            self.side_bottom[side] = placed[-1].bottom + (22 if placed[-1].node.joint_with else 0)

    def _surround(self, boxes: list[_Box], side: str, under: float) -> None:
        label = self._board_label(boxes[0].node, side)
        top = boxes[0].y - self._label_high(boxes[0].node, side)
        self.neighbours.append((side, top, boxes[-1].bottom + under, label))

    def _join_side(self, spine: _Box, side: str, placed: list[_Box]) -> None:
        """A team supports, by a dotted line; a forum is told and tells, by a pair of arrows."""
        edge, sign = (spine.x, -1) if side == "left" else (spine.right, 1)
        near = [box.right if side == "left" else box.x for box in placed]
        join = min(max(placed[0].middle, spine.y + 20), spine.bottom - 20)
        rail = edge + sign * (22 if len(placed) > 1 else 0)
        dotted = {"stroke_dasharray": "3 4"} if side == "left" else {}
        for box, end in zip(placed[1:], near[1:], strict=True):
            self.lines.append(([(rail, join), (rail, box.middle), (end, box.middle)], dotted))
            if side == "right":
                self.arrows.append((end, box.middle, "right"))
        if side == "left":
            straight = [(near[0], placed[0].middle), (rail, placed[0].middle), (rail, join), (edge, join)]
            self.lines.append((straight, dotted))
            room = abs(edge - near[0]) - 12
            words = wrap(self.structure.words.supports, room, 14)
            middle = (max(near) + rail) / 2
            self.labels.append((middle, placed[0].middle - 8 - 17 * (len(words) - 1), words, "middle"))
            return
        for offset in (-9, 9):
            self.lines.append(([(edge, join + offset), (near[0], join + offset)], {}))
        self.arrows += [(near[0], join - 9, "right"), (edge, join + 9, "left")]

    def _place_limbs(self) -> None:
        """Sub groups in rows; every row after the first is reached by a rail at the left."""
        if not self.limbs:
            return
        rows_of = self._divided()
        top = self._trunk()
        many = len(rows_of) > 1 and self.foot
        left = self.area_left + 14 + (12 if many else 0)
        right = self.area_right - (_INSIDE["right"] + 15 if self.joint else 14)
        dashed: list[_Box] = []
        bus = first_bus = top
        for place, (ordinary, joint) in enumerate(rows_of):
            if place:
                bus = self.cursor + 22
            if joint and (not dashed or joint.joint_with != dashed[-1].node.joint_with):
                above = dashed[-1].bottom + 10 if dashed else max(0, self.side_bottom["right"])
                bus = max(bus, above + 12 + self._label_high(joint, "right") - 26)
            first_bus = first_bus if place else bus
            placed = self._place_row(ordinary, joint, (left, right), bus + 26)
            if self.foot:
                self._join_row(placed, bus, (self.area_left + 14, first_bus) if place else None)
            self.cursor = max(self.cursor, *(box.bottom for box in self.boxes))
            dashed += [box for box in placed if box.node == joint]
        for _, joint_boxes in groupby(dashed, key=lambda box: box.node.joint_with):
            together = list(joint_boxes)
            last = together[-1] is dashed[-1]
            end = self.cursor + 22 if last else together[-1].bottom + 10
            self._surround(together, "right", end - together[-1].bottom)
        if self.foot:
            self.lines.append(([(self.centre, self.foot.bottom), (self.centre, first_bus)], {}))

    def _trunk(self) -> float:
        """The words under the spine; gives where the first row's line may lie."""
        if not self.foot:
            return self.cursor
        delivers, learning = self._both(self.structure.words.delivers, self.structure.words.learning)
        high = max(44, 17 * max(len(delivers), len(learning)) + 20)
        self._label_both(delivers, learning, self.foot.bottom + 24 + high / 4, 14)
        return max(self.foot.bottom + high + 28, max(self.side_bottom.values()) + 20)

    def _divided(self) -> list[tuple[list[Node], Node | None]]:
        """The ordinary groups shared evenly among rows, a joint one at the end of each row."""
        room = self.area_right - self.area_left - 28 - (_INSIDE["right"] if self.joint else 0)
        most = _ACROSS - bool(self.joint)
        need = max((longest_word(node.name, 15, SEMI) + 26 for node in self.ordinary), default=0)
        while most > 3 and (room + _GAP) / most - _GAP < need:
            most -= 1
        count = min(len(self.ordinary), max(ceil(len(self.ordinary) / most), len(self.joint)))
        share, extra = divmod(len(self.ordinary), count or 1)
        groups = iter(self.ordinary)
        rows_of = []
        for place in range(max(count, len(self.joint))):
            take = share + (place < extra) if place < count else 0
            joint = self.joint[place] if place < len(self.joint) else None
            rows_of.append(([next(groups) for _ in range(take)], joint))
        return rows_of

    def _place_row(
        self, ordinary: list[Node], joint: Node | None, span: tuple[float, float], y: float
    ) -> list[_Box]:
        left, right = span
        count = max(len(ordinary), 1)
        gap = _GAP if count > 4 else 24
        wide = min(260 if self.joint else 210, (right - left + gap) / count - gap)
        used = len(ordinary) * (wide + gap) - gap
        # Beside a joint group a short row keeps to its own side; otherwise it stands under the spine.
        start = (left + right - used) / 2 if self.joint else self.centre - used / 2
        spots = [(node, max(left, start) + place * (wide + gap), wide) for place, node in enumerate(ordinary)]
        if joint:
            spots.append((joint, self.area_right - _INSIDE["right"], _JOINT))
        high = max(_box(node, "group", 0, 0, w, joint=True).high for node, _, w in spots)
        placed = [_box(node, "group", x, y, w, high, joint=True) for node, x, w in spots]
        self.boxes += placed
        for box in placed:
            self._hang(box)
        return placed

    def _hang(self, parent: _Box) -> float:
        """What reports to a sub group hangs under it, one below another; gives where the last one ends."""
        y = parent.bottom
        step = 14 if parent.wide > 110 else 0
        for node in self.family.below(parent.node):
            box = _box(node, "group", parent.x + step, y + 12, parent.wide - step)
            self.boxes.append(box)
            x = parent.x + (step / 2 or 8)
            end = [(box.x, box.middle)] if step else []
            self.lines.append(([(x, parent.bottom), (x, box.middle), *end], {}))
            y = self._hang(box)
        return y

    def _join_row(self, placed: list[_Box], bus: float, rail: tuple[float, float] | None) -> None:
        centres = [box.centre for box in placed]
        self.lines += [([(x, bus), (x, bus + 26)], {}) for x in centres]
        if rail is None:
            reach = [*centres, self.centre]
            # A second row hangs on the end of the first row's line.
            self.lines.append(([(min(reach), bus), (max(reach), bus)], {}))
            self.first_left = min(reach)
            return
        x, first = rail
        self.lines.append(([(self.first_left, first), (x, first), (x, bus), (max(centres), bus)], {}))


def _draw_ground(pen: Drawing, plan: _Plan) -> None:
    """The area, and the dashed boxes of the neighbouring boards beside it."""
    pen.add("rect", x=plan.area_left, y=0, width=plan.area_wide, height=plan.bottom, rx=5, fill=MIST)
    pen.lines(plan.area_left + _MARGIN, 25, plan.area_label, 17, weight=SEMI)
    for side, top, bottom, label in plan.neighbours:
        outer, inner, turn = (
            (0.75, plan.area_left, 4) if side == "left" else (plan.width - 0.75, plan.area_right, -4)
        )
        corner = path("M", inner, top, "L", outer + turn, top, "Q", outer, top, outer, top + 4)
        rest = path("L", outer, bottom - 4, "Q", outer, bottom, outer + turn, bottom, "L", inner, bottom)
        dashes = {"stroke": EDGE, "stroke_width": 1.2, "stroke_dasharray": "5 4", "fill": "none"}
        pen.add("path", d=f"{corner} {rest}", **dashes)
        x, anchor = (10, "start") if side == "left" else (plan.width - 12, "end")
        pen.lines(x, top + 23, label, 17, weight=SEMI, anchor=anchor)


def _draw_partner(pen: Drawing, box: _Box) -> None:
    centre = box.centre
    spire = ("L", centre - 9, box.y, "L", centre, box.y - 41, "L", centre + 9, box.y)
    outline = path(
        "M", box.x, box.y, *spire, "L", box.right, box.y, "L", box.right, box.bottom, "L", box.x, box.bottom
    )
    with _linked(pen, box):
        look = {"fill": WHITE, "stroke": EDGE, "stroke_width": 1.5, "class_": "threespires-picture__ground"}
        pen.add("path", d=f"{outline} Z", **look)
        colour = BLUE if box.node.href else INK
        y = pen.lines(centre, box.y + 23, box.name, 19, size=15, weight=SEMI, colour=colour, anchor="middle")
        pen.lines(centre, y + 1, box.second, 17.5, anchor="middle")


def _draw_spine(pen: Drawing, box: _Box) -> None:
    with _linked(pen, box):
        pen.ground(box.x, box.y, box.wide, box.high, fill=BLUE)
        y = pen.lines(box.x + 13, box.y + 32, box.name, 24, size=19, weight=SEMI, colour=WHITE)
        pen.lines(box.x + 13, y + 4, box.second, 17.5, colour=WHITE)


def _draw_group(pen: Drawing, box: _Box) -> None:
    leads = box.node.kind in {Kind.EXECUTIVE, Kind.IMPLEMENTATION}
    fill, title, under = (BLUE, WHITE, WHITE) if leads else (WHITE, BLUE if box.node.href else INK, SLATE)
    with _linked(pen, box):
        pen.ground(box.x, box.y, box.wide, box.high, fill=fill, stroke=BLUE, stroke_width=1.5, rx=4)
        pen.lines(box.x + 13, box.y + 27, box.name, 19, size=15, weight=SEMI, colour=title)
        pen.lines(box.x + 13, box.bottom - 14 - 16.5 * (len(box.second) - 1), box.second, 16.5, colour=under)


_DRAWN = {"partner": _draw_partner, "spine": _draw_spine, "group": _draw_group}


def _linked(pen: Drawing, box: _Box):
    wider = "covers a wider area" if box.node.wider else ""
    return pen.link(box.node.href, sentence(box.node.name, box.node.second, wider))


def _described(structure: Structure) -> str:
    """The chart in words, for those who can't see it."""
    family = _Family(structure.nodes)
    partners = [node.name for node in structure.nodes if node.kind == Kind.PARTNER]
    facts = [f"{listed(partners)} lead." if partners else ""]
    for node in structure.nodes:
        above = family.above(node)
        verb = "supports" if node.kind == Kind.TEAM else "reports to"
        reports = f"{verb} {above.name}" if above else ""
        joint = f"is joint with {listed(node.joint_with)}" if node.joint_with else ""
        if reports or joint:
            facts.append(f"{node.name} {listed([fact for fact in (reports, joint) if fact])}.")
    return " ".join(filter(None, facts))

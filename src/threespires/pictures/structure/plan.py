"""Where every box of a structure chart stands, worked out from the top down."""

from dataclasses import dataclass, field
from itertools import groupby
from math import ceil

from threespires.pictures.drawing import PAGE, SMALL, listed
from threespires.pictures.letters import SEMI, longest_word, width, wrap
from threespires.pictures.structure.boxes import Box, boxed
from threespires.pictures.structure.facts import Family, Node, Structure
from threespires.pictures.structure.roles import Roles

# The sizes of the chart, in pixels at full width.
_LEFT_GUTTER, _RIGHT_GUTTER = 113, 169
MARGIN, _GAP = 16, 11
_SPINE, _PARTNER, _SIDE, _JOINT, _COLUMN = 392, 264, 190, 180, 184
_INSIDE = {"left": _SIDE - 76, "right": 74}  # how much of a joint box lies within the area
_ACROSS = 7  # boxes in one row of sub groups


@dataclass
class Plan:
    """Where everything stands. Worked out from the top down; `cursor` is how far down we are."""

    structure: Structure
    boxes: list[Box] = field(default_factory=list)
    lines: list[tuple] = field(default_factory=list)
    arrows: list[tuple[float, float, str]] = field(default_factory=list)
    labels: list[tuple[float, float, list[str], str]] = field(default_factory=list)
    neighbours: list[tuple] = field(default_factory=list)
    cursor: float = 0

    def __post_init__(self) -> None:
        self.family = Family(self.structure.nodes)
        self.roles = Roles(self.structure.nodes, self.family)
        self._measure()
        self._place_partners()
        self._place_spine()
        self._place_limbs()
        self.bottom = self.cursor + 22
        starred = any(node.wider for node in self.structure.nodes)
        self.note = wrap(self.structure.note, self.width, 15) if starred else []

    def _measure(self) -> None:
        """How wide the area is, and where its middle lies."""
        lefts = [node for stack in self.roles.left.values() for node in stack]
        rights = [node for stack in self.roles.right.values() for node in stack]
        gutter_left = _LEFT_GUTTER if any(node.joint_with for node in lefts) else 0
        gutter_right = _RIGHT_GUTTER if self.roles.joint or any(node.joint_with for node in rights) else 0
        room = PAGE - gutter_left - gutter_right
        across = min(len(self.roles.ordinary), _ACROSS - bool(self.roles.joint)) or 1
        arm = max(45, min(110, width(self.structure.words.supports, 14) + 40))
        side = max(self._reach("left", lefts) + arm if lefts else 40, self._reach("right", rights) + 45)
        wanted = max(
            len(self.roles.partners) * (_PARTNER + MARGIN) + 72,
            across * (_COLUMN + _GAP) + 40 + (_JOINT if self.roles.joint else 0),
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
        return max((_INSIDE[side] if node.joint_with else _SIDE + MARGIN for node in stack), default=0)

    def _place_partners(self) -> None:
        """Boxes in one row, a spire on each, and the line from all to the first of the spine."""
        count = len(self.roles.partners)
        wide = min(_PARTNER, (self.area_wide - 80 + MARGIN) / max(count, 1) - MARGIN)
        left = self.centre - (count * (wide + MARGIN) - MARGIN) / 2
        edge = left + wide / 2 - 24 if count else self.area_right - MARGIN
        self.area_label = wrap(self.structure.area.upper(), edge - self.area_left - MARGIN, SMALL, SEMI)
        top = max(62, 20 + 17 * len(self.area_label)) if count else 34 + 17 * len(self.area_label)
        self.cursor = top
        if not count:
            return
        high = max(boxed(node, "partner", (0, 0), wide).high for node in self.roles.partners)
        placed = [
            boxed(node, "partner", (left + place * (wide + MARGIN), top), wide, high=high)
            for place, node in enumerate(self.roles.partners)
        ]
        self.boxes += placed
        bottom = top + high
        self.cursor = bottom + 42
        if self.roles.spine:
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
        for node in self.roles.spine:
            tasks, reports = self._both(words.tasks, words.reports)
            gap = max(72, 17 * max(len(tasks), len(reports)) + 34)
            top = self.cursor if above is None else above.bottom + gap
            stacks = {"left": self.roles.left[node.key], "right": self.roles.right[node.key]}
            for side, stack in stacks.items():
                if stack:
                    top = max(top, self.side_bottom[side] + 20 + self._label_high(stack[0], side))
            box = boxed(node, "spine", (self.centre - self.spine_wide / 2, top), self.spine_wide)
            self.boxes.append(box)
            if above:
                self.lines += [([(self.centre + x, above.bottom), (self.centre + x, top)], {}) for x in (-9, 9)]
                self.arrows += [(self.centre - 9, top, "down"), (self.centre + 9, above.bottom, "up")]
                self._label_both(tasks, reports, (above.bottom + top) / 2, 21)
            elif self.roles.partners:
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

    def _place_side(self, spine: Box, side: str, stack: list[Node]) -> None:
        """Boxes one under another beside the spine, those joint with one board in one dashed box."""
        y = spine.y
        placed: list[Box] = []
        for place, node in enumerate(stack):
            if place and node.joint_with != stack[place - 1].joint_with:
                y += 24 + self._label_high(node, side)
            reach = self._reach(side, [node])
            x = self.area_left + reach - _SIDE if side == "left" else self.area_right - reach
            placed.append(boxed(node, "group", (x, y), _SIDE, joint=True))
            y = placed[-1].bottom + 14
        self.boxes += placed
        for boards, joint in groupby(placed, key=lambda box: box.node.joint_with):
            if boards:
                together = list(joint)
                self._surround(together[0], side, together[-1].bottom + 22)
        if placed:
            self._join_side(spine, side, placed)
            self.side_bottom[side] = placed[-1].bottom + (22 if placed[-1].node.joint_with else 0)

    def _surround(self, first: Box, side: str, end: float) -> None:
        """A dashed box of another board from above its first box down to `end`."""
        top = first.y - self._label_high(first.node, side)
        self.neighbours.append((side, top, end, self._board_label(first.node, side)))

    def _join_side(self, spine: Box, side: str, placed: list[Box]) -> None:
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
        if not self.roles.limbs:
            return
        rows_of = self._divided()
        top = self._trunk()
        many = len(rows_of) > 1 and self.foot
        left = self.area_left + 14 + (12 if many else 0)
        right = self.area_right - (_INSIDE["right"] + 15 if self.roles.joint else 14)
        dashed: list[tuple[Box, float]] = []  # a joint box, and how far down its row reaches
        bus = first_bus = top
        for place, (ordinary, joint) in enumerate(rows_of):
            if place:
                bus = self.cursor + 22
            if joint and (not dashed or joint.joint_with != dashed[-1][0].node.joint_with):
                above = dashed[-1][1] + 10 if dashed else self.side_bottom["right"]
                bus = max(bus, above + 12 + self._label_high(joint, "right") - 26)
            first_bus = first_bus if place else bus
            placed = self._place_row(ordinary, joint, (left, right), bus + 26)
            if self.foot:
                self._join_row(placed, bus, (self.area_left + 14, first_bus) if place else None)
            self.cursor = max(self.cursor, *(box.bottom for box in self.boxes))
            dashed += [(box, self.cursor) for box in placed if box.node == joint]
        for _, grouped in groupby(dashed, key=lambda pair: pair[0].node.joint_with):
            together = list(grouped)
            last = together[-1] is dashed[-1]
            self._surround(together[0][0], "right", self.cursor + 22 if last else together[-1][1] + 10)
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
        room = self.area_right - self.area_left - 28 - (_INSIDE["right"] if self.roles.joint else 0)
        most = _ACROSS - bool(self.roles.joint)
        need = max((longest_word(node.name, 15, SEMI) + 26 for node in self.roles.ordinary), default=0)
        while most > 3 and (room + _GAP) / most - _GAP < need:
            most -= 1
        count = min(len(self.roles.ordinary), max(ceil(len(self.roles.ordinary) / most), len(self.roles.joint)))
        share, extra = divmod(len(self.roles.ordinary), count or 1)
        groups = iter(self.roles.ordinary)
        rows_of = []
        for place in range(max(count, len(self.roles.joint))):
            take = share + (place < extra) if place < count else 0
            joint = self.roles.joint[place] if place < len(self.roles.joint) else None
            rows_of.append(([next(groups) for _ in range(take)], joint))
        return rows_of

    def _place_row(self, ordinary: list[Node], joint: Node | None, span: tuple[float, float], y: float) -> list[Box]:
        left, right = span
        count = max(len(ordinary), 1)
        gap = _GAP if count > 4 else 24
        wide = min(260 if self.roles.joint else 210, (right - left + gap) / count - gap)
        used = len(ordinary) * (wide + gap) - gap
        # Beside a joint group a short row keeps to its own side; otherwise it stands under the spine.
        start = (left + right - used) / 2 if self.roles.joint else self.centre - used / 2
        spots = [(node, max(left, start) + place * (wide + gap), wide) for place, node in enumerate(ordinary)]
        if joint:
            spots.append((joint, self.area_right - _INSIDE["right"], _JOINT))
        high = max(boxed(node, "group", (0, 0), w, joint=True).high for node, _, w in spots)
        placed = [boxed(node, "group", (x, y), w, high=high, joint=True) for node, x, w in spots]
        self.boxes += placed
        for box in placed:
            self._hang(box)
        return placed

    def _hang(self, parent: Box) -> float:
        """What reports to a sub group hangs under it, one below another; gives where the last one ends."""
        y = parent.bottom
        step = 14 if parent.wide > 110 else 0
        for node in self.family.below(parent.node):
            box = boxed(node, "group", (parent.x + step, y + 12), parent.wide - step)
            self.boxes.append(box)
            x = parent.x + (step / 2 or 8)
            end = [(box.x, box.middle)] if step else []
            self.lines.append(([(x, parent.bottom), (x, box.middle), *end], {}))
            y = self._hang(box)
        return y

    def _join_row(self, placed: list[Box], bus: float, rail: tuple[float, float] | None) -> None:
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

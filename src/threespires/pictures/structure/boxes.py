"""A box of a structure chart with its words broken into lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from threespires.pictures.drawing import SMALL, listed
from threespires.pictures.letters import SEMI, wrap
from threespires.pictures.structure.facts import Node


@dataclass(frozen=True)
class Box:
    node: Node
    style: str  # partner, spine or group
    x: float
    y: float
    wide: float
    high: float
    name: Sequence[str]
    second: Sequence[str]
    said: str  # the second line unbroken

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


def boxed(
    node: Node, style: str, spot: tuple[float, float], wide: float, *, high: float = 0, joint: bool = False
) -> Box:
    """A box as high as its words ask, or as `high`; a joint group that lies in no dashed box says so."""
    star = " *" if node.wider else ""
    second = node.second
    if node.joint_with and not joint and "joint" not in second.lower():
        second = " · ".join(filter(None, [second, f"joint with {listed(node.joint_with)}"]))
    size, pad = (19, 13) if style == "spine" else (15, 7 if style == "partner" else 13)
    name = wrap(node.name + star, wide - 2 * pad, size, SEMI)
    under = wrap(second, wide - 2 * pad, SMALL)
    more = max(len(name) - 1, 0)
    need = {
        "partner": 23 + 19 * more + 17.5 * len(under) + 16,
        "spine": 32 + 24 * more + (11 + 17.5 * len(under) if under else 0) + 18,
        "group": 27 + 19 * more + (23 + 16.5 * len(under) if under else 0) + 14,
    }[style]
    return Box(node, style, *spot, wide, max(need, high), name, under, second)

"""How a concern becomes a change: the steps as one gold round, each with who does it and how much is there.

The first half runs along the top from left to right, the second half along the foot from right to left.
"""

from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from threespires.pictures.drawing import BLUE, GOLD, INK, PAGE, SLATE, Drawing, path, sentence
from threespires.pictures.letters import SEMI, wrap


@dataclass(frozen=True)
class Step:
    """`count` is a sentence ("14 pieces, 3 not taken up"), empty for those who may not see it."""

    name: str
    verb: str
    who: str
    count: str = ""
    href: str = ""


@dataclass(frozen=True)
class Process:
    title: str
    steps: tuple[Step, ...]
    return_words: str = "what we found is learning again"


_LINE = {"stroke": GOLD, "stroke_width": 3.5, "fill": "none", "stroke_linecap": "round"}
_LEFT, _TOP, _TURN = 3, 14, 28
_INDENT = 48  # from the left side of the round to the words of the first column
_BETWEEN = 40


@dataclass(frozen=True)
class _Words:
    title: str
    verb: list[str]
    name: list[str]
    who: list[str]
    count: list[str]

    @property
    def high(self) -> float:
        """From the middle of the knot to under the last line."""
        return 42 + 24 * (len(self.verb) - 1) + 21 * len(self.name) + 20 * len(self.who + self.count) + 12


def draw(process: Process, *, prefix: str, blue: str = BLUE, download: bool = False, wide: float = PAGE) -> Markup:
    """The round as SVG. The words of a step are its link."""
    said = [f"{place}. {step.verb} ({step.name}): {step.who}." for place, step in enumerate(process.steps, 1)]
    about = f"{' '.join(said)} Then {process.return_words}."
    pen = Drawing(prefix, process.title, about, blue=blue, download=download)
    half = max(ceil(len(process.steps) / 2), 1)
    pitch = (wide - 2 * _LEFT - _INDENT) / half
    room = pitch - _BETWEEN
    words = [_worded(place, step, room) for place, step in enumerate(process.steps, 1)]
    back = wrap(process.return_words, room, 14)
    inside = max((each.high for each in words[:half]), default=60)
    foot = _TOP + inside + 44 + 17 * len(back)
    right = wide - _LEFT
    _draw_round(pen, (right, foot))
    pen.lines(_LEFT + _INDENT - 9, foot - 24 - 17 * (len(back) - 1), back, 17, size=14)
    for place, step in enumerate(process.steps):
        column = place if place < half else 2 * half - 1 - place
        x = _LEFT + _INDENT + column * pitch
        y = _TOP if place < half else foot
        _draw_heads(pen, x, y, room, forward=place < half)
        _draw_step(pen, step, words[place], (x, y, room))
    under = max((each.high for each in words[half:]), default=16)
    return pen.close(wide, foot + under)


def _worded(place: int, step: Step, room: float) -> _Words:
    title = f"{place}. {step.name}"
    return _Words(
        title,
        wrap(step.verb, room, 20, SEMI),
        wrap(title, room, 16, SEMI),
        wrap(step.who, room, 15),
        wrap(step.count, room, 15, SEMI),
    )


def _draw_round(pen: Drawing, corner: tuple[float, float]) -> None:
    right, foot = corner
    left, top, turn = _LEFT, _TOP, _TURN
    pen.add(
        "path",
        d=path(
            *("M", left + turn, top, "L", right - turn, top, "Q", right, top, right, top + turn),
            *("L", right, foot - turn, "Q", right, foot, right - turn, foot, "L", left + turn, foot),
            *("Q", left, foot, left, foot - turn, "L", left, top + turn),
            *("Q", left, top, left + turn, top, "Z"),
        ),
        **_LINE,
    )


def _draw_heads(pen: Drawing, x: float, y: float, room: float, *, forward: bool) -> None:
    """An arrow head on the line after each knot, the way it runs."""
    at, way = x + room * 0.62, 1 if forward else -1
    head = path("M", at - 7 * way, y - 7, "L", at + way, y, "L", at - 7 * way, y + 7)
    pen.add("path", d=head, stroke_linejoin="round", **_LINE)


def _draw_step(pen: Drawing, step: Step, words: _Words, spot: tuple[float, float, float]) -> None:
    x, y, room = spot
    with pen.link(step.href, sentence(step.verb, words.title, step.who, step.count)):
        pen.ground(x - 14, y + 17, room + 10, words.high - 18)
        pen.add("circle", cx=x, cy=y, r=9, fill=GOLD)
        y = pen.lines(x - 9, y + 38, words.verb, 24, size=20, weight=SEMI, colour=INK)
        colour = BLUE if step.href else INK
        y = pen.lines(x - 9, y, words.name, 21, size=16, weight=SEMI, colour=colour)
        y = pen.lines(x - 9, y, words.who, 20, size=15, colour=SLATE) + 2
        pen.lines(x - 9, y, words.count, 20, size=15, weight=SEMI, colour=INK)

"""A scale from 0 to 10: where it was first, where it is now, and the points between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from threespires.kernel.dates import say_date
from threespires.pictures.drawing import BLUE, HAIR, SLATE, WHITE, Drawing, number
from threespires.pictures.letters import SEMI

TOP = 10
_EDGE, _STEP, _HIGH = 13, 31, 26
_WIDE = 2 * _EDGE + TOP * _STEP


@dataclass(frozen=True)
class Score:
    """What one agency said on one day."""

    on: date
    score: float


def draw(whose: str, scores: Sequence[Score], *, prefix: str, blue: str = BLUE, download: bool = False) -> Markup:
    """One agency's track. Hollow is the first score, the number stands on the latest."""
    told = sorted(scores, key=lambda score: score.on)
    said = "; ".join(f"{number(score.score)} on {say_date(score.on)}" for score in told)
    pen = Drawing(prefix, whose, f"{said or 'No score yet'}.", blue=blue, download=download)
    middle = _HIGH / 2
    pen.line((_EDGE, middle), (_EDGE + TOP * _STEP, middle), HAIR, 1.2)
    for mark in range(TOP + 1):
        pen.line((_x(mark), middle - 5.5), (_x(mark), middle + 5.5), HAIR, 1.2)
    if told:
        first, latest = told[0].score, told[-1].score
        values = [score.score for score in told]
        pen.line((_x(min(values)), middle), (_x(max(values)), middle), BLUE, 3)
        for value in sorted({*values} - {first, latest}):
            pen.add("circle", cx=_x(value), cy=middle, r=4, fill=BLUE)
        pen.add("circle", cx=_x(first), cy=middle, r=5, fill=WHITE, stroke=BLUE, stroke_width=2)
        pen.add("circle", cx=_x(latest), cy=middle, r=11.5, fill=BLUE)
        pen.write(_x(latest), middle + 4.7, number(latest), weight=SEMI, colour=WHITE, anchor="middle")
    return pen.close(_WIDE, _HIGH)


def axis(*, prefix: str, download: bool = False) -> Markup:
    """The head of a column of tracks: 0, 5 and 10 where the tracks have them."""
    pen = Drawing(prefix, f"Scale from 0 to {TOP}", "", download=download)
    for mark in (0, TOP // 2, TOP):
        pen.write(_x(mark), 15, str(mark), size=15, weight=SEMI, colour=SLATE, anchor="middle")
    return pen.close(_WIDE, 20)


def _x(value: float) -> float:
    return _EDGE + min(max(value, 0), TOP) * _STEP

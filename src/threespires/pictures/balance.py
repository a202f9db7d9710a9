"""The balance of levels of need: how much is asked for at each level, from universal to statutory."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from threespires.pictures.drawing import BLUE, EDGE, HAIR, INK, SLATE, Drawing, sentence
from threespires.pictures.letters import SEMI, longest_word, wrap

_NAME, _NUMBER, _BAR = 210, 64, 16


@dataclass(frozen=True)
class Level:
    """One level and how many things lie at it; `signal` is the one which the sentence above speaks of."""

    name: str
    count: int
    href: str = ""
    signal: bool = False


def draw(
    title: str,
    levels: Sequence[Level],
    *,
    prefix: str,
    blue: str = BLUE,
    download: bool = False,
    wide: float = 720,
) -> Markup:
    """Bars from nought, in the order given; a level with nothing keeps its place."""
    said = "; ".join(f"{level.name}: {level.count}" for level in levels)
    pen = Drawing(prefix, title, f"{said or 'No levels'}.", blue=blue, download=download)
    most = max((level.count for level in levels), default=0) or 1
    longest = max((longest_word(level.name, 16) for level in levels), default=0)
    left = min(max(_NAME, longest), wide / 2)
    room = wide - left - 16 - _NUMBER
    y = 0.0
    for level in levels:
        lines = wrap(level.name, left, 16)
        high = max(36, 22 * len(lines) + 14)
        middle = y + high / 2
        with pen.link(level.href, sentence(level.name, str(level.count))):
            pen.ground(0, y, left, high)
            colour = BLUE if level.href else INK
            pen.lines(0, middle + 5.5 - 11 * (len(lines) - 1), lines, 22, size=16, colour=colour)
        length = room * level.count / most
        if level.count:
            fill = BLUE if level.signal else EDGE
            pen.add("rect", x=left + 16, y=middle - _BAR / 2, width=length, height=_BAR, fill=fill)
        weight = SEMI if level.signal else 400
        number_colour = INK if level.count else SLATE
        pen.write(left + 24 + length, middle + 5.5, f"{level.count:,}", size=16, weight=weight, colour=number_colour)
        y += high
    pen.line((left + 16, 0), (left + 16, max(y, 1)), HAIR, 1.5)
    return pen.close(wide, max(y, 1))

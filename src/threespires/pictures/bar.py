"""Small bars that stand beside words: progress, a clock with its due tick, and a clock as days."""

from markupsafe import Markup

from threespires.pictures.drawing import BLUE, HAIR, INK, LATE, REST, Drawing

_WIDE, _THICK = 120, 4
_TICK = 110  # where a clock's bar falls due; the rest is for what runs over
_BLOCK, _BETWEEN, _LOW, _TALL = 18, 4, 15, 22
_MOST_BLOCKS = 40  # beyond this days are too thin to count, and a clock's bar says as much


def progress(done: int, total: int, words: str, *, prefix: str, blue: str = BLUE) -> Markup:
    """How much of a whole is done; `words` ("2 of 4") is its name."""
    pen = Drawing(prefix, words, "", blue=blue)
    share = min(max(done / total, 0), 1) if total else 0
    pen.add("rect", x=0, y=0, width=_WIDE, height=_THICK, fill=HAIR)
    if share:
        pen.add("rect", x=0, y=0, width=_WIDE * share, height=_THICK, fill=BLUE)
    return pen.close(_WIDE, _THICK)


def clock(used: int, allowed: int, words: str, *, prefix: str, blue: str = BLUE) -> Markup:
    """Time used against time allowed, with a tick where it falls due; red once it has run over."""
    pen = Drawing(prefix, words, "", blue=blue)
    over = used > allowed
    share = min(max(used / allowed, 0), 1) if allowed else 0
    pen.add("rect", x=0, y=4, width=_TICK, height=_THICK, fill=HAIR)
    if over:
        pen.add("rect", x=0, y=4, width=_WIDE - 2, height=_THICK, fill=LATE)
    elif share:
        pen.add("rect", x=0, y=4, width=max(_TICK * share, 1.5), height=_THICK, fill=BLUE)
    pen.add("rect", x=_TICK - 1, y=0, width=2, height=12, fill=INK)
    return pen.close(_WIDE, 12)


def days(day: int, allowed: int, words: str, *, prefix: str, blue: str = BLUE) -> Markup:
    """One block a day: past days paler, today taller, days to come grey, days over the limit red."""
    if max(day, allowed) > _MOST_BLOCKS:
        return clock(day, allowed, words, prefix=prefix, blue=blue)
    pen = Drawing(prefix, words, "", blue=blue)
    count = max(day, allowed, 1)
    # A clock of many days keeps to the width of its column.
    pitch = min(_BLOCK + _BETWEEN, 15 * (_BLOCK + _BETWEEN) / count)
    block = pitch * _BLOCK / (_BLOCK + _BETWEEN)
    for number in range(1, count + 1):
        x, today = (number - 1) * pitch, number == day
        high = _TALL if today else _LOW
        colour = REST if number > day else LATE if number > allowed else BLUE
        faint = 0.5 if number < day and number <= allowed else None
        pen.add("rect", x=x, y=(_TALL - high) / 2, width=block, height=high, fill=colour, fill_opacity=faint)
    if day > allowed:
        pen.add("rect", x=allowed * pitch - (pitch - block) / 2 - 1, y=0, width=2, height=_TALL, fill=INK)
    return pen.close(count * pitch - (pitch - block), _TALL)

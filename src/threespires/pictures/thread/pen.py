"""Draws a planned thread."""

from functools import lru_cache

from markupsafe import Markup

from threespires.pictures.drawing import (
    BLUE,
    GOLD,
    INK,
    LATE,
    PAGE,
    SLATE,
    WHITE,
    Drawing,
    path,
    sentence,
)
from threespires.pictures.letters import SEMI, width, wrap
from threespires.pictures.thread.facts import Knot, State, Strand, Style, Thread, described
from threespires.pictures.thread.plan import TEXT, Bend, Plan, Return, planned

_LINE = {"stroke": GOLD, "stroke_width": 3.5, "fill": "none", "stroke_linecap": "round"}
_DOTS = _LINE | {"stroke_dasharray": "2 9"}
_SLASH = {"stroke": LATE, "stroke_width": 3, "fill": "none"}
_CLEAR = 15  # dots stop this far from a knot
_SAID = {State.DONE: "done", State.OPEN: "not yet done", State.STOPPED: "stopped"}


# The same facts give the same picture, and laying it out takes longer than all else on its page.
@lru_cache(maxsize=64)
def draw(thread: Thread, *, prefix: str, blue: str = BLUE, download: bool = False, wide: float = PAGE) -> Markup:
    """The thread as SVG, `wide` across and as high as it needs to be. The page draws the legend."""
    pen = Drawing(prefix, thread.title, described(thread), blue=blue, download=download)
    plan = planned(thread, wide)
    for place, column in enumerate(thread.columns):
        verb, name = plan.heading(column)
        x = plan.knot_x(place) - TEXT
        y = pen.lines(x, 20, verb, 24, size=20, weight=SEMI, colour=INK)
        pen.lines(x, y - 1, name, 18, size=14)
    # Solid lines over dotted ones, so that a part which both run on is solid.
    for style, drawn in (
        (Style.DOTTED, _draw_dotted),
        (Style.SOLID, _draw_solid),
        (Style.BROKEN, _draw_broken),
    ):
        for strand in plan.strands:
            if strand.style == style:
                drawn(pen, plan, strand)
    for back in plan.returns:
        _draw_return(pen, plan, back)
    for knot in plan.knots.values():
        _draw_knot(pen, plan, knot)
    return pen.close(wide, plan.bottom)


def _elbows(bends: list[Bend]) -> str:
    """Through each bend with rounded elbows, from the level where the line runs."""
    steps: list[str | float] = []
    for bend in bends:
        way = 1 if bend.end > bend.start else -1
        tall = min(abs(bend.end - bend.start) / 2, 56)
        lane, reach = bend.lane, bend.reach
        steps += ["L", lane - reach, bend.start]
        steps += ["C", lane - reach * 0.3, bend.start, lane, bend.start + way * tall * 0.4]
        steps += [lane, bend.start + way * tall, "L", lane, bend.end - way * tall]
        steps += ["C", lane, bend.end - way * tall * 0.4, lane + reach * 0.3, bend.end]
        steps += [lane + reach, bend.end]
    return path(*steps)


def _draw_solid(pen: Drawing, plan: Plan, strand: Strand) -> None:
    way = _elbows(plan.bends(strand))
    d = f"{path('M', *plan.point(strand.start))} {way} {path('L', *plan.point(strand.end))}"
    pen.add("path", d=d, **_LINE)


def _draw_dotted(pen: Drawing, plan: Plan, strand: Strand) -> None:
    (x, y), (end_x, end_y) = plan.point(strand.start), plan.point(strand.end)
    way = _elbows(plan.bends(strand))
    d = f"{path('M', x + _CLEAR, y)} {way} {path('L', end_x - _CLEAR, end_y)}"
    pen.add("path", d=d, **_DOTS)


def _draw_broken(pen: Drawing, plan: Plan, strand: Strand) -> None:
    """As far as it got, two strokes, then dots towards the knot that was never reached."""
    (x, y), (end_x, end_y) = plan.point(strand.start), plan.point(strand.end)
    bends = plan.bends(strand)
    words_end = plan.words_end(plan.knots[strand.start].column)
    end = path("L", end_x - _CLEAR, end_y)
    if plan.departures[strand.start] > 1 and bends:
        # The level part belongs to the others that leave here too: it breaks where it turns away.
        turn = bends[0]
        at, middle = turn.lane - turn.reach, (turn.start + turn.end) / 2
        pen.add("path", d=path("M", x, y, "L", at, y), **_LINE)
        pen.add("path", d=f"{path('M', at, y)} {_elbows(bends)} {end}", **_DOTS)
        for aside in (-4, 4):
            stroke = path("M", turn.lane - 8, middle + aside + 3, "L", turn.lane + 8, middle + aside - 3)
            pen.add("path", d=stroke, **_SLASH)
        return
    at = words_end + 8 if plan.departures[strand.start] > 1 else words_end - 34
    pen.add("path", d=path("M", x, y, "L", at - 4, y), **_LINE | {"stroke_linecap": "butt"})
    for aside in (0, 10):
        pen.add("path", d=path("M", at + aside - 3, y + 8, "L", at + aside + 4, y - 8), **_SLASH)
    pen.add("path", d=f"{path('M', at + 24, y)} {_elbows(bends)} {end}", **_DOTS)


def _draw_return(pen: Drawing, plan: Plan, back: Return) -> None:
    """From its tests down the right side, along the foot, and to the knot where the next round begins."""
    how = _DOTS if back.style == Style.DOTTED else _LINE
    rail, down, round_ = back.rail, back.down, 22
    for strand in plan.backs:
        if strand.end == back.end:
            start = path("M", *plan.point(strand.start))
            level = plan.y[plan.chains[strand][-1]]
            corner = path("L", rail - round_, level, "Q", rail, level, rail, level + round_)
            d = f"{start} {_elbows(plan.bends(strand))} {corner} {path('L', rail, down - round_)}"
            pen.add("path", d=d, **how)
    foot = path("M", rail, down - round_, "Q", rail, down, rail - round_, down)
    x, y = plan.point(back.end)
    if back.end in plan.at_foot:
        arrive = path("L", x + _CLEAR, y)
    else:
        lane = plan.lanes[plan.knots[back.end].column - 1, ("back", back.end)]
        turn = min(14, x - lane)
        climb = path("L", lane + turn, down, "Q", lane, down, lane, down - 14, "L", lane, y + 14)
        arrive = f"{climb} {path('Q', lane, y, lane + turn, y, 'L', x, y)}"
    pen.add("path", d=f"{foot} {arrive}", **how)
    middle = plan.wide / 2
    head = path("M", middle + 7, down - 7, "L", middle - 1, down, "L", middle + 7, down + 7)
    pen.add("path", d=head, stroke_linejoin="round", **_LINE)
    if back == plan.returns[0]:
        _write_return_words(pen, plan, back)


def _write_return_words(pen: Drawing, plan: Plan, back: Return) -> None:
    """Over the foot near its right end, but beside any line that climbs from there."""
    lines = wrap(plan.thread.return_words, plan.wide / 2 - 60, 14)
    wide = max((width(line, 14) for line in lines), default=0)
    end = back.rail - 24
    climbs = (lane for (_, bundle), lane in plan.lanes.items() if bundle[0] == "back")
    for lane in sorted(climbs, reverse=True):
        if end - wide - 8 < lane < end + 8:
            end = lane - 12
    pen.lines(end, back.down - 10 - 17 * (len(lines) - 1), lines, 17, size=14, anchor="end")


def _draw_knot(pen: Drawing, plan: Plan, knot: Knot) -> None:
    (x, y), words = plan.point(knot.key), plan.words[knot.key]
    fill, stroke, thick, radius = {
        State.DONE: (GOLD, GOLD, 0, 9),
        State.OPEN: (WHITE, GOLD, 3.5, 7.5),
        State.STOPPED: (WHITE, LATE, 3.5, 7.5),
        State.HERE: (WHITE, INK, 4, 8),
    }[knot.state]
    here = "You are here" if knot.state == State.HERE else ""
    state = "" if here else _SAID[knot.state]
    with pen.link(knot.href, sentence(knot.title, here, *knot.lines, state)):
        pen.ground(x - TEXT - 4, y + 14, plan.words_end(knot.column) - x + TEXT + 6, words.high - 10)
        pen.add("circle", cx=x, cy=y, r=radius, fill=fill, stroke=stroke, stroke_width=thick)
        colour = BLUE if knot.href else INK
        below = pen.lines(x - TEXT, y + 31, words.title, 19, size=15, weight=SEMI, colour=colour)
        second = LATE if knot.state == State.STOPPED else SLATE
        pen.lines(x - TEXT, below - 1, words.lines, 17.5, colour=second)

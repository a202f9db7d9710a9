"""Draws a planned structure chart."""

from contextlib import AbstractContextManager

from markupsafe import Markup

from threespires.pictures.drawing import BLUE, EDGE, INK, MIST, SLATE, WHITE, Drawing, path, sentence
from threespires.pictures.letters import SEMI
from threespires.pictures.structure.boxes import Box
from threespires.pictures.structure.facts import Structure, described
from threespires.pictures.structure.plan import MARGIN, Plan
from threespires.pictures.structure.roles import LEADING


def draw(structure: Structure, *, prefix: str, blue: str = BLUE, download: bool = False) -> Markup:
    """The chart as SVG, at most as wide as the page; fewer groups make a smaller picture."""
    title = structure.title or f"How {structure.area} is arranged"
    pen = Drawing(prefix, title, described(structure), blue=blue, download=download)
    plan = Plan(structure)
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


def _draw_ground(pen: Drawing, plan: Plan) -> None:
    """The area, and the dashed boxes of the neighbouring boards beside it."""
    pen.add("rect", x=plan.area_left, y=0, width=plan.area_wide, height=plan.bottom, rx=5, fill=MIST)
    pen.lines(plan.area_left + MARGIN, 25, plan.area_label, 17, weight=SEMI)
    for side, top, bottom, label in plan.neighbours:
        outer, inner, turn = (0.75, plan.area_left, 4) if side == "left" else (plan.width - 0.75, plan.area_right, -4)
        corner = path("M", inner, top, "L", outer + turn, top, "Q", outer, top, outer, top + 4)
        rest = path("L", outer, bottom - 4, "Q", outer, bottom, outer + turn, bottom, "L", inner, bottom)
        dashes = {"stroke": EDGE, "stroke_width": 1.2, "stroke_dasharray": "5 4", "fill": "none"}
        pen.add("path", d=f"{corner} {rest}", **dashes)
        x, anchor = (10, "start") if side == "left" else (plan.width - 12, "end")
        pen.lines(x, top + 23, label, 17, weight=SEMI, anchor=anchor)


def _draw_partner(pen: Drawing, box: Box) -> None:
    centre = box.centre
    spire = ("L", centre - 9, box.y, "L", centre, box.y - 41, "L", centre + 9, box.y)
    outline = path("M", box.x, box.y, *spire, "L", box.right, box.y, "L", box.right, box.bottom, "L", box.x, box.bottom)
    with _linked(pen, box):
        look = {"fill": WHITE, "stroke": EDGE, "stroke_width": 1.5, "class_": "threespires-picture__ground"}
        pen.add("path", d=f"{outline} Z", **look)
        colour = BLUE if box.node.href else INK
        y = pen.lines(centre, box.y + 23, box.name, 19, size=15, weight=SEMI, colour=colour, anchor="middle")
        pen.lines(centre, y + 1, box.second, 17.5, anchor="middle")


def _draw_spine(pen: Drawing, box: Box) -> None:
    with _linked(pen, box):
        pen.ground(box.x, box.y, box.wide, box.high, fill=BLUE)
        y = pen.lines(box.x + 13, box.y + 32, box.name, 24, size=19, weight=SEMI, colour=WHITE)
        pen.lines(box.x + 13, y + 4, box.second, 17.5, colour=WHITE)


def _draw_group(pen: Drawing, box: Box) -> None:
    leads = box.node.kind in LEADING
    fill, title, under = (BLUE, WHITE, WHITE) if leads else (WHITE, BLUE if box.node.href else INK, SLATE)
    with _linked(pen, box):
        pen.ground(box.x, box.y, box.wide, box.high, fill=fill, stroke=BLUE, stroke_width=1.5, rx=4)
        pen.lines(box.x + 13, box.y + 27, box.name, 19, size=15, weight=SEMI, colour=title)
        pen.lines(box.x + 13, box.bottom - 14 - 16.5 * (len(box.second) - 1), box.second, 16.5, colour=under)


_DRAWN = {"partner": _draw_partner, "spine": _draw_spine, "group": _draw_group}


def _linked(pen: Drawing, box: Box) -> AbstractContextManager[None]:
    wider = "covers a wider area" if box.node.wider else ""
    return pen.link(box.node.href, sentence(box.node.name, box.said, wider))

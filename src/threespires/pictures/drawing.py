"""The pen that every picture is drawn with: elements, wrapped text, links, and the frame round them.

Presentation attributes carry the whole look, so that a downloaded picture looks right alone; class names
beside them let the page's stylesheet set the partnership's blue and the focus style.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from markupsafe import Markup, escape

from threespires.pictures.letters import REGULAR, clean, width

INK = "#16202a"
SLATE = "#4b5865"
BLUE = "#1b4b82"
MIST = "#f3f5f7"
HAIR = "#d8dee4"
EDGE = "#75828f"
GOLD = "#b07d12"
LATE = "#8f2419"
REST = "#e9edf0"
WHITE = "#fff"

PAGE = 1184  # the width of the page between its margins
SMALL = 13.5  # nothing in a picture is written smaller
FONT = '"Source Sans 3", "Source Sans Pro", sans-serif'

Point = tuple[float, float]


class Drawing:
    """One SVG as it grows.

    `prefix` begins every id, so that two pictures can share a page. `blue` is the partnership's colour.
    `download` makes a file that stands alone: a white ground with an edge, and every line of text held to
    its measured length, so that a reader without the font sees nothing overlap.
    """

    def __init__(self, prefix: str, title: str, description: str, *, blue: str = BLUE, download: bool = False):
        self.prefix = prefix
        self.title = clean(title)
        self.description = clean(description)
        self.blue = blue
        self.download = download
        self._parts: list[str] = []
        self._has_links = False

    def add(self, element: str, **attributes: object) -> None:
        """One element without content; `stroke_width=2` becomes stroke-width="2", None is left out."""
        self._parts.append(f"<{element}{self._written(attributes)}/>")

    def line(self, start: Point, end: Point, colour: str = EDGE, size: float = 1.5) -> None:
        self.add("path", d=path("M", *start, "L", *end), stroke=colour, stroke_width=size, fill="none")

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = SMALL,
        weight: int = REGULAR,
        colour: str = SLATE,
        anchor: str = "start",
    ) -> None:
        """One line of text, its baseline at `y`."""
        words = clean(text)
        if not words:
            return
        attributes = self._written(
            {
                "x": x,
                "y": y,
                "font_size": size,
                "font_weight": weight,
                "fill": colour,
                "text_anchor": None if anchor == "start" else anchor,
                "textLength": width(words, size, weight) if self.download else None,
                "lengthAdjust": "spacingAndGlyphs" if self.download else None,
            }
        )
        # Lines are read as words with a space between, but for a word that was broken at its hyphen.
        gap = "" if words[-1] in "-–—/" else " "
        self._parts.append(f"<text{attributes}>{escape(words)}</text>{gap}")

    def lines(self, x: float, y: float, lines: Sequence[str], step: float, **how: Any) -> float:
        """Lines of text, the first on baseline `y`; gives the baseline that a next one would take."""
        for line in lines:
            self.write(x, y, line, **how)
            y += step
        return y

    @contextmanager
    def link(self, href: str, label: str) -> Iterator[None]:
        """What is drawn inside is one link, called `label`; without an address it is only drawn.

        The label begins with the words seen, in their order, so that who speaks to the page can say them.
        """
        if not href:
            yield
            return
        self._has_links = True
        how = {"href": href, "class_": "threespires-picture__link", "aria_label": clean(label)}
        self._parts.append(f"<a{self._written(how)}>")
        yield
        self._parts.append("</a>")

    def ground(self, x: float, y: float, wide: float, high: float, **how: object) -> None:
        """The box of a link, which turns yellow in focus; unseen unless given a colour."""
        how = {"fill": "none", "pointer_events": "all", "rx": 3} | how
        self.add("rect", x=x, y=y, width=wide, height=high, class_="threespires-picture__ground", **how)

    def arrow(self, x: float, y: float, towards: str, colour: str = EDGE) -> None:
        """A filled arrow head whose point is at x, y."""
        along, across = 7, 4
        corners = {
            "down": ((x - across, y - along), (x + across, y - along)),
            "up": ((x - across, y + along), (x + across, y + along)),
            "right": ((x - along, y - across), (x - along, y + across)),
            "left": ((x + along, y - across), (x + along, y + across)),
        }[towards]
        self.add("path", d=path("M", x, y, "L", *corners[0], "L", *corners[1], "Z"), fill=colour)

    def close(self, wide: float, high: float) -> Markup:
        """The whole picture. With links in it it is a group, since an image would hide them from readers."""
        name = f"{self.prefix}-title"
        about = f"{self.prefix}-description"
        edge = 24 if self.download else 0
        wide, high = wide + 2 * edge, high + 2 * edge
        frame = self._written(
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class_": "threespires-picture",
                "viewBox": path(-edge, -edge, wide, high),
                "width": wide,
                "height": high,
                "role": "group" if self._has_links else "img",
                "aria_labelledby": name,
                "aria_describedby": about if self.description else None,
                "font_family": FONT,
            }
        )
        head = f'<title id="{escape(name)}">{escape(self.title)}</title>'
        if self.description:
            head += f'<desc id="{escape(about)}">{escape(self.description)}</desc>'
        if self.download:
            head += f"<rect{self._written({'x': -edge, 'y': -edge, 'width': wide, 'height': high, 'fill': WHITE})}/>"
        return Markup(f"<svg{frame}>{head}{''.join(self._parts)}</svg>")

    def _written(self, attributes: Mapping[str, object]) -> str:
        classes = [str(attributes.get("class_", ""))]
        written = ""
        for name, value in attributes.items():
            if value is None or name == "class_":
                continue
            if value == BLUE:
                classes.append(f"threespires-picture__{name}")
            chosen = self.blue if value == BLUE else value
            shown = number(chosen) if isinstance(chosen, int | float) else clean(str(chosen))
            key = name if name in _CAMEL else name.replace("_", "-")
            written += f' {key}="{escape(shown)}"'
        named = " ".join(filter(None, classes))
        return f' class="{named}"{written}' if named else written


_CAMEL = {"viewBox", "textLength", "lengthAdjust"}


def number(value: float) -> str:
    """At most one decimal, and none when it is nought."""
    return f"{round(value, 1):g}"


def path(*steps: str | float) -> str:
    """The data of a path, from letters and numbers."""
    return " ".join(step if isinstance(step, str) else number(step) for step in steps)


def listed(names: Sequence[str]) -> str:
    """'Housing, Police and Schools'."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def sentence(*facts: str) -> str:
    """Facts as one accessible name, the empty ones left out."""
    return ", ".join(filter(None, map(clean, facts)))

"""Reads a picture back from its SVG, so that tests can measure what a person would see."""

import re
from dataclasses import dataclass
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

from hypothesis import settings
from hypothesis import strategies as st

from threespires.pictures.letters import width

SVG = "{http://www.w3.org/2000/svg}"
bounded = settings(derandomize=True, max_examples=30, deadline=None, database=None)

_word = st.text("abcdeghilmnoprstuwÁÉWM", min_size=1, max_size=24)
_odd = st.sampled_from(["<script>", "“Nobody", "& Sons", "·", "*", "Ω𝄞", "\x00\x0b", "a/b-c", "Łódź", "{{7*7}}"])
names = st.lists(_word | _odd, min_size=1, max_size=9).map(" ".join)
lines = st.just("") | names


@dataclass(frozen=True)
class Written:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Written") -> bool:
        across = self.left < other.right - 0.5 and other.left < self.right - 0.5
        return across and self.top < other.bottom - 0.5 and other.top < self.bottom - 0.5

    def holds(self, x: float, y: float) -> bool:
        return self.left + 1 < x < self.right - 1 and self.top + 1 < y < self.bottom - 1


def parse(picture) -> ET.Element:
    return ET.fromstring(str(picture))


def written(root: ET.Element) -> list[Written]:
    """Every line of text with the box that its letters fill."""
    found = []
    for text in root.iter(f"{SVG}text"):
        size, weight = float(text.get("font-size")), int(text.get("font-weight"))
        x, y = float(text.get("x")), float(text.get("y"))
        wide = width(text.text, size, weight)
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
        found.append(Written(text.text, left, y - 0.72 * size, left + wide, y + 0.2 * size))
    return found


def size(root: ET.Element) -> tuple[float, float]:
    _, _, wide, high = map(float, root.get("viewBox").split())
    return wide, high


def words(root: ET.Element) -> str:
    return " ".join(line.text for line in written(root))


def links(root: ET.Element) -> dict[str, str]:
    return {link.get("href"): link.get("aria-label") for link in root.iter(f"{SVG}a")}


def assert_legible(root: ET.Element) -> None:
    """Titled, nothing small, no line of text over another, off the picture or out of its box."""
    assert root.find(f"{SVG}title").text
    assert root.get("role") == ("group" if links(root) else "img")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert root.get("aria-labelledby") in ids
    assert not any({"style", "onclick"} & set(element.attrib) for element in root.iter())
    wide, high = size(root)
    everything = written(root)
    for line in everything:
        assert line.left >= -0.5, line
        assert line.right <= wide + 0.5, line
        assert line.top >= -0.5, line
        assert line.bottom <= high + 0.5, line
    for one, other in combinations(everything, 2):
        assert not one.meets(other), (one, other)
    for text in root.iter(f"{SVG}text"):
        assert float(text.get("font-size")) >= 13.5
    for link in root.iter(f"{SVG}a"):
        assert_inside(link)


def assert_inside(link: ET.Element) -> None:
    """A link's words lie within its box, which is large enough to hit."""
    box = next((rect for rect in link.iter(f"{SVG}rect")), None)
    if box is None:
        return
    left, top, wide, high = (float(box.get(name)) for name in ("x", "y", "width", "height"))
    assert high >= 24
    for line in written(link):
        assert left <= line.left, line
        assert line.right <= left + wide + 0.5, line
        assert top <= line.top + 1, line
        assert line.bottom <= top + high + 1, line


def traced(root: ET.Element, colour: str) -> list[tuple[float, float]]:
    """Points all along the lines of one colour."""
    points = []
    for drawn in root.iter(f"{SVG}path"):
        if drawn.get("stroke") == colour:
            points += _along(drawn.get("d"))
    return points


def _along(d: str) -> list[tuple[float, float]]:
    here, points = (0.0, 0.0), []
    for letter, rest in re.findall(r"([MLCQZ])([^MLCQZ]*)", d):
        numbers = list(map(float, rest.split()))
        ends = list(zip(numbers[::2], numbers[1::2], strict=True))
        if letter in "LCQ":
            points += [_between([here, *ends], step / 40) for step in range(41)]
        here = ends[-1] if ends else here
    return points


def _between(control: list[tuple[float, float]], share: float) -> tuple[float, float]:
    """A point on a Bézier curve of any order."""
    while len(control) > 1:
        control = [(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in pairwise(control)]
    return control[0]

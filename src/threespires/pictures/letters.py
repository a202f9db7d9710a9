"""How wide words are in Source Sans 3, and where to break them so that labels fit.

Widths are advances in thousandths of the type size, read from the font itself. Kerning is left out; it
only ever makes a line a little shorter.
"""

import unicodedata
from collections.abc import Iterator

REGULAR = 400
SEMI = 600

# A line is broken a little early, so that neither rounding nor a missing kern lets it touch its edge.
SAFETY = 1.02
# What the font does not hold comes from another one: reckon it as wide as its own size.
UNKNOWN = 1000

_BY_WIDTH = {
    REGULAR: {
        200: " \u00a0",
        241: "|",
        246: "ij",
        249: "',.:;·‘’‚′ı",
        255: "l",
        263: "I",
        271: "‹›ľ",
        289: "!¡",
        292: "f",
        298: "ł",
        304: "()[]{}•",
        311: "-",
        331: "°",
        338: "t",
        347: "r",
        350: "/\\",
        367: "²³",
        419: "s*",
        425: "?z¿®",
        429: '"“”„″«»',
        446: "x",
        456: "c†",
        467: "vy",
        476: "Y",
        480: "J–",
        486: "L",
        496: "Fekə",
        497: "#$+0123456789<=>^~£§±×÷€−",
        504: "ag_Ł",
        515: "VX",
        527: "E",
        539: "STZ",
        544: "`oøAhuð",
        547: "nŋ",
        557: "bdpqþħ",
        562: "đ",
        571: "CPR",
        579: "Kßď",
        588: "BÞ",
        609: "&",
        619: "DG↑↓",
        639: "ĐŊ™Ð",
        652: "HNU",
        664: "OQØ",
        692: "Ħ",
        719: "w",
        727: "M",
        744: "©",
        786: "Wæ¼",
        800: "—¾",
        829: "m%Æ½",
        847: "@Œœ",
        948: "…",
    },
    SEMI: {
        200: " \u00a0",
        255: "|",
        263: "ijı",
        271: "l",
        275: "',.:;·‘’‚′",
        282: "I‹›",
        317: "f!¡ľ",
        325: "-()[]{}•",
        329: "ł",
        348: "/\\°",
        361: "t",
        373: "r²³",
        431: "s",
        438: "*",
        444: "?¿z®",
        462: "c«»",
        482: '"“”„†″x–',
        495: "Jvy",
        502: "LY_",
        510: "Feə",
        513: "#$+0123456789<=>^~£§±×÷€−",
        522: "agkŁ",
        541: "VEXZ",
        549: "`oøST",
        560: "Ahnuŋð",
        566: "bdpqđþħ",
        582: "CP",
        600: "RBKÞď",
        618: "ß↑↓",
        628: "DG",
        651: "&ÐĐŊ",
        660: "UN™",
        674: "HOQØ",
        703: "Ħ",
        748: "Mw©",
        800: "W—æ¼",
        843: "m%¾½œÆ",
        859: "Œ",
        875: "@",
        964: "…",
    },
}
_WIDTHS = {
    weight: {letter: width for width, letters in table.items() for letter in letters}
    for weight, table in _BY_WIDTH.items()
}


def clean(text: str) -> str:
    """The text on one line: spaces made single, and what XML can't hold left out."""
    return " ".join("".join(" " if c.isspace() else c for c in text if c.isspace() or _printable(c)).split())


def _printable(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cs"} and letter not in "\ufffe\uffff"


def width(text: str, size: float, weight: int = REGULAR) -> float:
    """How wide `text` is, in pixels, at a type size of `size`."""
    return sum(_advance(letter, _WIDTHS[weight]) for letter in text) * size / 1000


def _advance(letter: str, widths: dict[str, int]) -> int:
    if letter in widths:
        return widths[letter]
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return widths.get(unicodedata.normalize("NFD", letter)[0], UNKNOWN)


def longest_word(text: str, size: float, weight: int = REGULAR) -> float:
    """The narrowest column in which no word of `text` must be cut."""
    return max((width(piece.rstrip(), size, weight) for piece in _pieces(clean(text))), default=0) * SAFETY + 0.1


def wrap(text: str, room: float, size: float, weight: int = REGULAR) -> list[str]:
    """`text` in lines no wider than `room`; a word wider than that is cut with a hyphen."""
    room = room / SAFETY
    lines: list[str] = []
    line = ""
    for piece in _pieces(clean(text)):
        if width((line + piece).rstrip(), size, weight) <= room:
            line += piece
            continue
        if line:
            lines.append(line.rstrip())
        *cut, line = _cut(piece, room, size, weight)
        lines += cut
    return [*lines, line.rstrip()] if line else lines


def _pieces(text: str) -> Iterator[str]:
    """Words with the space after them; hyphens, dashes and strokes also end a piece.

    A middle dot and a star stay with the word before them, so that no line begins with one.
    """
    piece = ""
    for place, letter in enumerate(text):
        piece += letter
        if (letter == " " and text[place + 1 : place + 2] not in {"·", "*"}) or letter in "-–—/":
            yield piece
            piece = ""
    if piece:
        yield piece


def _cut(piece: str, room: float, size: float, weight: int) -> list[str]:
    """A piece in parts which each fit, a hyphen where a word is broken."""
    if width(piece.rstrip(), size, weight) <= room:
        return [piece]
    parts: list[str] = []
    part = ""
    for letter in piece:
        if part and width(f"{part}{letter}-".rstrip(" -") + "-", size, weight) > room:
            parts.append(part.rstrip() if part.endswith(" ") else f"{part}-")
            part = ""
        part += letter
    return [*parts, part]

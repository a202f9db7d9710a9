"""Sheets set by typst from facts: text, lists and tables, tagged so that a screen reader finds its way."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar

import typst
from django.conf import settings

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Heading:
    words: str
    level: int = 2
    kind: ClassVar = "heading"


@dataclass(frozen=True)
class Words:
    """A paragraph; its lines stay lines."""

    words: str
    kind: ClassVar = "words"


@dataclass(frozen=True)
class Points:
    """A list."""

    rows: Sequence[str]
    kind: ClassVar = "list"


@dataclass(frozen=True)
class Facts:
    """Names, and what is said of each."""

    rows: Sequence[tuple[str, str]]
    kind: ClassVar = "facts"


@dataclass(frozen=True)
class Table:
    """A table; its headings stand again on each page.

    Attributes:
        widths: shares of the page.
        leads_to: for each row the address to which its first cell leads, or nothing.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    leads_to: Sequence[str] = ()
    kind: ClassVar = "table"


@dataclass(frozen=True)
class NewPage:
    kind: ClassVar = "new page"


Block = Heading | Words | Points | Facts | Table | NewPage


def set_sheets(title: str, blocks: Sequence[Block], *, marking: str = "") -> bytes:
    """A PDF of A4 sheets that conforms to PDF/UA-1, `title` as its first heading."""
    told = [{"kind": block.kind, **asdict(block)} for block in blocks]
    return set_from("sheets.typ", {"title": title, "marking": marking, "blocks": told})


def set_from(template: str, given: dict[str, Any], *, folder: Path | None = None, tagged: bool = True) -> bytes:
    """What one of our templates makes of facts.

    Args:
        folder: from which the template may read files.
        tagged: whether it holds what a reader reads; what is laid over pages doesn't.
    """
    source = (_HERE / template).read_bytes()
    made: Any = typst.compile(  # type: ignore[misc]
        source,
        root=str(folder or _HERE),
        font_paths=[str(settings.FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"given": json.dumps(given)},
        pdf_standards=["ua-1"] if tagged else [],
        pdf_tags=tagged,
    )
    return bytes(made)

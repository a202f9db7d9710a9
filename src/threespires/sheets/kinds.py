"""What a room says of the spreadsheet it hands out and takes back."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")

AT_ONCE = 250

Cell = str | int | float | date | None


@dataclass(frozen=True)
class Column:
    """A column: the heading that must stand above it, and whether what is typed there is taken in.

    One that is only told stands in the file for people to read: on the way in nobody needs it or looks at it.
    """

    key: str
    heading: str
    width: int = 18
    taken_in: bool = False
    is_date: bool = False
    only_told: bool = False


@dataclass(frozen=True)
class Problem:
    """What is wrong at one cell, and what to write there instead. Row 0 is the sheet as a whole."""

    row: int
    column: str
    words: str

    def as_json(self) -> dict[str, Any]:
        return {"row": self.row, "column": self.column, "words": self.words}


@dataclass(frozen=True)
class Change:
    """What one row would change: for each field its heading, before and after, as plain words."""

    row: int
    ref: str
    title: str
    version: int
    fields: dict[str, dict[str, str]]

    def as_json(self) -> dict[str, Any]:
        return {
            "row": self.row,
            "ref": self.ref,
            "title": self.title,
            "version": self.version,
            "fields": self.fields,
        }


@dataclass
class Comparison:
    """A sheet held against the records: everything wrong, or else everything that would change."""

    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True)
class SheetKind:
    """One kind of spreadsheet.

    compare: (person, rows) -> Comparison; each row is (row number, {column key: cell}). It takes the rows as they
        come, a few hundred at a time, so that how far it is can be told.
    find: (person, references) -> {reference: record}, those that the person may see, in a fixed number of statements.
    apply: (record, change as JSON, person) -> None, within one transaction for the whole sheet. Raises Refused or
        ChangedByAnother, which take every row back.
    undo: (record, change as JSON, person) -> None, likewise.
    may_import: person -> Verdict.
    together: the context in which the rows are taken in, where something is better done once for all of them.
    back: url name of the page that the sheet belongs to.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    compare: Callable[[Any, Iterable[tuple[int, dict[str, Cell]]]], Comparison]
    find: Callable[[Any, Iterable[str]], dict[str, Any]]
    apply: Callable[[Any, dict[str, Any], Any], None]
    undo: Callable[[Any, dict[str, Any], Any], None]
    may_import: Callable[[Any], Any]
    back: str
    together: Callable[[], AbstractContextManager[None]] = nullcontext
    help: tuple[str, ...] = ()


def batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """The rows a few hundred at a time, so that the records of each few are read at once."""
    coming = iter(rows)
    while some := list(islice(coming, AT_ONCE)):
        yield some

"""What leaves as open files: for programs a row on each line, for spreadsheets a table, for people a page of each kind
and an index; and the files beside records."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from typing import Any

from django.db import models
from django.template.loader import render_to_string

from threespires.kernel.dates import say_date, say_moment
from threespires.kernel.leaving import Leaves
from threespires.leaving.folder import FILES, INDEX, RECORDS, as_lines

_NAMES = ("name", "title", "label", "heading", "question", "words", "text")
_LONGEST = 90
_TOO_LONG = re.compile(r"(?<=\S{30})(?=\S)")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass
class Sheet:
    """The rows of one kind, with what each says in words."""

    kind: Leaves
    rows: list[dict[str, Any]]
    own: int = 0
    words: list[list[tuple[str, str, str]]] = field(default_factory=list)
    """Of each row: what a field is called, what it says, and where that leads, if anywhere."""
    called: dict[Any, str] = field(default_factory=dict)
    files: dict[Any, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return str(self.kind.model._meta.verbose_name_plural).capitalize()

    @property
    def label(self) -> str:
        return self.kind.label

    def pieces(self, words: str) -> list[str]:
        """Words in pieces between which a line may break: a long address or number would be wider than a phone."""
        return _TOO_LONG.split(words)

    def file(self, ending: str) -> str:
        """Where its rows stand, as a file that ends so."""
        return f"{RECORDS}/{self.label}.{ending}"


def call(kind: Leaves, held: dict[str, Any]) -> str:
    """What people call a record: its reference and its name, or its kind and number where it has neither."""
    said = next((str(held[name]) for name in _NAMES if isinstance(held.get(name), str) and held[name]), "")
    words = " ".join(filter(None, (str(held.get("ref") or ""), said)))
    words = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
    return words or f"{str(kind.model._meta.verbose_name).capitalize()} {held[kind.key]}"


class Words:
    """Says what rows hold: other records by what people call them."""

    def __init__(self) -> None:
        self._called: dict[tuple[type[models.Model], Any], str] = {}

    def know(self, kind: Leaves, rows: Iterable[dict[str, Any]]) -> None:
        for row in rows:
            self._called[kind.model, row[kind.key]] = call(kind, row)

    def called(self, model: type[models.Model], key: Any) -> str:
        return self._called.get((model, key), "")

    def of(self, kind: Leaves, row: dict[str, Any]) -> list[tuple[str, str, str]]:
        """What a row says, its own number and what is empty left out."""
        told = []
        for each in (*kind.model._meta.concrete_fields, *kind.model._meta.many_to_many):
            value = row.get(each.name)
            if each.primary_key or value in (None, "", [], {}):
                continue
            name = str(each.verbose_name)
            related: Any = each.related_model
            if related:
                keys = value if isinstance(value, list) else [value]
                words = "; ".join(filter(None, (self.called(related, key) for key in keys)))
                where = f"{related._meta.label_lower}.html#{value}" if len(keys) == 1 and words else ""
                told.append((f"{name[:1].upper()}{name[1:]}", words or str(value), where))
            else:
                told.append((f"{name[:1].upper()}{name[1:]}", _say(each, value), ""))
        return told


def _say(of: Any, value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    choices = dict(of.flatchoices) if of.choices else {}
    if value in choices if isinstance(value, str | int) else False:
        return str(choices[value])
    if isinstance(of, models.DateTimeField):
        return say_moment(of.to_python(value))
    if isinstance(of, models.DateField):
        return say_date(of.to_python(value))
    return str(value)


def say(sheets: Iterable[Sheet]) -> None:
    """Has each sheet know what its rows say in words."""
    words = Words()
    sheets = list(sheets)
    for sheet in sheets:
        words.know(sheet.kind, sheet.rows)
    for sheet in sheets:
        sheet.called = {row[sheet.kind.key]: words.called(sheet.kind.model, row[sheet.kind.key]) for row in sheet.rows}
        sheet.words = [words.of(sheet.kind, row) for row in sheet.rows]


def files_of(sheet: Sheet, *, marking: str = "") -> Iterator[tuple[str, bytes]]:
    """The files of one kind: for programs, for spreadsheets, for people."""
    yield sheet.file("jsonl"), as_lines(sheet.rows)
    yield sheet.file("csv"), _table(sheet)
    facts = {"sheet": sheet, "back": "../", "index": INDEX, "marking": marking}
    yield sheet.file("html"), render_to_string("leaving/export/kind.html", facts).encode()


def index(
    sheets: list[Sheet], *, title: str, at: datetime, by: str = "", marking: str = "", sealed: tuple[str, ...] = ()
) -> tuple[str, bytes]:
    """The index: what is here, how many, and where. Of a group's export `by` says who took it out."""
    facts = {"sheets": sheets, "title": title, "at": at, "by": by, "marking": marking, "sealed": sealed}
    return INDEX, render_to_string("leaving/export/index.html", facts).encode()


def file_name(label: str, key: Any, name: str) -> str:
    """Where the file beside a record lies."""
    return f"{FILES}/{label}/{key}/{name.replace('/', '-')}"


def _table(sheet: Sheet) -> bytes:
    """A table of what the rows say, as spreadsheets read it: no cell begins a formula."""
    meta = sheet.kind.model._meta
    columns = [str(each.verbose_name) for each in (*meta.concrete_fields, *meta.many_to_many) if not each.primary_key]
    headings = list(dict.fromkeys(f"{name[:1].upper()}{name[1:]}" for name in columns))
    out = StringIO()
    table = csv.writer(out)
    table.writerow(["Number", *headings])
    for row, words in zip(sheet.rows, sheet.words, strict=True):
        said = {name: words for name, words, _ in words}
        table.writerow([_cell(str(row[sheet.kind.key])), *(_cell(said.get(name, "")) for name in headings)])
    # With its mark, spreadsheets read it as UTF-8.
    return out.getvalue().encode("utf-8-sig")


def _cell(words: str) -> str:
    return f"'{words}" if words.startswith(_BEGINS_A_FORMULA) else words

"""A kind of spreadsheet of the tests' own: a list of names, each with what it says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.base import ContentFile

from tests import make
from threespires.history.recording import record
from threespires.kernel.verdict import no, yes
from threespires.sheets import gathering, operations
from threespires.sheets.kinds import Change, Column, Comparison, Problem, SheetKind, batches
from threespires.sheets.writing import workbook

COLUMNS = (Column("ref", "Reference"), Column("says", "Says", taken_in=True))


@dataclass
class Lists:
    """What stands in the list; `meanwhile` is called at each row, so that a test may look or fail there."""

    held: dict[str, str] = field(default_factory=dict)
    meanwhile: Callable[[str], None] = lambda ref: None
    closed: bool = False

    def compare(self, person: Any, rows: Any) -> Comparison:
        compared = Comparison()
        for some in batches(rows):
            for number, cells in some:
                self.meanwhile(cells["ref"])
                if cells["ref"] not in self.held:
                    compared.problems.append(Problem(number, "Reference", "There is no such name"))
                elif self.held[cells["ref"]] != cells["says"]:
                    fields = {"says": {"heading": "Says", "before": self.held[cells["ref"]], "after": cells["says"]}}
                    compared.changes.append(Change(number, cells["ref"], "A name", 1, fields))
        return compared

    def find(self, person: Any, refs: Any) -> dict[str, str]:
        return {ref: ref for ref in refs if ref in self.held}

    def apply(self, record: str, change: dict[str, Any], person: Any) -> None:
        self.meanwhile(record)
        make_it_history(person, change["fields"]["says"]["after"])

    def undo(self, record: str, change: dict[str, Any], person: Any) -> None:
        self.meanwhile(record)
        make_it_history(person, change["fields"]["says"]["before"])

    def may_import(self, person: Any) -> Any:
        return no("The list is closed") if self.closed else yes()


def make_it_history(person: Any, words: str) -> None:
    """Something that the database keeps, or takes back with the rest."""
    record("list.changed", person, by=person, words=words)


@pytest.fixture
def lists(monkeypatch):
    found = Lists()
    kind = SheetKind(
        "list", "List", COLUMNS, found.compare, found.find, found.apply, found.undo, found.may_import, "home:home"
    )
    monkeypatch.setattr(gathering, "kinds", lambda: {"list": kind})
    return found


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def hand_in(p, lists):
    """Hands a sheet in whose rows say this, as the Board manager; nothing has read it yet."""

    def hand_in(**rows):
        content = workbook("List", COLUMNS, list(rows.items()))
        return operations.hand_in(by=p.manager, kind="list", file=ContentFile(content, "list.xlsx"))

    return hand_in

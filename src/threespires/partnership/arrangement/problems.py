"""What is wrong with an arrangement file, in words that help to mend it."""

from dataclasses import dataclass

from threespires.partnership.arrangement.facts import Fact


@dataclass(frozen=True, order=True)
class Problem:
    """Where it stands, what stood there, and what was expected. Line 0: the file as a whole."""

    line: int
    table: str
    found: str
    expected: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (f"line {self.line}" if self.line else "", self.table) if part)
        return f"{where or 'the file'}: {self.found}. Expected {self.expected}."


def problem(fact: Fact, key: str, found: str, expected: str) -> Problem:
    """A problem with one key of a fact."""
    return Problem(fact.where.line_of(key), fact.where.table, found, expected)

"""What the thread picture is told: knots in columns, and the strands between them."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    DONE = "done"
    OPEN = "open"
    STOPPED = "stopped"
    HERE = "here"


class Style(StrEnum):
    SOLID = "solid"
    DOTTED = "dotted"  # still to be tested
    BROKEN = "broken"


@dataclass(frozen=True)
class Column:
    verb: str
    name: str


SIX_STEPS = (
    Column("We learned", "Learning"),
    Column("We asked", "Line of enquiry"),
    Column("We chose", "Priority"),
    Column("We tasked", "Tasked work"),
    Column("We did", "Actions"),
    Column("Did it change?", "Test of effect"),
)


@dataclass(frozen=True)
class Knot:
    """One record on the thread; `column` counts from nought."""

    key: str
    column: int
    title: str
    lines: tuple[str, ...] = ()
    state: State = State.DONE
    href: str = ""


@dataclass(frozen=True)
class Strand:
    """A line from one knot to another; towards an earlier column it runs back round the picture."""

    start: str
    end: str
    style: Style = Style.SOLID


@dataclass(frozen=True)
class Thread:
    title: str
    knots: tuple[Knot, ...]
    strands: tuple[Strand, ...] = ()
    columns: tuple[Column, ...] = SIX_STEPS
    return_words: str = "what we found is learning again"


@dataclass(frozen=True)
class Row:
    """A knot with what it comes from and what it leads to."""

    knot: Knot
    comes_from: tuple[Knot, ...]
    leads_to: tuple[Knot, ...]


@dataclass(frozen=True)
class Step:
    column: Column
    rows: tuple[Row, ...]


def rows(thread: Thread) -> tuple[Step, ...]:
    """The thread as a list: every column, empty ones too, with its knots in the order given."""
    by_key = {knot.key: knot for knot in thread.knots}
    strands = [strand for strand in thread.strands if {strand.start, strand.end} <= by_key.keys()]

    def row(knot: Knot) -> Row:
        before = tuple(by_key[strand.start] for strand in strands if strand.end == knot.key)
        after = tuple(by_key[strand.end] for strand in strands if strand.start == knot.key)
        return Row(knot, before, after)

    return tuple(
        Step(column, tuple(row(knot) for knot in by_key.values() if knot.column == place))
        for place, column in enumerate(thread.columns)
    )


def described(thread: Thread) -> str:
    """How many knots each column holds, and which have stopped."""
    counts = Counter(knot.column for knot in thread.knots)
    facts = [f"{column.verb}: {counts[place] or 'nothing yet'}." for place, column in enumerate(thread.columns)]
    stopped = [knot.title for knot in thread.knots if knot.state == State.STOPPED]
    return " ".join([*facts, *([f"Stopped: {'; '.join(stopped)}."] if stopped else [])])

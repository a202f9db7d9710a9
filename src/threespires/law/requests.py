"""Requests for information: by when each kind is answered, as data with sources and the days from which it holds."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from threespires.kernel.dates import add_months
from threespires.law.sourced import Sourced, latest_on
from threespires.law.working_days import add_working_days

_FILE = Path(__file__).parent / "data" / "requests.toml"
_UNITS = {"months": "calendar month", "working_days": "working day"}


@dataclass(frozen=True)
class Span:
    """So many of a unit, counted from a day that is day 0."""

    amount: int
    unit: str

    def after(self, day: date) -> date:
        return add_working_days(day, self.amount) if self.unit == "working_days" else add_months(day, self.amount)

    def __str__(self) -> str:
        return f"{self.amount} {_UNITS[self.unit]}{'' if self.amount == 1 else 's'}"


@dataclass(frozen=True, kw_only=True)
class RequestClock(Sourced):
    """The clock of one kind of request, under one rule."""

    kind: str
    rule: str
    label: str
    cite: str
    note: str
    span: Span | None
    further: Span | None
    further_words: str
    is_named: bool

    def due(self, received: date, named: date | None = None) -> date | None:
        """The last day to answer what was received on a day; None where neither the law nor whoever asks names one."""
        return self.span.after(received) if self.span else named

    def extended(self, received: date) -> date | None:
        """The last day once it is lengthened, counted from the day received; None where it can't be."""
        if not (self.span and self.further):
            return None
        return Span(self.span.amount + self.further.amount, self.span.unit).after(received)

    def __str__(self) -> str:
        if self.span:
            return f"{self.span} from the day it is received"
        return "The day that it names" if self.is_named else "No day"


@cache
def request_clocks() -> tuple[RequestClock, ...]:
    """Every rule in the law's data, in its order."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(_clock(row) for row in data["clocks"])


def clock_of(kind: str, day: date) -> RequestClock:
    """The rule that held for a kind of request on a day.

    Raises:
        LookupError: where none did.
    """
    found = latest_on((clock for clock in request_clocks() if clock.kind == kind), day)
    if found is None:
        raise LookupError(f"No clock for {kind} held on {day}")
    return found


def kinds() -> list[tuple[str, str]]:
    """Every kind of request, and what it is called."""
    return list({clock.kind: clock.label for clock in request_clocks()}.items())


def _clock(row: dict[str, Any]) -> RequestClock:
    further = row.get("extend")
    return RequestClock(
        kind=row["kind"],
        rule=row["rule"],
        label=row["label"],
        cite=row["cite"],
        note=row["note"],
        mark=row["mark"],
        effective_from=date.fromisoformat(row["effective_from"]) if "effective_from" in row else None,
        span=Span(row["amount"], row["unit"]) if "amount" in row else None,
        further=Span(further["amount"], further["unit"]) if further else None,
        further_words=further["words"] if further else "",
        is_named=row.get("named", False),
    )

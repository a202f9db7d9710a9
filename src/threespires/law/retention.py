"""How long records are kept: each class's period as data, with its source and the days from which it holds."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from threespires.kernel.dates import add_months
from threespires.law.sourced import Sourced, latest_on

_FILE = Path(__file__).parent / "data" / "retention.toml"
_MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class RetentionRule(Sourced):
    """How long one class of records is kept, under one rule. Without a period: until somebody has said for how long."""

    kept_as: str
    rule: str
    label: str
    years: int | None
    since: str
    note: str
    sources: tuple[str, ...]

    def due_on(self, since: date) -> date | None:
        """The first day on which what is kept since a day is due for disposal, if it is ever."""
        if self.years is None:
            return None
        day = add_months(since, self.years * _MONTHS)
        # 29 February has its anniversary on 1 March.
        return day if add_months(day, -self.years * _MONTHS) >= since else day + timedelta(days=1)

    def due_since(self, day: date) -> date | None:
        """What is kept since this day or an earlier one is due on `day`; None where nothing ever is."""
        return None if self.years is None else add_months(day, -self.years * _MONTHS)

    def __str__(self) -> str:
        if self.years is None:
            return "Until the partnership has said for how long"
        return f"{self.years} year{'' if self.years == 1 else 's'} from {self.since}"


@cache
def retention_rules() -> tuple[RetentionRule, ...]:
    """Every rule in the law's data, in its order."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        RetentionRule(
            kept_as=row["kept_as"],
            rule=row["rule"],
            label=row["label"],
            years=row.get("years"),
            since=row["since"],
            note=row.get("note", ""),
            mark=row["mark"],
            effective_from=row.get("effective_from"),
            sources=tuple(data["sources"][source] for source in row["source"]),
        )
        for row in data["rules"]
    )


def retention_on(kept_as: str, day: date) -> RetentionRule:
    """The rule that holds for a class on a day: the latest that has begun.

    Raises:
        LookupError: where none has.
    """
    found = latest_on((each for each in retention_rules() if each.kept_as == kept_as), day)
    if found is None:
        raise LookupError(f"No rule says how long {kept_as} is kept")
    return found


def retention_classes() -> dict[str, str]:
    """The classes of records, each with what it is called."""
    return {each.kept_as: each.label for each in retention_rules()}

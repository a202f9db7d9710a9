"""What of the readings of case records is unusual: dated data, which each partnership confirms."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "unusual_reading.toml"


@dataclass(frozen=True)
class Usual:
    """What counts as usual from a day on: hours of the day (until is not among them), and cases one person reads a
    day."""

    starts: date
    source: str
    confirmed: bool
    from_hour: int
    until_hour: int
    working_days_only: bool
    cases_a_day: int

    def __str__(self) -> str:
        days = "Working days" if self.working_days_only else "Any day"
        return (
            f"{days} between {self.from_hour:02}:00 and {self.until_hour:02}:00, at most {self.cases_a_day} cases "
            "by one person"
        )


@cache
def _since() -> list[Usual]:
    with _FILE.open("rb") as opened:
        return [Usual(**facts) for facts in tomllib.load(opened)["since"]]


def usual_on(day: date) -> Usual:
    """What counted as usual on a day; before the first was said, what was said first."""
    return next((usual for usual in reversed(_since()) if usual.starts <= day), _since()[0])

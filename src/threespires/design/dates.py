"""Reading a day as people type it."""

import calendar
import re
from datetime import date
from typing import ClassVar, NamedTuple

MONTHS = [name.lower() for name in calendar.month_name if name]


class NoDate(ValueError):
    """What was typed is no day. Says what is wrong, as the end of a sentence, and with which parts."""

    def __init__(self, wrong: str, *parts: str) -> None:
        super().__init__(wrong)
        self.parts = parts


class _Parts(NamedTuple):
    day: str = ""
    month: str = ""
    year: str = ""


class Typed(_Parts):
    """A day as typed, in three parts; false when nothing was."""

    PARTS: ClassVar[tuple[str, ...]] = _Parts._fields

    @classmethod
    def of(cls, day: date) -> "Typed":
        return cls(str(day.day), str(day.month), str(day.year))

    def __bool__(self) -> bool:
        return any(self)

    def __str__(self) -> str:
        return " ".join(part for part in self if part)


def read_words(words: str) -> Typed:
    """Three parts from one text: "27 3 2026", "27/3/2026", "27 March 2026" or "2026-03-27"."""
    parts = [part for part in re.split(r"[\s/.,-]+", words.strip()) if part]
    if parts and re.fullmatch(r"\d{4}", parts[0]):
        parts.reverse()
    return Typed(*parts[:3])


def read_date(typed: Typed) -> date:
    """The day that was typed.

    Raises:
        NoDate: with what is missing, or that there is no such day.
    """
    if typed.day and not typed.day.isdecimal():
        raise NoDate("must be a real date, like 27 March 2026", "day")
    missing = [name for name, part in zip(Typed.PARTS, typed, strict=True) if not part]
    if missing:
        raise NoDate(f"must include a {' and '.join(missing)}", *missing)
    if not re.fullmatch(r"\d{4}", typed.year):
        raise NoDate("must have a year of 4 numbers", "year")
    month = read_month(typed.month)
    if not month:
        raise NoDate("must be a real date", "month")
    try:
        return date(int(typed.year), month, int(typed.day))
    except ValueError:
        raise NoDate("must be a real date") from None


def read_month(words: str) -> int:
    """1 to 12 from a number or from a month's name, whole or its first three letters; 0 when it is none."""
    if words.isdecimal():
        return int(words) if 1 <= int(words) <= 12 else 0
    if len(words) < 3:
        return 0
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(words.lower())), 0)

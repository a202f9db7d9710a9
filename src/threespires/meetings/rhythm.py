"""On which days a group meets: from its rhythm, its usual day, and the days on which nobody works.

Pure: takes the values of two terms of reference and two days. A rhythm divides the year, which begins in
April, into periods; a group meets once in each, in its last month, as a quarterly group does in June,
September, December and March. A day that falls on a weekend or bank holiday moves to the next working day,
or to the one before where that would leave the period.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from threespires.kernel.dates import add_months, say_day
from threespires.law.working_days import bank_holiday, is_working_day

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_APRIL = 4
# From here months are counted where a rhythm, such as every 5 months, doesn't fit into a year.
_COUNT_FROM = date(2000, _APRIL, 1)


@dataclass(frozen=True)
class Usual:
    """A group's usual day, time and place."""

    weekday: int = 2
    week: int = 2
    begins: time = time(10)
    minutes: int = 120
    place: str = ""

    @classmethod
    def of(cls, value: Any, *, number: int = 0) -> "Usual":
        """Reads the term usual_meeting: {"weekday", "week", "time", "minutes", "place"}, any left out.

        A group whose terms name no day meets on a Tuesday, Wednesday or Thursday of the first four weeks, by its
        `number` among the groups, so that those who sit on several don't meet them all at once.
        """
        said = value if isinstance(value, dict) else {}
        return cls(
            weekday=WEEKDAYS.index(said["weekday"]) if said.get("weekday") else 1 + number % 3,
            week=said.get("week") or 1 + number // 3 % 4,
            begins=time.fromisoformat(said["time"]) if said.get("time") else cls.begins,
            minutes=said.get("minutes") or cls.minutes,
            place=said.get("place") or cls.place,
        )


@dataclass(frozen=True)
class PlannedDay:
    """A day to meet, the first day of the period it is for, and why it isn't the usual day."""

    slot: date
    day: date
    moved_because: str = ""


def planned_days(rhythm: Any, usual: Usual, first: date, last: date) -> list[PlannedDay]:
    """The days from `first` to `last` on which a group with this rhythm meets; none where it has no rhythm."""
    found = (_place(starts, ends, earliest, usual) for starts, earliest, ends in _periods(rhythm, first, last))
    return [planned for planned in found if first <= planned.day <= last]


def periods(rhythm: Any, first: date, last: date) -> list[tuple[date, date]]:
    """The first and last day of each period of the rhythm that may hold a day wanted."""
    return [(starts, ends) for starts, _, ends in _periods(rhythm, first, last)]


def _periods(rhythm: Any, first: date, last: date) -> Iterator[tuple[date, date, date]]:
    """Each period that may hold a day wanted: its first day, the earliest day to meet, its last day."""
    said = rhythm if isinstance(rhythm, dict) else {}
    if said.get("every_months"):
        yield from _by_months(said["every_months"], first, last)
    elif said.get("times_a_year"):
        for year in range(first.year - 1, last.year + 1):
            yield from _in_year(said["times_a_year"], year)


def _by_months(months: int, first: date, last: date) -> Iterator[tuple[date, date, date]]:
    gone = (first.year - _COUNT_FROM.year) * 12 + first.month - _COUNT_FROM.month
    starts = add_months(_COUNT_FROM, gone // months * months)
    while starts <= last:
        following = add_months(starts, months)
        yield starts, add_months(following, -1), following - timedelta(days=1)
        starts = following


def _in_year(times: int, year: int) -> Iterator[tuple[date, date, date]]:
    """So many periods of the year that begins in April: of whole months up to monthly, of days beyond."""
    april, next_april = date(year, _APRIL, 1), date(year + 1, _APRIL, 1)
    if times <= 12:
        firsts = [add_months(april, 12 * n // times) for n in range(times + 1)]
    else:
        length = (next_april - april).days
        firsts = [april + timedelta(days=length * n // times) for n in range(times + 1)]
    for starts, following in itertools.pairwise(firsts):
        earliest = add_months(following, -1) if times <= 12 else starts
        yield starts, earliest, following - timedelta(days=1)


def _place(starts: date, ends: date, earliest: date, usual: Usual) -> PlannedDay:
    """The usual day between `earliest` and `ends`, or the nearest working day there, and why."""
    wanted = _nth_weekday(earliest, ends, usual.weekday, usual.week)
    day = wanted
    while day <= ends and not is_working_day(day):
        day += timedelta(days=1)
    if day > ends:
        day = wanted
        while not is_working_day(day):
            day -= timedelta(days=1)
    return PlannedDay(starts, day, "" if day == wanted else f"Moved from {say_day(wanted)}, {why_not(wanted)}")


def _nth_weekday(earliest: date, ends: date, weekday: int, week: int) -> date:
    """The weekday of that week of the month; the last there is where the month has no such week."""
    first = earliest + timedelta(days=(weekday - earliest.weekday()) % 7)
    weeks = min(week, (ends - first).days // 7 + 1)
    return first + timedelta(days=7 * (weeks - 1))


def why_not(day: date) -> str:
    """Why nobody meets on that day: the bank holiday's name, or that it is a weekend."""
    return bank_holiday(day) or "a weekend"

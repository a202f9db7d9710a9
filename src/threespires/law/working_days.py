"""Working days in England and Wales.

A working day is not a Saturday, a Sunday, a bank holiday in England and Wales, Christmas Day or Good
Friday (the Coroners (Investigations) Regulations 2013, SI 2013/1629, regulation 2(1), used as the default
where a clock defines none). The day of the event is day 0.
"""

from datetime import date, timedelta
from functools import cache

import holidays

_SATURDAY = 5


@cache
def _bank_holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


def bank_holiday(day: date) -> str:
    """The bank holiday's name, or nothing."""
    return _bank_holidays(day.year).get(day, "")


def bank_holidays(first: date, last: date) -> list[tuple[date, str]]:
    """The bank holidays from one day to another, each with its name."""
    known = (each for year in range(first.year, last.year + 1) for each in _bank_holidays(year).items())
    return sorted((day, name) for day, name in known if first <= day <= last)


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and not bank_holiday(day)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day` (before it, for a negative count); day 0 is `day` itself."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days after `first` the day `last` is; negative when it lies before."""
    if last < first:
        return -working_days_between(last, first)
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def next_working_day(day: date) -> date:
    """`day` itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day

"""Days, quarters and how they are written."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone


def say_date(day: date | None) -> str:
    """3 March 2026; an unknown day is said as nothing."""
    return f"{day.day} {day:%B %Y}" if day else ""


def say_day(day: date) -> str:
    """Thursday 5 March 2026."""
    return f"{day:%A} {say_date(day)}"


def say_time(moment: datetime | time) -> str:
    """9:30am, noon, midnight, in local time."""
    local = moment if isinstance(moment, time) else timezone.localtime(moment)
    if (local.hour, local.minute) in {(0, 0), (12, 0)}:
        return "midnight" if local.hour == 0 else "noon"
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def say_moment(moment: datetime) -> str:
    """3 March 2026, 10:14am."""
    return f"{say_date(timezone.localtime(moment).date())}, {say_time(moment)}"


def say_days_late(due: date | None, today: date) -> str:
    """'5 days late', or nothing when it isn't."""
    if due is None or due >= today:
        return ""
    days = (today - due).days
    return f"{days} day{'' if days == 1 else 's'} late"


def add_months(day: date, months: int) -> date:
    """The same day `months` later; a day the month lacks becomes its last."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    _, last = monthrange(year, month0 + 1)
    return date(year, month0 + 1, min(day.day, last))


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of the public financial year, which begins on 1 April."""

    starts: date

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(date(day.year, (day.month - 1) // 3 * 3 + 1, 1))

    @property
    def ends(self) -> date:
        return self.next().starts - timedelta(days=1)

    @property
    def number(self) -> int:
        return (self.starts.month - 4) % 12 // 3 + 1

    def next(self) -> "Quarter":
        return Quarter(add_months(self.starts, 3))

    def previous(self) -> "Quarter":
        return Quarter(add_months(self.starts, -3))

    def __str__(self) -> str:
        first = self.starts.year if self.number < 4 else self.starts.year - 1
        return f"Quarter {self.number}, {first} to {first + 1}"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def say_number(count: int) -> str:
    """Numbers to ten in words, the rest in figures."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def say_waiting(count: int, thing: str) -> str:
    """One possible concern waits."""
    if not count:
        return f"No {thing} waits"
    return f"{say_number(count).capitalize()} {thing}{' waits' if count == 1 else 's wait'}"

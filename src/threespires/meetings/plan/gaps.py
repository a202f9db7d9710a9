"""Where a group meets less often than its terms say.

Pure: from the value of its rhythm, and the days on which it met or is to meet.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from threespires.kernel.dates import say_date
from threespires.meetings.rhythm import periods


@dataclass(frozen=True)
class Gap:
    """A period of the rhythm in which the group doesn't meet."""

    starts: date
    ends: date

    def say(self) -> str:
        """No meeting from 1 April to 30 June 2026."""
        first = say_date(self.starts)
        if self.starts.year == self.ends.year:
            first = first.removesuffix(f" {self.starts.year}")
        return f"No meeting from {first} to {say_date(self.ends)}"


def gaps(rhythm: Any, days: Collection[date], slots: Collection[date], first: date, last: date) -> list[Gap]:
    """The periods that end between two days and have no meeting: none held in them, and none for them on another day.

    Args:
        days: on which the group met or is to meet, cancelled meetings left out.
        slots: the periods, by their first days, that these meetings are for.
    """
    ended = ((starts, ends) for starts, ends in periods(rhythm, first, last) if first <= ends <= last)
    return [
        Gap(starts, ends)
        for starts, ends in ended
        if starts not in slots and not any(starts <= day <= ends for day in days)
    ]

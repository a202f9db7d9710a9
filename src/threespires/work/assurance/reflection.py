"""What a mirror shows: figures kept as they stood on the day it was prepared, each with the records behind it."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from threespires.kernel.dates import say_number
from threespires.thread.actions.lifecycle import FINISHED, State


@dataclass(frozen=True)
class Held:
    """What the agency holds: an action, or its part in a joint one, by its own date and state.

    `within` is the joint action of which it is a part; `in_time`, whether it was said to be complete by its date.
    """

    ref: str
    title: str
    href: str
    within: str
    owner: str
    priority: str
    due_on: date
    state: str
    days_late: int
    in_time: bool

    @property
    def state_words(self) -> str:
        return str(State(self.state).label)

    @property
    def late_words(self) -> str:
        return f"{self.days_late} day{'' if self.days_late == 1 else 's'} late" if self.days_late else ""

    @classmethod
    def of(cls, facts: dict[str, Any]) -> Self:
        return cls(**facts | {"due_on": date.fromisoformat(facts["due_on"])})


@dataclass(frozen=True)
class Unanswered:
    """An escalation that waits for its answer."""

    ref: str
    title: str
    href: str
    to_group: str
    since: date

    @classmethod
    def of(cls, facts: dict[str, Any]) -> Self:
        return cls(**facts | {"since": date.fromisoformat(facts["since"])})


@dataclass(frozen=True)
class Attended:
    """How often the agency was at a group's meetings. A case group's meetings are counted and not named."""

    group: str
    href: str
    held: int
    came: int
    missed: tuple[date, ...]

    @classmethod
    def of(cls, facts: dict[str, Any]) -> Self:
        return cls(**facts | {"missed": tuple(map(date.fromisoformat, facts["missed"]))})


@dataclass(frozen=True)
class Reflection:
    """An agency's record."""

    held: tuple[Held, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    attendance: tuple[Attended, ...] = ()

    def facts(self) -> dict[str, Any]:
        """As plain values, to be kept."""
        return asdict(self)

    @classmethod
    def of(cls, facts: dict[str, Any]) -> Self:
        """As it was kept; of a mirror prepared before figures were kept, nothing."""
        return cls(
            tuple(map(Held.of, facts.get("held", ()))),
            tuple(map(Unanswered.of, facts.get("unanswered", ()))),
            tuple(map(Attended.of, facts.get("attendance", ()))),
        )

    @property
    def unfinished(self) -> list[Held]:
        return [held for held in self.held if held.state not in FINISHED]

    @property
    def accepted(self) -> list[Held]:
        """Accepted in the period."""
        return [held for held in self.held if held.state == State.ACCEPTED]

    @property
    def accepted_in_time(self) -> list[Held]:
        return [held for held in self.accepted if held.in_time]

    @property
    def late(self) -> list[Held]:
        return [held for held in self.held if held.days_late]

    @property
    def blocked(self) -> list[Held]:
        return [held for held in self.held if held.state == State.BLOCKED]

    @property
    def longest_late(self) -> int:
        """Days by which the latest is overdue; 0 when none is."""
        return max((held.days_late for held in self.late), default=0)

    @property
    def came(self) -> int:
        """Meetings of the period at which the agency was represented, by its member or a delegate."""
        return sum(group.came for group in self.attendance)

    @property
    def expected(self) -> int:
        return sum(group.held for group in self.attendance)

    @property
    def sentence(self) -> str:
        """Two actions are unfinished; one is late, by 12 days. Represented at 3 of 4 meetings."""
        unfinished, late = count(self.unfinished), count(self.late)
        told = "No action is unfinished"
        if unfinished:
            told = f"{say_number(unfinished).capitalize()} action{' is' if unfinished == 1 else 's are'} unfinished"
            told += f"; {say_number(late) if late else 'none'} {'are' if late > 1 else 'is'} late"
        if late:
            days = self.longest_late
            told += f", {'the latest ' if late > 1 else ''}by {days} day{'' if days == 1 else 's'}"
        came = f"Represented at {self.came} of {self.expected} meetings"
        return f"{told}. {came if self.expected else 'No meeting has been held in this time'}."


def count(held: list[Held]) -> int:
    """How many actions these are: the whole of a joint one and a part in it are one."""
    return len({each.ref for each in held})

"""What a person owes and is asked to decide, gathered from the rooms, and the sentences that say how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from threespires.kernel import plates
from threespires.kernel.dates import say_date, say_days_late, say_number
from threespires.kernel.plates import Owed


@dataclass(frozen=True)
class Owing:
    """Everything a person owes, soonest first, and what waits for their decision, the latest first."""

    today: date
    late: list[Owed]
    this_week: list[Owed]
    after_that: list[Owed]
    decisions: list[Owed]
    at_once: list[Owed] = field(default_factory=list)

    @property
    def everything(self) -> list[Owed]:
        return [*self.at_once, *self.late, *self.this_week, *self.after_that]

    @property
    def sentence(self) -> str:
        late, this_week, decisions = len(self.late), len(self.this_week), len(self.decisions)
        if self.at_once:
            return say_at_once(len(self.at_once), late, this_week)
        if decisions and not late and not this_week:
            wait = "thing waits" if decisions == 1 else "things wait"
            return f"{say_number(decisions).capitalize()} {wait} for your decision. Nothing is late."
        return say_how_much(late, this_week)


def owing(person: Any, today: date) -> Owing:
    """Asks every room what `person` owes and is to decide."""
    owed = _gather("owed", person, today)
    owed.sort(key=lambda thing: thing.due or date.max)
    waits, owed = [thing for thing in owed if thing.at_once], [thing for thing in owed if not thing.at_once]
    decisions = _gather("decisions", person, today)
    decisions.sort(key=lambda thing: thing.since or date.min, reverse=True)
    week_ends = last_day_of_week(today)
    return Owing(
        today=today,
        late=[thing for thing in owed if thing.due and thing.due < today],
        this_week=[thing for thing in owed if thing.due and today <= thing.due <= week_ends],
        after_that=[thing for thing in owed if not thing.due or thing.due > week_ends],
        decisions=decisions,
        at_once=waits,
    )


def _gather(name: str, person: Any, today: date) -> list[Owed]:
    return [thing for asked in plates.gathered(name) for thing in asked(person, today)]


def last_day_of_week(day: date) -> date:
    """The Sunday on which the week of `day` ends."""
    return day + timedelta(days=6 - day.weekday())


def say_how_much(late: int, this_week: int) -> str:
    """Two things are late. Five are due this week."""
    if late:
        return f"{_things(late)} late. {_things(this_week, named=True)} due this week."
    return f"Nothing is late. {_things(this_week)} due this week."


def say_at_once(at_once: int, late: int, this_week: int) -> str:
    """One thing is to be dealt with at once. Two more are late. Five are due this week."""
    said = [f"{_things(at_once)} to be dealt with at once."]
    if late:
        said.append(f"{say_number(late).capitalize()} more {'is' if late == 1 else 'are'} late.")
    if this_week:
        said.append(f"{_things(this_week, named=True)} due this week.")
    return " ".join(said)


def _things(count: int, named: bool = False) -> str:
    """'Two things are', or 'Two are' where things are named already."""
    if count == 0:
        return "Nothing is"
    things = "" if named else " thing" if count == 1 else " things"
    return f"{say_number(count).capitalize()}{things} {'is' if count == 1 else 'are'}"


def say_short_date(day: date, today: date) -> str:
    """26 February; with its year when that is another."""
    return f"{day.day} {day:%B}" if day.year == today.year else say_date(day)


def say_near_date(day: date, today: date) -> str:
    """Today, or Wednesday 4: a day of this week."""
    return "Today" if day == today else f"{day:%A} {day.day}"


def rows(owing: Owing, most: int | None = None) -> list[dict[str, Any]]:
    """What is owed in groups, as the list shows it; only the first few where `most` says so."""
    left = len(owing.everything) if most is None else most
    groups = []
    for title, tone, things in (
        ("At once", "late", owing.at_once),
        ("Late", "late", owing.late),
        ("This week", "neutral", owing.this_week),
        ("After that", "neutral", owing.after_that),
    ):
        shown = things[:left]
        left -= len(shown)
        groups.append({"title": title, "tone": tone, "rows": list(_rows(shown, title, owing.today))})
    return [group for group in groups if group["rows"]]


def _rows(things: Iterable[Owed], title: str, today: date) -> Iterable[dict[str, str]]:
    for thing in things:
        say = say_near_date if title == "This week" else say_short_date
        yield {
            "when": say(thing.due, today) if thing.due else "No date",
            "late_words": say_days_late(thing.due, today),
            "title": thing.title,
            "href": thing.href,
            "detail": thing.detail,
        }


def decision_rows(owing: Owing) -> list[dict[str, str]]:
    """What waits for a decision, as the list shows it."""
    return [_dated_row(thing, owing.today, "since ") for thing in owing.decisions]


def risen_rows(person: Any, today: date) -> list[dict[str, str]]:
    """What of one's own or one's agency's work rose to a group above, and what was answered, as the list shows it."""
    return [_dated_row(thing, today) for thing in _gather("risen", person, today)]


def _dated_row(thing: Owed, today: date, joint: str = "") -> dict[str, str]:
    aside = f"{joint}{say_short_date(thing.since, today)}" if thing.since else ""
    return {"title": thing.title, "href": thing.href, "detail": thing.detail, "aside": aside}

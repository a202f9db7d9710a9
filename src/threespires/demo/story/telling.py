"""Tells a story in the order in which it happened: each beat at its moment, whoever's part it belongs to."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from threespires.kernel import clock
from threespires.law.working_days import add_working_days, is_working_day, next_working_day
from threespires.meetings.models import Meeting
from threespires.meetings.shown import occasion_of
from threespires.partnership.models import Agency, Group, LevelOfNeed, Post

FIRST = time(9, 5)
BETWEEN = timedelta(minutes=7)


When = int | tuple[str, int]
"""Days before today, or a meeting of the story by name and days after it."""


@dataclass(order=True)
class Beat:
    """Something that happens at a moment. Of two at one moment, the one written down first."""

    moment: datetime
    number: int
    what: Callable[..., Any] = field(compare=False)


class Story:
    """What the parts of the story share: its days, its people, what was made so far, and its beats."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.begins = next_working_day(today - timedelta(days=450))
        self.people: dict[str, Any] = {}
        self.made: dict[str, Any] = {}
        self.held: dict[str, list[Meeting]] = {}
        self.coming: dict[str, list[Meeting]] = {}
        self._beats: list[Beat] = []
        self._so_far: Counter[date] = Counter()

    # ---- days

    def ago(self, days: int) -> date:
        """The working day so many days ago, or the last before it. A negative number lies ahead."""
        return self.ahead(-days) if days <= 0 else before(self.today, days)

    def ahead(self, days: int) -> date:
        """The working day in so many days, or the first after it."""
        return next_working_day(self.today + timedelta(days=days))

    def this_week(self, days: int) -> date:
        """The working day in so many days, but no later than this week, while this week has one."""
        sunday = self.today + timedelta(days=6 - self.today.weekday())
        wanted = self.ahead(days)
        while wanted > sunday:
            wanted = add_working_days(wanted, -1)
        return wanted if wanted >= self.today else self.ahead(0)

    def day(self, when: When) -> date:
        """So many days ago; or so many days after (before, where negative) a meeting round which the story turns."""
        if isinstance(when, int):
            return self.ago(when)
        name, days = when
        if name == "this_week":
            return self.this_week(days)
        meeting: Meeting = getattr(self, name)
        return self.after(meeting.day, days) if days >= 0 else before(meeting.day, -days)

    def after(self, day: date, days: int) -> date:
        """The working day so many days after `day`, or the first after that."""
        return next_working_day(day + timedelta(days=days))

    # ---- beats

    def tell(self, day: date, what: Callable[..., Any]) -> None:
        """Something happens on a working day, after whatever else was told of that day before it."""
        if not is_working_day(day):
            raise ValueError(f"Nobody works on {day}")
        moment = at_time(day, FIRST) + BETWEEN * self._so_far[day]
        self._so_far[day] += 1
        self.tell_at(moment, what)

    def tell_at(self, moment: datetime, what: Callable[..., Any]) -> None:
        self._beats.append(Beat(moment, len(self._beats), what))

    def during(self, meeting: Meeting, minutes: int, what: Callable[..., Any]) -> None:
        """Something happens so many minutes into a meeting."""
        self.tell_at(meeting.starts_at + timedelta(minutes=minutes), what)

    def play(self, until: datetime | None = None) -> None:
        """Lets everything happen, in its order; what lies after `until` has not happened yet."""
        for beat in sorted(self._beats):
            if until and beat.moment > until:
                return
            with clock.at(beat.moment):
                try:
                    beat.what()
                except Exception as error:
                    error.add_note(f"in the story, on {beat.moment:%d %B %Y at %H:%M}")
                    raise

    # ---- who and what

    def __getitem__(self, key: str) -> Any:
        """What was made under this name."""
        return self.made[key]

    def keep(self, key: str, thing: Any) -> Any:
        if key in self.made:
            raise KeyError(f"two things are called {key}")
        self.made[key] = thing
        return thing

    def person(self, key: str) -> Any:
        return self.people[key]

    def load_structure(self) -> None:
        """Reads the arrangement's agencies, groups, levels and posts, each by its key."""
        self.agencies: dict[str, Agency] = by_key(Agency.objects.all())
        self.groups: dict[str, Group] = by_key(Group.objects.all())
        self.posts: dict[str, Post] = by_key(Post.objects.all())
        self.levels: dict[str, LevelOfNeed] = by_key(LevelOfNeed.objects.on(self.begins))

    # ---- meetings round which the story turns

    @property
    def executive(self) -> Sequence[Meeting]:
        """The Executive's meetings of the year, oldest first."""
        return self.held["executive"]

    @property
    def implementation(self) -> Sequence[Meeting]:
        return self.held["implementation"]

    @property
    def first(self) -> Meeting:
        """The Executive's first meeting of the year."""
        return self.executive[0]

    @property
    def latest(self) -> Meeting:
        """The Executive's last meeting."""
        return self.executive[-1]

    @property
    def beginning(self) -> Meeting:
        """The Implementation Group's meeting that takes up what the first one tasked."""
        return self.implementation_after(self.first.day + timedelta(days=4))

    @property
    def second(self) -> Meeting:
        return self.implementation_after(self.beginning.day)

    @property
    def third(self) -> Meeting:
        return self.implementation_after(self.second.day)

    @property
    def answering(self) -> Meeting:
        """The Executive's meeting that answers what rose after the second one."""
        return next(each for each in self.executive if each.day > self.second.day + timedelta(days=16))

    @property
    def raising_for_fathers(self) -> Meeting:
        """Where the latest priority's first actions were raised: by the group that owns the plan, if it met since."""
        since = [each for each in self.implementation if each.day > self.latest.day]
        return since[0] if since else self.latest

    @property
    def last(self) -> Meeting:
        """The Implementation Group's last meeting."""
        return self.implementation[-1]

    def implementation_after(self, day: date) -> Meeting:
        return next(meeting for meeting in self.implementation if meeting.day > day)

    def implementation_before(self, day: date) -> Meeting:
        return [meeting for meeting in self.implementation if meeting.day < day][-1]

    @property
    def accepting(self) -> Meeting:
        """The meeting that accepts the first work of the main thread: long enough ago for it to be tested."""
        return self.implementation_before(self.today - timedelta(days=27))

    @property
    def taking_up(self) -> Meeting:
        """The meeting before that one, which takes the main thread's work up."""
        return self.implementation_before(self.accepting.day)

    @property
    def choosing(self) -> Meeting:
        """The Executive's meeting that sets the main priority."""
        return [each for each in self.executive if each.day < self.taking_up.day - timedelta(days=4)][-1]

    def occasion(self, meeting: Meeting) -> dict[str, str]:
        said, address = occasion_of(meeting)
        return {"occasion": said, "occasion_address": address}


def by_key(things: models.QuerySet) -> dict[str, Any]:
    return {thing.key: thing for thing in things}


def before(day: date, days: int) -> date:
    """The working day so many days before `day`, or the last before that."""
    found = day - timedelta(days=days)
    return found if is_working_day(found) else add_working_days(found, -1)


def at_time(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))

"""What to know before a meeting is put on a day: nobody works then, or somebody or the room is elsewhere."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from threespires.law.working_days import is_working_day
from threespires.meetings.models import Meeting
from threespires.meetings.permissions import visible_meetings
from threespires.meetings.plan.clashes import clashes
from threespires.meetings.plan.reading import who_sits
from threespires.meetings.rhythm import why_not
from threespires.partnership.models import Group


def in_the_way(
    person: Any, group: Group, *, day: date, begins: time, minutes: int, place: str, moved: Meeting | None = None
) -> list[str]:
    """What gets in the way of a meeting of the group then and there, as far as the person may see it, in sentences.

    Args:
        moved: the meeting that is to be moved, which is not in its own way.
    """
    starts_at = timezone.make_aware(datetime.combine(day, begins))
    asked = Meeting(group=group, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), place=place)
    asked.pk = 0
    said = [] if is_working_day(day) else [f"{day:%A} {day.day} {day:%B %Y} is {why_not(day)}."]
    others = visible_meetings(person).filter(
        status__in=[Meeting.Status.PLANNED, Meeting.Status.OPEN],
        starts_at__lt=asked.ends_at,
        ends_at__gt=asked.starts_at,
    )
    if moved:
        others = others.exclude(pk=moved.pk)
    beside = [asked, *others.select_related("group")]
    return said + [_say(clash.other(asked), clash.say()) for clash in _own(beside, asked)]


def _own(beside: list[Meeting], asked: Meeting) -> Iterable[Any]:
    return (clash for clash in clashes(beside, who_sits(beside)) if asked in (clash.first, clash.second))


def _say(other: Meeting, why: str) -> str:
    return f"{other.group} meets then, {other.hours}: {why}."

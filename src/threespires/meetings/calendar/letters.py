"""The words around an invitation: what a mail program shows that knows no calendars. When, where, and the page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from threespires.kernel.addresses import address
from threespires.kernel.dates import say_day, say_time
from threespires.meetings.calendar.entry import Entry
from threespires.meetings.models import Invitation, Meeting

_ANSWER = (
    "Say there whether you will come, or who comes instead. Nobody reads answers to this message: "
    "what you answer in your calendar stays there."
)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def asks(entry: Entry, person: Any) -> Letter:
    """They are expected at a meeting."""
    words = [f"You are expected at the {entry.title}.", *_when_and_where(entry), "Its agenda:", entry.address, _ANSWER]
    return _letter("", entry, person, words)


def changes(entry: Entry, person: Any, told: Invitation) -> Letter:
    """Another day, time or place. Why, stands on the meeting's page."""
    before = f"It was: {_when(told.starts_at, told.ends_at)}{f', {told.place}' if told.place else ''}."
    words = [f"The {entry.title} has changed.", *_when_and_where(entry), before]
    return _letter("Changed: ", entry, person, [*words, "Why, and its agenda:", entry.address, _ANSWER])


def takes_out(entry: Entry, person: Any, meeting: Meeting) -> Letter:
    """It is cancelled; or they aren't expected any more."""
    if meeting.status == Meeting.Status.CANCELLED:
        words = [f"The {entry.title} is cancelled.", *_when_and_where(entry), "Why:", entry.address]
        return _letter("Cancelled: ", entry, person, words)
    words = [f"You are not expected any more at the {entry.title}.", *_when_and_where(entry)]
    return _letter("Not expected any more: ", entry, person, [*words, "It is taken out of your calendar."])


def _letter(before: str, entry: Entry, person: Any, words: list[str]) -> Letter:
    day = say_day(timezone.localtime(entry.starts_at).date())
    choose = f"For which meetings you are sent this: {settings.ADDRESS}{address('meetings:calendar')}"
    body = "\n\n".join([f"Hello {person.name},", *words, choose])
    return Letter(f"{before}{entry.title}, {day}", f"{body}\n")


def _when_and_where(entry: Entry) -> list[str]:
    place = f"\nWhere: {entry.place}" if entry.place else ""
    return [f"When: {_when(entry.starts_at, entry.ends_at)}{place}"]


def _when(starts_at: datetime, ends_at: datetime) -> str:
    return f"{say_day(timezone.localtime(starts_at).date())}, {say_time(starts_at)} to {say_time(ends_at)}"

"""What time it is. Everything that asks goes through here, so that a story can be told on another day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)
_viewed: ContextVar[date | None] = ContextVar("viewed", default=None)


def now() -> datetime:
    """The moment, aware, in the current time zone's terms. A demonstration of another day runs behind."""
    return _told.get() or timezone.now() - settings.CLOCK_SET_BACK


def today() -> date:
    """The local day."""
    return timezone.localtime(now()).date()


def moment_on(day: date) -> datetime:
    """Now, where the day is today; else the moment at which the day begins."""
    if day == today():
        return now()
    return timezone.make_aware(datetime.combine(day, time()))


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within the block it is `moment` (aware)."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)


def viewed_day() -> date:
    """The day as of which pages show things: today, unless the person asked for another.

    Rules of access never ask this: what one may see follows from seats held today.
    """
    return _viewed.get() or today()


@contextmanager
def viewing(day: date | None) -> Iterator[None]:
    """Within the block, pages show things as they stood on `day`."""
    token = _viewed.set(day)
    try:
        yield
    finally:
        _viewed.reset(token)

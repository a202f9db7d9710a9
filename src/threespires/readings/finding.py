"""Which of a day's readings are unusual: plain functions over what the record of who looked tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils import timezone

from threespires.law.unusual_reading import usual_on
from threespires.law.working_days import is_working_day


class Unusual(models.TextChoices):
    HOURS = "hours", "outside usual hours"
    MANY = "many", "many cases on one day"
    NO_SEAT = "no_seat", "without a seat or role that day"


@dataclass(frozen=True)
class Reading:
    """Somebody read a record of a case; `seated`: whether they sat on its group that day, or held a role on
    the case."""

    person: int
    group: int
    case: UUID
    at: datetime
    seated: bool


@dataclass(frozen=True)
class Found:
    """What one person did in one group's cases on one day that is unusual, and in how many of them."""

    person: int
    group: int
    kind: Unusual
    cases: int


def unusual(readings: Iterable[Reading]) -> list[Found]:
    """What is unusual in the readings of one day."""
    by_reader: dict[tuple[int, int], list[Reading]] = {}
    for reading in readings:
        by_reader.setdefault((reading.person, reading.group), []).append(reading)
    found = []
    for (person, group), theirs in sorted(by_reader.items()):
        odd = {
            Unusual.HOURS: {reading.case for reading in theirs if not in_usual_hours(reading.at)},
            Unusual.MANY: _too_many(theirs),
            Unusual.NO_SEAT: {reading.case for reading in theirs if not reading.seated},
        }
        found += [Found(person, group, kind, len(cases)) for kind, cases in odd.items() if cases]
    return found


def in_usual_hours(moment: datetime) -> bool:
    """Whether a moment lies in the hours in which people here usually work, by the clock on the wall."""
    here = timezone.localtime(moment)
    usual = usual_on(here.date())
    worked = is_working_day(here.date()) or not usual.working_days_only
    return worked and usual.from_hour <= here.hour < usual.until_hour


def _too_many(readings: list[Reading]) -> set[UUID]:
    cases = {reading.case for reading in readings}
    most = usual_on(timezone.localtime(readings[0].at).date()).cases_a_day
    return cases if len(cases) > most else set()

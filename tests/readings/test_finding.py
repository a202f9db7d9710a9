"""What of a day's readings is unusual: table by table, without a database."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from threespires.law.unusual_reading import usual_on
from threespires.readings.finding import Found, Reading, Unusual, in_usual_hours, unusual

ANN, BEN, REVIEWS, DEATHS = 1, 2, 7, 8
TUESDAY_NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def read(case, *, at=TUESDAY_NOON, person=ANN, group=REVIEWS, seated=True):
    return Reading(person, group, UUID(int=case), at, seated)


@pytest.mark.parametrize(
    ("moment", "usual"),
    [
        (datetime(2026, 3, 3, 7, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 3, 6, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 3, 19, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 3, 20, 0, tzinfo=UTC), False),
        (datetime(2026, 6, 2, 6, 0, tzinfo=UTC), True),  # seven by the clock on the wall
        (datetime(2026, 6, 2, 19, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 7, 12, tzinfo=UTC), False),  # a Saturday
        (datetime(2026, 4, 3, 12, tzinfo=UTC), False),  # Good Friday
    ],
)
def test_usual_hours_are_those_of_working_days_by_the_clock_on_the_wall(moment, usual):
    assert in_usual_hours(moment) is usual


def test_what_is_usual_is_not_found():
    assert unusual([read(case) for case in range(10)] * 3) == []
    assert unusual([]) == []


def test_reading_outside_usual_hours_is_found_with_in_how_many_cases():
    late = datetime(2026, 3, 3, 23, tzinfo=UTC)
    readings = [read(1, at=late), read(1, at=late), read(2, at=late), read(3)]
    assert unusual(readings) == [Found(ANN, REVIEWS, Unusual.HOURS, 2)]


def test_more_cases_than_usual_are_found_by_person_and_by_group():
    eleven = [read(case) for case in range(11)]
    assert unusual(eleven) == [Found(ANN, REVIEWS, Unusual.MANY, 11)]
    apart = [read(case, person=BEN if case % 2 else ANN) for case in range(12)]
    assert unusual(apart) == []
    assert unusual([read(case, group=DEATHS if case % 2 else REVIEWS) for case in range(12)]) == []


def test_reading_without_a_seat_that_day_is_found():
    assert unusual([read(1, seated=False), read(2)]) == [Found(ANN, REVIEWS, Unusual.NO_SEAT, 1)]


def test_what_counts_as_usual_says_that_nobody_has_confirmed_it():
    usual = usual_on(date(2026, 3, 3))
    assert not usual.confirmed
    assert str(usual) == "Working days between 07:00 and 20:00, at most 10 cases by one person"
    assert usual_on(date(2019, 1, 1)) == usual

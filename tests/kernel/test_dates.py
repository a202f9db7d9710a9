from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threespires.kernel.dates import (
    Quarter,
    add_months,
    say_date,
    say_day,
    say_days_late,
    say_moment,
    say_number,
    say_time,
    say_waiting,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_say_date_is_day_month_year_in_words():
    assert say_date(date(2026, 3, 3)) == "3 March 2026"
    assert say_date(None) == ""
    assert say_day(date(2026, 3, 5)) == "Thursday 5 March 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(9, 30, "9:30am"), (12, 0, "noon"), (0, 0, "midnight"), (14, 0, "2pm"), (12, 15, "12:15pm"), (0, 5, "12:05am")],
)
def test_say_time_in_winter(hour, minute, said):
    assert say_time(datetime(2026, 1, 5, hour, minute, tzinfo=UTC)) == said


def test_say_time_of_a_time_is_that_time_whatever_the_season():
    assert say_time(time(9, 30)) == "9:30am"
    assert say_time(time(12)) == "noon"


def test_say_time_is_local_in_summer():
    assert say_time(datetime(2026, 7, 1, 8, 30, tzinfo=UTC)) == "9:30am"


def test_say_moment_is_the_local_day_and_time():
    assert say_moment(datetime(2026, 3, 3, 10, 14, tzinfo=UTC)) == "3 March 2026, 10:14am"
    assert say_moment(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026, 12:30am"


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 3, 2), "1 day late"),
        (date(2026, 2, 26), "5 days late"),
        (date(2026, 3, 3), ""),
        (None, ""),
    ],
)
def test_say_days_late_only_when_the_day_has_passed(due, said):
    assert say_days_late(due, date(2026, 3, 3)) == said


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 15), -3, date(2025, 12, 15)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 1, 30), 1, date(2026, 2, 28)),
        (date(2024, 1, 30), 1, date(2024, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
    ],
)
def test_add_months_keeps_the_day_or_takes_the_months_last(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 3), "Quarter 4, 2025 to 2026"),
        (date(2025, 4, 1), "Quarter 1, 2025 to 2026"),
        (date(2025, 7, 1), "Quarter 2, 2025 to 2026"),
        (date(2025, 12, 31), "Quarter 3, 2025 to 2026"),
    ],
)
def test_quarter_is_of_the_public_financial_year(day, said):
    assert str(Quarter.of(day)) == said


@given(DAYS)
def test_quarter_holds_its_day_and_joins_its_neighbours(day):
    quarter = Quarter.of(day)
    assert quarter.starts <= day <= quarter.ends
    assert quarter.next().previous() == quarter
    assert (quarter.next().starts - quarter.ends).days == 1


@pytest.mark.parametrize(
    ("day", "first", "last", "number"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31), 4),
        (date(2026, 5, 15), date(2026, 4, 1), date(2026, 6, 30), 1),
        (date(2026, 9, 30), date(2026, 7, 1), date(2026, 9, 30), 2),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31), 3),
    ],
)
def test_quarter_begins_and_ends_with_months(day, first, last, number):
    quarter = Quarter.of(day)
    assert (quarter.starts, quarter.ends, quarter.number) == (first, last, number)


def test_say_waiting_in_a_sentence():
    said = [say_waiting(n, "emerging issue") for n in (0, 1, 2, 12)]
    assert said == [
        "No emerging issue waits", "One emerging issue waits", "Two emerging issues wait", "12 emerging issues wait",
    ]  # fmt: skip


def test_say_number_in_words_to_ten():
    said = [say_number(n) for n in (-1, 0, 1, 10, 11, 1200)]
    assert said == ["-1", "no", "one", "ten", "11", "1,200"]

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared
from threespires.law.working_days import (
    add_working_days,
    bank_holiday,
    is_working_day,
    next_working_day,
    working_days_between,
)

DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))


@pytest.mark.published_data
def test_bank_holidays_agree_with_the_official_list():
    official = json.loads(shared("bank-holidays/gov-uk-bank-holidays-england-and-wales-2018-2028.json").read_text())
    events = official.get("england-and-wales", official)["events"]
    days = {date.fromisoformat(event["date"]) for event in events}
    first, last = min(days), max(days)
    found = {
        day
        for day in (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
        if bank_holiday(day) and day.weekday() < 5
    }
    assert found == {day for day in days if day.weekday() < 5}


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 2, 18), 15, date(2026, 3, 11)),
        (date(2026, 2, 16), 15, date(2026, 3, 9)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 3, 19), -5, date(2026, 3, 12)),
    ],
)
def test_add_working_days_counts_from_the_next_working_day(day, count, expected):
    assert add_working_days(day, count) == expected


@given(DAYS, st.integers(0, 60))
def test_adding_and_counting_working_days_agree(day, count):
    later = add_working_days(day, count)
    assert working_days_between(day, later) == count
    assert count == 0 or is_working_day(later)


@given(DAYS, st.integers(0, 60))
def test_counting_back_is_counting_forward_with_the_sign_turned(day, count):
    later = add_working_days(day, count)
    assert working_days_between(later, day) == -count


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 8, 31), "Late Summer Bank Holiday"),
        (date(2026, 8, 30), ""),
    ],
)
def test_bank_holidays_are_those_of_england_and_named(day, name):
    assert bank_holiday(day) == name


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 3, 6), True),
        (date(2026, 3, 7), False),
        (date(2026, 3, 8), False),
        (date(2026, 3, 9), True),
        (date(2026, 4, 3), False),
    ],
)
def test_a_working_day_is_no_weekend_and_no_bank_holiday(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 6), date(2026, 3, 6)),
        (date(2026, 3, 7), date(2026, 3, 9)),
        (date(2026, 4, 3), date(2026, 4, 7)),
    ],
)
def test_next_working_day_is_the_day_itself_or_one_after_it(day, expected):
    assert next_working_day(day) == expected


@given(DAYS)
def test_next_working_day_is_one_and_skips_none(day):
    found = next_working_day(day)
    assert found >= day
    assert is_working_day(found)
    assert not any(is_working_day(date.fromordinal(n)) for n in range(day.toordinal(), found.toordinal()))

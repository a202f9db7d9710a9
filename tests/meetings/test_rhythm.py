import itertools
from collections import Counter
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threespires.kernel.dates import add_months
from threespires.law.working_days import is_working_day
from threespires.meetings.rhythm import WEEKDAYS, PlannedDay, Usual, planned_days

days = st.dates(date(2018, 1, 1), date(2027, 12, 31))
usuals = st.builds(Usual, weekday=st.integers(0, 6), week=st.integers(1, 5))
rhythms = st.one_of(
    st.builds(lambda n: {"every_months": n}, st.integers(1, 24)),
    st.builds(lambda n: {"times_a_year": n}, st.integers(1, 52)),
)
# The first look at a year reads its bank holidays, which takes longer than the rest.
steadily = settings(deadline=None, derandomize=True, max_examples=60)
SECOND_THURSDAY = Usual(weekday=3, week=2)


@steadily
@given(rhythms, usuals, days)
def test_nobody_meets_on_a_weekend_or_bank_holiday(rhythm, usual, first):
    for planned in planned_days(rhythm, usual, first, first + timedelta(days=400)):
        assert is_working_day(planned.day)


@steadily
@given(st.integers(1, 52), usuals, st.integers(2018, 2026))
def test_so_many_times_a_year_is_so_many_in_each_year_from_april(times, usual, year):
    found = planned_days({"times_a_year": times}, usual, date(year, 4, 1), date(year + 1, 3, 31))
    assert len(found) == times
    assert len({planned.slot for planned in found}) == times


@steadily
@given(st.integers(1, 24), usuals, days)
def test_every_so_many_months_has_one_in_each_period(months, usual, first):
    start = first.replace(day=1)
    found = planned_days({"every_months": months}, usual, start, add_months(start, months * 4) - timedelta(days=1))
    assert len(found) == 4
    apart = [(b.day.year - a.day.year) * 12 + b.day.month - a.day.month for a, b in itertools.pairwise(found)]
    assert apart == [months] * 3


@steadily
@given(rhythms, usuals, days, st.integers(0, 300))
def test_a_day_is_the_same_however_the_plan_is_cut(rhythm, usual, first, cut):
    last = first + timedelta(days=400)
    middle = first + timedelta(days=cut)
    whole = planned_days(rhythm, usual, first, last)
    parts = planned_days(rhythm, usual, first, middle) + planned_days(rhythm, usual, middle + timedelta(days=1), last)
    assert parts == whole


@steadily
@given(rhythms, usuals, days)
def test_a_day_that_is_not_the_usual_one_says_why(rhythm, usual, first):
    for planned in planned_days(rhythm, usual, first, first + timedelta(days=400)):
        usual_weekday = planned.day.weekday() == usual.weekday
        assert usual_weekday or planned.moved_because.startswith(f"Moved from {WEEKDAYS[usual.weekday]} ")


@pytest.mark.parametrize(
    ("rhythm", "months"),
    [
        ({"times_a_year": 4}, [6, 9, 12, 3]),
        ({"every_months": 3}, [6, 9, 12, 3]),
        ({"every_months": 2}, [5, 7, 9, 11, 1, 3]),
        ({"times_a_year": 2}, [9, 3]),
        ({"every_months": 12}, [3]),
        ({"times_a_year": 5}, [5, 7, 10, 12, 3]),
        ({"every_months": 1}, [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]),
        ({}, []),
        (None, []),
    ],
)
def test_a_group_meets_in_the_last_month_of_each_period(rhythm, months):
    found = planned_days(rhythm, SECOND_THURSDAY, date(2025, 4, 1), date(2026, 3, 31))
    assert [planned.day.month for planned in found] == months


def test_good_friday_moves_to_the_day_after_easter_monday():
    (planned,) = planned_days({"every_months": 1}, Usual(weekday=4, week=1), date(2026, 4, 1), date(2026, 4, 30))
    assert planned.day == date(2026, 4, 7)
    assert planned.moved_because == "Moved from Friday 3 April 2026, Good Friday"


def test_a_day_that_would_leave_its_period_moves_back():
    last_sunday = Usual(weekday=6, week=5)
    (planned,) = planned_days({"every_months": 1}, last_sunday, date(2026, 5, 1), date(2026, 5, 31))
    assert planned.day == date(2026, 5, 29)
    assert planned.moved_because == "Moved from Sunday 31 May 2026, a weekend"


@pytest.mark.parametrize(
    ("weekday", "first", "last", "day"),
    [
        (5, date(2026, 5, 1), date(2026, 5, 31), date(2026, 5, 29)),
        (6, date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 30)),
    ],
)
def test_a_day_moves_on_to_the_last_day_of_its_period_or_back_by_as_little_as_it_must(weekday, first, last, day):
    (planned,) = planned_days({"every_months": 1}, Usual(weekday=weekday, week=5), first, last)
    assert planned.day == day


def test_the_fifth_week_is_the_last_there_is():
    counted = Counter(
        planned.day.day > 21
        for planned in planned_days({"every_months": 1}, Usual(weekday=2, week=5), date(2025, 4, 1), date(2026, 3, 31))
    )
    assert counted == {True: 12}


def test_usual_reads_what_the_term_says_and_has_an_answer_for_what_it_leaves_out():
    assert Usual.of({"weekday": "Thursday", "week": 1, "time": "09:30", "minutes": 150, "place": "Room 2"}) == Usual(
        3, 1, time(9, 30), 150, "Room 2"
    )
    bare = {"weekday": "Monday", "week": None, "time": "", "minutes": None, "place": ""}
    assert Usual.of(bare) == Usual(weekday=0, week=1, begins=time(10), minutes=120)


@pytest.mark.parametrize(
    ("number", "weekday", "week"),
    [(0, 1, 1), (1, 2, 1), (2, 3, 1), (3, 1, 2), (5, 3, 2), (11, 3, 4), (12, 1, 1)],
)
def test_a_group_that_names_no_day_takes_the_next_in_turn(number, weekday, week):
    usual = Usual.of({}, number=number)
    assert (usual.weekday, usual.week) == (weekday, week)
    assert Usual.of({"week": 5}, number=number) == Usual(weekday=weekday, week=5)
    assert Usual.of({"weekday": "Sunday"}, number=number) == Usual(weekday=6, week=week)


def test_a_group_with_no_number_is_the_first_in_turn():
    assert Usual.of({}) == Usual.of({}, number=0)


@pytest.mark.parametrize(
    ("rhythm", "slots"),
    [
        ({"every_months": 5}, [date(2025, 4, 1), date(2025, 9, 1)]),
        ({"every_months": 7}, [date(2025, 5, 1)]),
        ({"times_a_year": 5}, [date(2025, 4, 1), date(2025, 6, 1), date(2025, 8, 1), date(2025, 11, 1)]),
        ({"times_a_year": 12}, [date(2025, 4, 1), date(2025, 5, 1), date(2025, 6, 1), date(2025, 7, 1)]),
        ({"times_a_year": 13}, [date(2025, 4, 1), date(2025, 4, 29), date(2025, 5, 27), date(2025, 6, 24)]),
        ({"times_a_year": 26}, [date(2025, 4, 1), date(2025, 4, 15), date(2025, 4, 29), date(2025, 5, 13)]),
    ],
)
def test_each_day_says_the_first_day_of_the_period_it_is_for(rhythm, slots):
    found = planned_days(rhythm, SECOND_THURSDAY, date(2025, 4, 1), date(2026, 3, 31))
    assert [planned.slot for planned in found if planned.slot >= date(2025, 4, 1)][: len(slots)] == slots


@pytest.mark.parametrize("times", [1, 4, 12, 13, 26])
def test_no_day_comes_before_the_period_it_is_for(times):
    for weekday in range(7):
        usual = Usual(weekday=weekday, week=1)
        found = planned_days({"times_a_year": times}, usual, date(2025, 4, 1), date(2027, 3, 31))
        assert all(planned.slot <= planned.day for planned in found)


@pytest.mark.parametrize("rhythm", [{"every_months": 1}, {"times_a_year": 12}])
@pytest.mark.parametrize(
    ("usual", "days"),
    [
        (Usual(weekday=3, week=1), [2, 7, 4]),
        (Usual(weekday=3, week=2), [9, 14, 11]),
        (Usual(weekday=3, week=4), [23, 28, 25]),
        (Usual(weekday=3, week=5), [30, 28, 25]),
        (Usual(weekday=0, week=5), [27, 26, 29]),
    ],
)
def test_the_day_is_that_weekday_of_that_week_of_the_month(rhythm, usual, days):
    found = planned_days(rhythm, usual, date(2026, 4, 1), date(2026, 6, 30))
    assert [planned.day.day for planned in found] == days


def test_first_and_last_day_of_what_is_planned_are_included():
    thursday = date(2026, 3, 12)
    (planned,) = planned_days({"every_months": 1}, SECOND_THURSDAY, thursday, thursday)
    assert planned == PlannedDay(date(2026, 3, 1), thursday, "")
    first_of_may = date(2026, 5, 1)
    (planned,) = planned_days({"every_months": 1}, Usual(weekday=4, week=1), first_of_may, first_of_may)
    assert planned.day == planned.slot == first_of_may
    assert not planned_days({"every_months": 1}, SECOND_THURSDAY, thursday + timedelta(days=1), date(2026, 4, 8))


def test_groups_that_name_no_day_are_spread_over_the_month():
    found = {(usual.weekday, usual.week) for usual in (Usual.of(None, number=number) for number in range(12))}
    assert len(found) == 12
    assert Usual.of(None, number=12) == Usual.of(None, number=0) == Usual(weekday=1, week=1)

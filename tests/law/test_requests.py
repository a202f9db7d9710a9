"""By when a request for information is answered."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threespires.law.requests import clock_of, kinds, request_clocks
from threespires.law.sourced import TO_BE_CONFIRMED
from threespires.law.working_days import is_working_day, working_days_between

DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("kind", "received", "due"),
    [
        ("subject_access", date(2026, 2, 2), date(2026, 3, 2)),
        ("subject_access", date(2026, 1, 31), date(2026, 2, 28)),
        ("freedom_of_information", date(2026, 2, 2), date(2026, 3, 2)),
        ("freedom_of_information", date(2026, 3, 30), date(2026, 4, 29)),  # Good Friday and Easter Monday between
        ("court_order", date(2026, 2, 2), date(2026, 2, 9)),
        ("other", date(2026, 2, 2), date(2026, 2, 9)),
    ],
)
def test_a_request_is_due(kind, received, due):
    assert clock_of(kind, received).due(received, date(2026, 2, 9)) == due


def test_where_nobody_names_a_day_there_is_none():
    assert clock_of("other", date(2026, 2, 2)).due(date(2026, 2, 2)) is None


@given(DAYS)
def test_freedom_of_information_leaves_20_working_days(received):
    due = clock_of("freedom_of_information", received).due(received)
    assert working_days_between(received, due) == 20
    assert is_working_day(due)


@given(DAYS)
def test_only_subject_access_is_lengthened_and_by_two_months(received):
    clock = clock_of("subject_access", received)
    longer = clock.extended(received) - clock.due(received)
    assert timedelta(days=58) <= longer <= timedelta(days=62)
    assert [kind for kind, _ in kinds() if clock_of(kind, received).extended(received)] == ["subject_access"]


def test_every_clock_says_its_source_and_what_is_to_be_confirmed():
    assert all(clock.cite and clock.note for clock in request_clocks())
    assert {clock.confirmation for clock in request_clocks()} == {TO_BE_CONFIRMED}


def test_a_clock_is_said_in_words():
    assert [str(clock) for clock in request_clocks()] == [
        "1 calendar month from the day it is received",
        "20 working days from the day it is received",
        "The day that it names",
        "The day that it names",
    ]


def test_before_a_rule_held_there_is_no_clock():
    with pytest.raises(LookupError, match="No clock for subject_access"):
        clock_of("subject_access", date(2018, 5, 24))

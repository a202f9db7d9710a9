"""Clashes, gaps, and to which meeting something comes: rules without a database."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from threespires.law.working_days import bank_holidays, is_working_day
from threespires.meetings.models import Meeting
from threespires.meetings.plan.clashes import clashes
from threespires.meetings.plan.coming import comes_this_time, meeting_for
from threespires.meetings.plan.gaps import Gap, gaps
from threespires.meetings.rhythm import Usual, planned_days

DAY = date(2026, 3, 5)
ADA, FINN, HOPE = {1: "Ada Osei"}, {2: "Finn Cottle"}, {3: "Hope Dunmore"}
DAYS = some.dates(date(2026, 1, 1), date(2029, 12, 31))
RHYTHMS = some.one_of(
    some.builds(lambda times: {"times_a_year": times}, some.integers(1, 52)),
    some.builds(lambda months: {"every_months": months}, some.integers(1, 24)),
)


def meeting(pk: int, hours: str = "10:00-12:00", place: str = "", day: date = DAY) -> Meeting:
    begins, ends = (timezone.make_aware(datetime.combine(day, time.fromisoformat(each))) for each in hours.split("-"))
    made = Meeting(starts_at=begins, ends_at=ends, place=place)
    made.pk = pk
    return made


def said(*meetings: Meeting, **sitting) -> list[str]:
    by_key = {int(key[1:]): people for key, people in sitting.items()}
    return [clash.say() for clash in clashes(meetings, by_key)]


# --------------------------------------------------------------------------------------------------- clashes


def test_whoever_sits_in_two_at_once_clashes():
    here, there = {**ADA, **FINN, **HOPE}, {**FINN, **ADA}
    assert said(meeting(1), meeting(2, "11:00-13:00"), _1=here, _2=there) == ["Ada Osei and Finn Cottle sit in both"]
    assert said(meeting(1), meeting(2, "09:00-10:30"), _1=ADA, _2=ADA) == ["Ada Osei sits in both"]


def test_one_after_another_is_no_clash():
    assert said(meeting(1), meeting(2, "12:00-13:00"), _1=ADA, _2=ADA) == []
    assert said(meeting(1), meeting(2, day=DAY + timedelta(days=1)), _1=ADA, _2=ADA) == []


def test_others_at_the_same_hour_are_no_clash():
    assert said(meeting(1), meeting(2), _1=ADA, _2=FINN) == []


def test_one_room_holds_one_meeting():
    room, same = "Council House, room 2", " council  house, Room 2"
    assert said(meeting(1, place=room), meeting(2, place=same), _1=ADA, _2=FINN) == [
        "both are in Council House, room 2"
    ]
    assert said(meeting(1, place=room), meeting(2, place="Room 3")) == []
    assert said(meeting(1), meeting(2)) == [], "no place is no room"


@pytest.mark.parametrize("place", ["Online", "Microsoft Teams", "https://example.test/join", "Zoom"])
def test_online_any_number_meet(place):
    assert said(meeting(1, place=place), meeting(2, place=place)) == []


@given(some.lists(some.tuples(some.integers(0, 22), some.integers(1, 3)), max_size=8))
def test_two_clash_exactly_where_their_hours_overlap(hours):
    begin = timezone.make_aware(datetime.combine(DAY, time()))
    meetings = [
        Meeting(pk=key, starts_at=begin + timedelta(hours=first), ends_at=begin + timedelta(hours=min(first + n, 23.5)))
        for key, (first, n) in enumerate(hours, start=1)
    ]
    found = {frozenset((c.first.pk, c.second.pk)) for c in clashes(meetings, {m.pk: ADA for m in meetings})}
    moments = {m.pk: {m.starts_at + timedelta(minutes=15 * n) for n in range(99)} for m in meetings}
    inside = {m.pk: {at for at in moments[m.pk] if at < m.ends_at} for m in meetings}
    expected = {
        frozenset((a.pk, b.pk)) for a in meetings for b in meetings if a.pk < b.pk and inside[a.pk] & inside[b.pk]
    }
    assert found == expected


# ------------------------------------------------------------------------------------------- rhythm and gaps


@given(rhythm=RHYTHMS, first=DAYS, weekday=some.integers(0, 6), week=some.integers(1, 5))
def test_no_rhythm_falls_on_a_bank_holiday_and_none_leaves_a_gap(rhythm, first, weekday, week):
    last = first + timedelta(days=460)
    planned = planned_days(rhythm, Usual(weekday, week), first - timedelta(days=800), last)
    holidays = {day for day, _ in bank_holidays(first - timedelta(days=800), last)}
    assert not [each.day for each in planned if each.day in holidays or not is_working_day(each.day)]
    days, slots = {each.day for each in planned}, {each.slot for each in planned}
    assert gaps(rhythm, days, slots, first, last) == []


def test_a_quarter_without_a_meeting_is_a_gap():
    met = {date(2026, 6, 11), date(2026, 12, 10)}
    found = gaps({"times_a_year": 4}, met, set(), date(2026, 4, 1), date(2027, 3, 31))
    assert found == [Gap(date(2026, 7, 1), date(2026, 9, 30)), Gap(date(2027, 1, 1), date(2027, 3, 31))]
    assert [gap.say() for gap in found] == [
        "No meeting from 1 July to 30 September 2026",
        "No meeting from 1 January to 31 March 2027",
    ]


def test_a_meeting_moved_out_of_its_quarter_still_is_its_quarters():
    assert gaps({"times_a_year": 4}, {date(2026, 7, 2)}, {date(2026, 4, 1)}, date(2026, 4, 1), date(2026, 6, 30)) == []


def test_a_quarter_that_is_not_out_yet_is_no_gap():
    assert gaps({"times_a_year": 4}, set(), set(), date(2026, 4, 1), date(2026, 6, 29)) == []


def test_without_a_rhythm_nothing_is_missing():
    assert gaps(None, set(), set(), date(2026, 4, 1), date(2027, 3, 31)) == []


# ------------------------------------------------------------------------------------------------ what comes


def test_what_is_due_comes_to_the_last_meeting_before():
    held = [meeting(n, day=date(2026, month, 5)) for n, month in enumerate((3, 6, 9), start=1)]
    assert meeting_for(date(2026, 8, 1), held) == held[1]
    assert meeting_for(date(2026, 9, 5), held) == held[2]
    assert meeting_for(date(2026, 2, 1), held) == held[0], "too late, but as soon as can be"
    assert meeting_for(date(2026, 2, 1), []) is None


@pytest.mark.parametrize(
    ("day", "before", "comes"),
    [
        (date(2026, 1, 15), date(2025, 12, 3), True),
        (date(2026, 3, 12), date(2025, 12, 3), True),
        (date(2026, 3, 12), date(2026, 1, 15), False),
        (date(2026, 12, 3), date(2026, 9, 3), False),
        (date(2026, 3, 12), None, True),
    ],
)
def test_a_budget_comes_to_the_first_meeting_from_january(day, before, comes):
    assert comes_this_time([1], day, before) is comes


def test_a_line_without_months_comes_each_time():
    assert comes_this_time([], DAY, DAY - timedelta(days=1))


@given(some.sets(some.integers(1, 12), min_size=1), some.lists(DAYS, min_size=1, max_size=40, unique=True))
def test_a_line_with_months_comes_once_for_each_that_a_meeting_follows(months, days):
    days = sorted(days)
    came = [day for before, day in zip([None, *days], days, strict=False) if comes_this_time(months, day, before)]

    def begun(day: date) -> date:
        return max(date(y, m, 1) for y in (day.year - 1, day.year) for m in months if date(y, m, 1) <= day)

    assert len({begun(day) for day in came}) == len(came)
    assert {begun(day) for day in came} == {begun(day) for day in days}

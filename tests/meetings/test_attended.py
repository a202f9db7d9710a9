"""Attendance over time, by person and by agency."""

from datetime import timedelta

import pytest

from tests.make import meetings as made
from tests.meetings.pages import said
from threespires.kernel.clock import today
from threespires.meetings import operations
from threespires.meetings.record.attended import attendance_of
from threespires.partnership.standing import sits_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(p):
    """Two meetings held and one cancelled: the police once sent somebody, and once nobody."""
    for back, status, delegate in ((60, "present", "A sergeant"), (30, "apologies", "")):
        meeting = made.open_meeting(p, day=today() - timedelta(days=back), absent=[p.police_officer, p.housing_officer])
        seat = sits_on(p.police_officer, p.implementation)
        operations.note_attendance(meeting, by=p.administrator, seat=seat, status=status, delegate=delegate)
        operations.close_meeting(meeting, by=p.administrator)
    cancelled = made.meeting(p, day=today() - timedelta(days=10))
    operations.cancel(cancelled, by=p.administrator, because="Snow")
    made.open_meeting(p, day=today())
    return attendance_of(p.implementation, today() - timedelta(days=365), today())


def line(lines, name):
    return next(each for each in lines if each.name == name)


def test_cancelled_meetings_and_those_under_way_are_left_out(year):
    assert (year.meetings, year.cancelled) == (2, 1)
    assert {each.held for each in year.people} == {2}


def test_each_person_came_sent_somebody_apologised_or_was_not_there(year):
    police, housing, council = (line(year.people, f"{who} officer") for who in ("Police", "Housing", "Council"))
    assert [police.count(how) for how in ("in person", "sent somebody", "apologies", "not there")] == [0, 1, 1, 0]
    assert housing.count("not there") == 2
    assert council.count("in person") == 2


def test_an_agency_is_represented_by_whoever_came_for_it(year):
    police = line(year.agencies, "Northmere Police")
    assert (police.count("in person"), police.missed) == (1, [today() - timedelta(days=30)])


def test_a_time_without_meetings_holds_nobody(p, year):
    early = attendance_of(p.implementation, today() - timedelta(days=900), today() - timedelta(days=800))
    assert (early.meetings, early.people, early.agencies) == (0, [], [])


def test_the_page_is_for_those_who_read_the_groups_minutes(p, year, as_person):
    page = f"/meetings/group/{p.implementation.key}/attendance/"
    shown = said(as_person(p.housing_officer).get(page))
    assert "2 meetings were held" in shown
    assert "One cancelled meeting is left out" in shown
    assert "1 of 2" in shown
    assert as_person(p.reviewer).get(page).status_code == 403
    assert "12 months" in said(as_person(p.housing_officer).get(f"{page}?months=nonsense"))


def test_many_meetings_are_asked_as_one(p, year, django_assert_max_num_queries, as_person):
    client = as_person(p.housing_officer)
    with django_assert_max_num_queries(30):
        client.get(f"/meetings/group/{p.implementation.key}/attendance/?months=60")

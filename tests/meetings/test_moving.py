"""A meeting is held on its day; before it, the page says so, and how to hold it today."""

from datetime import date, timedelta

import pytest

from tests.make import meetings as made
from tests.meetings.pages import fields_of, said
from threespires.kernel.clock import today
from threespires.meetings import operations
from threespires.partnership.standing import sits_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def coming(p):
    return made.meeting(p, day=today() + timedelta(days=9))


def test_before_its_day_whoever_runs_it_reads_why_it_cannot_be_opened_and_may_move_it_to_today(p, as_person, coming):
    page = said(as_person(p.scrutineer).get(f"/meetings/{coming.ref}/"))
    assert "If it is held before, move it first." in page
    assert "Move it to today" in page
    assert "Open the meeting" not in page
    member = said(as_person(p.housing_officer).get(f"/meetings/{coming.ref}/"))
    assert "move it first" not in member
    assert "Move it to today" not in member


def test_on_its_day_nothing_stands_in_the_way(p, as_person, meeting):
    page = said(as_person(p.scrutineer).get(f"/meetings/{meeting.ref}/"))
    assert "Open the meeting" in page
    assert "move it first" not in page


def test_moving_to_today_asks_only_why(p, as_person, coming):
    client = as_person(p.scrutineer)
    address = f"/meetings/{coming.ref}/move/"
    assert "?to=today" in said(client.get(address))
    with made.on(date(2026, 3, 2), 14, 38):
        shown = fields_of(client.get(f"{address}?to=today"))
        assert [shown[name] for name in ("day_day", "day_month", "day_year", "begins")] == ["2", "3", "2026", "2:35pm"]
        client.post(f"{address}?to=today", {**shown, "because": "Everyone is here"})
        coming.refresh_from_db()
        assert (coming.day, coming.hours) == (date(2026, 3, 2), "2:35pm to 5:05pm")
        assert "Open the meeting" in said(client.get(f"/meetings/{coming.ref}/"))


def test_the_time_stands_there_as_one_writes_it(p, as_person, coming):
    assert fields_of(as_person(p.scrutineer).get(f"/meetings/{coming.ref}/move/"))["begins"] == "9:30am"


def test_beforehand_one_notes_who_will_come_and_nobody_is_said_to_be_here(p, as_person, coming):
    seat, away = (sits_on(person, p.implementation) for person in (p.council_officer, p.police_officer))
    operations.reply(coming, by=p.council_officer, seat=seat, status="coming")
    client, address = as_person(p.administrator), f"/meetings/{coming.ref}/run/attendance/"
    page = client.get(address)
    for words in ("Who will come?", "Who comes instead", "Will Council officer come?"):
        assert words in said(page)
    for words in ("Who came instead", "Has left", "Somebody else who is here"):
        assert words not in said(page)
    shown = fields_of(page)
    assert (shown[f"status_{seat.pk}"], shown[f"status_{away.pk}"]) == ("coming", "")
    client.post(address, shown | {f"status_{away.pk}": "apologies", f"delegate_{away.pk}": "A sergeant"})
    assert [(noted.seat, noted.status, noted.delegate) for noted in coming.attendances.order_by("pk")] == [
        (seat, "coming", ""),
        (away, "apologies", "A sergeant"),
    ]
    assert client.post(address, shown | {f"status_{away.pk}": "present"}).status_code == 200

"""A meeting written as RFC 5545 has it: read back by two libraries, whatever it says, on either side of the clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.utils import timezone
from hypothesis import assume, given
from hypothesis import strategies as some
from icalendar import Calendar

from threespires.meetings.calendar.entry import Entry, Guest, alone, feed, invitation

LONDON = ZoneInfo("Europe/London")
CLOCKS_GO_BACK, CLOCKS_GO_FORWARD = date(2026, 10, 25), date(2027, 3, 28)
GUEST = Guest("Ada Osei", "ada.osei@example.test")
WORDS = some.text(some.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200)
THREE_YEARS = datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2028-12-31")
REVISED = datetime(2026, 3, 1, 9, tzinfo=UTC)


def entry(day: date = date(2026, 3, 5), hour: int = 10, **facts) -> Entry:
    starts_at = timezone.make_aware(datetime.combine(day, time(hour)))
    given = {
        "uid": "4e1243bd-22c6-4e76-9b56-1f0d6a0c2a10",
        "sequence": 0,
        "revised_at": REVISED,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=150),
        "title": "Executive Board meeting",
        "place": "Council House, room 2",
        "address": "https://threespires.example/meetings/executive-2026-03-05/",
    }
    return Entry(**{**given, **facts})


def written(each: Entry) -> dict[str, bytes]:
    return {
        "feed": feed([each], name="Northmere SCP meetings"),
        "alone": alone(each),
        "request": invitation(each, GUEST, organiser="Northmere SCP"),
        "cancel": invitation(replace(each, is_cancelled=True), GUEST, organiser="Northmere SCP"),
    }


def event_of(content: bytes):
    [event] = Calendar.from_ical(content).walk("VEVENT")
    return event


def lines_of(content: bytes) -> list[str]:
    """Unfolded, as RFC 5545 section 3.1 says."""
    return content.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize("kind", ["feed", "alone", "request", "cancel"])
def test_it_is_valid_to_another_library(kind):
    calendar = vobject.readOne(written(entry())[kind].decode())
    assert calendar.validate(raiseException=True)
    assert calendar.vevent.validate(raiseException=True)
    assert calendar.vtimezone.validate(raiseException=True)


@pytest.mark.parametrize("kind", ["feed", "alone", "request", "cancel"])
@given(title=WORDS, place=WORDS)
def test_whatever_it_says_is_folded_escaped_and_read_back(kind, title, place):
    content = written(entry(title=title, place=place))[kind]
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    event = event_of(content)
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (title, place)


@given(
    starts_at=some.datetimes(*THREE_YEARS, timezones=some.just(UTC)),
    minutes=some.integers(5, 600),
)
def test_it_is_at_its_moment_on_every_day(starts_at, minutes):
    starts_at = starts_at.replace(microsecond=0)
    ends_at = starts_at + timedelta(minutes=minutes)
    # Of the hour that comes twice, at night, local time names the first.
    assume(not any(moment.astimezone(LONDON).fold for moment in (starts_at, ends_at)))
    for content in written(entry(starts_at=starts_at, ends_at=ends_at)).values():
        event = event_of(content)
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (starts_at, ends_at)


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (CLOCKS_GO_BACK - timedelta(days=1), 1),
        (CLOCKS_GO_BACK, 0),
        (CLOCKS_GO_FORWARD - timedelta(days=1), 0),
        (CLOCKS_GO_FORWARD, 1),
    ],
)
@pytest.mark.parametrize("kind", ["feed", "alone", "request", "cancel"])
def test_ten_o_clock_is_ten_o_clock_on_either_side_of_the_clocks(kind, day, offset):
    content = written(entry(day))[kind]
    lines = lines_of(content)
    assert f"DTSTART;TZID=Europe/London:{day:%Y%m%d}T100000" in lines
    assert f"DTEND;TZID=Europe/London:{day:%Y%m%d}T123000" in lines
    # By the rule that the calendar itself carries, which programs go by that don't know the zone:
    begins = vobject.readOne(content.decode()).vevent.dtstart.value
    assert begins.utcoffset() == timedelta(hours=offset)
    assert begins == entry(day).starts_at


def test_the_zone_changes_when_london_does():
    [zone] = Calendar.from_ical(alone(entry())).walk("VTIMEZONE")
    own = zone.to_tz(lookup_tzid=False)
    hour = datetime(2018, 1, 1, 0, 30, tzinfo=UTC)
    hours = [hour + timedelta(hours=count) for count in range(24 * 366 * 20)]
    changes = [after for before, after in pairwise(hours) if _offset(before, LONDON) != _offset(after, LONDON)]
    assert len(changes) == 40
    for moment in (each + timedelta(hours=around) for each in changes for around in (-2, -1, 0, 1)):
        assert moment.astimezone(own).utcoffset() == _offset(moment, LONDON), moment


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def test_a_request_says_who_asks_whom_and_that_an_answer_is_wanted():
    content = invitation(entry(sequence=3), GUEST, organiser="Northmere SCP")
    lines, event = lines_of(content), event_of(content)
    assert {"METHOD:REQUEST", "STATUS:CONFIRMED", "SEQUENCE:3", "TRANSP:OPAQUE"} <= set(lines)
    assert (event["ORGANIZER"], event["ORGANIZER"].params["CN"]) == ("mailto:threespires@localhost", "Northmere SCP")
    attendee = event["ATTENDEE"]
    assert (attendee, attendee.params["CN"]) == ("mailto:ada.osei@example.test", "Ada Osei")
    assert (attendee.params["RSVP"], attendee.params["PARTSTAT"]) == ("TRUE", "NEEDS-ACTION")
    assert {"X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "X-MICROSOFT-DISALLOW-COUNTER:TRUE"} <= set(lines)
    assert event["DESCRIPTION"].endswith("an answer in your calendar is read by nobody.")


def test_a_cancellation_is_of_the_same_entry_and_asks_for_nothing():
    asked = event_of(invitation(entry(), GUEST, organiser="Northmere SCP"))
    taken = entry().sent(sequence=1, at=REVISED + timedelta(days=1), is_cancelled=True)
    content = invitation(taken, GUEST, organiser="Northmere SCP")
    event = event_of(content)
    assert event["UID"] == asked["UID"]
    assert event["SEQUENCE"] > asked["SEQUENCE"]
    assert event["DTSTAMP"].dt > asked["DTSTAMP"].dt
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "TRANSP:TRANSPARENT"} <= set(lines_of(content))
    assert "RSVP=TRUE" not in content.decode()


def test_a_feed_says_no_method_and_how_often_to_look():
    lines = lines_of(feed([entry()], name="Northmere SCP meetings"))
    assert not [line for line in lines if line.startswith(("METHOD", "ATTENDEE", "ORGANIZER"))]
    assert {"X-WR-CALNAME:Northmere SCP meetings", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"} <= set(lines)
    assert "X-PUBLISHED-TTL:PT1H" in lines


def test_an_empty_feed_is_a_calendar():
    assert Calendar.from_ical(feed([], name="Meetings")).walk("VEVENT") == []


def test_no_place_is_no_place():
    assert "LOCATION" not in event_of(alone(entry(place="")))

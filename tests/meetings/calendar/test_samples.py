"""Calendar files that other programs wrote: read as we read our own, and what they say our way is said as they do."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar, Event

from tests.meetings.calendar.test_entry import entry, lines_of
from tests.shared_data import shared
from threespires.meetings.calendar.entry import alone

pytestmark = pytest.mark.published_data


def sample(name: str) -> bytes:
    return shared(f"icalendar/{name}.ics").read_bytes()


@pytest.mark.parametrize(
    ("name", "summaries"),
    [
        ("icalendar_example", ["New Year's Day", "Orthodox Christmas", "International Women's Day"]),
        ("icalendar_rfc_7265_appendix_example_1_ical", ["Planning meeting"]),
        ("khal_event_dt_london", ["An Event"]),
        ("khal_event_dt_simple_updated", ["A not so simple Event"]),
        ("khal_event_rrule_recuid_cancelled", ["Arbeit"] * 3),
    ],
)
def test_each_is_read(name, summaries):
    assert [str(event["SUMMARY"]) for event in Calendar.from_ical(sample(name)).walk("VEVENT")] == summaries


def test_what_others_escape_is_read_and_what_we_escape_is_too():
    said = Event.from_ical(sample("icalendar_event_with_escaped_characters"))["ORGANIZER"].params["CN"]
    [event] = Calendar.from_ical(alone(entry(place=said))).walk("VEVENT")
    assert str(event["LOCATION"]) == said


def test_a_time_in_london_is_written_as_another_program_writes_it():
    theirs = sample("khal_event_dt_london")
    starts_at, ends_at = datetime(2014, 4, 9, 13, tzinfo=UTC), datetime(2014, 4, 9, 18, tzinfo=UTC)
    [event] = Calendar.from_ical(theirs).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (starts_at, ends_at), "summer time"
    ours = lines_of(alone(entry(starts_at=starts_at, ends_at=ends_at)))
    assert {line for line in theirs.decode().splitlines() if line.startswith(("DTSTART", "DTEND"))} <= set(ours)


def test_one_that_replaces_another_keeps_its_identity_as_ours_do():
    names = ("khal_event_dt_london", "khal_event_dt_simple_updated")
    [first], [second] = (Calendar.from_ical(sample(name)).walk("VEVENT") for name in names)
    assert first["UID"] == second["UID"]
    ours = [Calendar.from_ical(alone(entry(place=place))).walk("VEVENT")[0] for place in ("Here", "There")]
    assert ours[0]["UID"] == ours[1]["UID"]


def test_what_others_cancel_says_so_as_we_do():
    events = Calendar.from_ical(sample("khal_event_rrule_recuid_cancelled")).walk("VEVENT")
    [cancelled] = [event for event in events if event.get("STATUS") == "CANCELLED"]
    [ours] = Calendar.from_ical(alone(entry(is_cancelled=True))).walk("VEVENT")
    assert (ours["STATUS"], cancelled["UID"]) == ("CANCELLED", events[0]["UID"])

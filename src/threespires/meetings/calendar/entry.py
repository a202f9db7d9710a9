"""A meeting as an entry of a calendar, and calendars written as RFC 5545 has them.

An entry keeps its identity for good, wherever the meeting is moved. Its sequence rises whenever its day, time or place
is said anew, so that a calendar program replaces the earlier entry. Times are local ones with the rule of the zone
beside them: ten o'clock is ten o'clock on either side of a change of the clocks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vRecur, vText, vUri

from threespires.meetings.models import Meeting

PRODUCT = "-//Threespires//Meetings//EN"
READ_AGAIN_AFTER = timedelta(hours=1)
_BEHIND_THE_DOOR = "Its agenda is on its page, for those who sign in:"
_ANSWER_THERE = "Say there whether you will come: an answer in your calendar is read by nobody."


@dataclass(frozen=True)
class Entry:
    """What a calendar says of a meeting, and nothing else of it."""

    uid: str
    sequence: int
    revised_at: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    address: str
    is_cancelled: bool = False

    @classmethod
    def of(cls, meeting: Meeting) -> "Entry":
        return cls(
            uid=str(meeting.calendar_id),
            sequence=meeting.revision,
            revised_at=meeting.revised_at,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            title=f"{meeting.group} meeting",
            place=meeting.place,
            address=settings.ADDRESS + meeting.get_absolute_url(),
            is_cancelled=meeting.status == Meeting.Status.CANCELLED,
        )

    def sent(self, *, sequence: int, at: datetime, is_cancelled: bool = False) -> "Entry":
        """The entry as one message has it: further on than the message before."""
        return replace(self, sequence=sequence, revised_at=at, is_cancelled=is_cancelled)


@dataclass(frozen=True)
class Guest:
    """Whom a message invites."""

    name: str
    email: str


def feed(entries: Iterable[Entry], *, name: str) -> bytes:
    """A calendar to subscribe to. Outlook, Google and Apple each read another of the names and hints."""
    calendar = _calendar()
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", READ_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText("PT1H"))
    for entry in entries:
        calendar.add_component(_event(entry))
    return calendar.to_ical()


def alone(entry: Entry) -> bytes:
    """One meeting, to be put into a calendar by hand."""
    calendar = _calendar("PUBLISH")
    calendar.add_component(_event(entry))
    return calendar.to_ical()


def invitation(entry: Entry, guest: Guest, *, organiser: str) -> bytes:
    """One message to one guest: a request, which replaces the one before, or a cancellation, which takes it out.

    Nobody reads the organiser's post, so times can't be haggled over; whoever answers in their calendar alone is told
    where an answer counts.
    """
    calendar = _calendar("CANCEL" if entry.is_cancelled else "REQUEST")
    event = _event(entry)
    address = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    address.params["CN"] = vText(organiser)
    event.add("organizer", address)
    attendee = vCalAddress(f"mailto:{guest.email}")
    attendee.params["CN"] = vText(guest.name)
    attendee.params["CUTYPE"] = vText("INDIVIDUAL")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("FALSE" if entry.is_cancelled else "TRUE")
    event.add("attendee", attendee)
    event.add("x-microsoft-disallow-counter", vText("TRUE"))
    if not entry.is_cancelled:
        event["DESCRIPTION"] = vText(f"{event['DESCRIPTION']} {_ANSWER_THERE}")
    calendar.add_component(event)
    return calendar.to_ical()


def _calendar(method: str = "") -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    calendar.add_component(_zone())
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.revised_at)
    event.add("last-modified", entry.revised_at)
    event.add("dtstart", timezone.localtime(entry.starts_at))
    event.add("dtend", timezone.localtime(entry.ends_at))
    event.add("summary", entry.title)
    if entry.place:
        event.add("location", entry.place)
    event.add("description", f"{_BEHIND_THE_DOOR} {entry.address}")
    event.add("url", vUri(entry.address))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
    event.add("x-microsoft-cdo-busystatus", vText("FREE" if entry.is_cancelled else "BUSY"))
    return event


def _zone() -> Timezone:
    """The zone's rule since 1996: the clocks change at one in the morning, Greenwich mean time, on the last Sundays of
    March and October (Summer Time Order 2002, SI 2002/262)."""
    zone = Timezone()
    zone.add("tzid", settings.TIME_ZONE)
    winter, summer = timedelta(0), timedelta(hours=1)
    for kind, name, begins, month, before, after in (
        (TimezoneDaylight, "BST", datetime.fromisoformat("1996-03-31T01:00"), 3, winter, summer),
        (TimezoneStandard, "GMT", datetime.fromisoformat("1996-10-27T02:00"), 10, summer, winter),
    ):
        part = kind()
        part.add("tzname", name)
        part.add("dtstart", begins)
        part.add("rrule", vRecur(freq="yearly", bymonth=month, byday="-1su"))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone

"""The minutes of a meeting as they are read: one account, from which the page and the Word file are made."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from threespires.kernel.dates import say_date, say_day, say_time
from threespires.meetings.models import Attendance, Correction, Meeting, Minutes
from threespires.meetings.permissions import minutes_of
from threespires.meetings.presence import Presence, Table, table
from threespires.meetings.recusal import withheld_of
from threespires.meetings.shown import agenda_rows

_Status = Attendance.Status


@dataclass(frozen=True)
class Came:
    """One row of who came: the name, in which post and for which agency, and how they were there."""

    name: str
    sits: str
    how: str


@dataclass(frozen=True)
class Paper:
    """All that the minutes of one meeting say."""

    meeting: Meeting
    minutes: Minutes
    title: str
    state: str
    facts: list[tuple[str, str]]
    came: list[Came]
    quorum: str
    halves: list[dict[str, Any]]
    corrections: list[Correction]
    last: Meeting | None
    following: Meeting | None


def paper(meeting: Meeting, person: Any) -> Paper:
    """The minutes as this person reads them."""
    around, minutes = table(meeting), minutes_of(meeting)
    quorum = around.quorum
    return Paper(
        meeting=meeting,
        minutes=minutes,
        title=f"Minutes of {meeting.group.in_a_sentence}, {say_day(meeting.day)}",
        state=minutes.get_status_display(),
        facts=_facts(meeting, minutes),
        came=who_came(around),
        quorum=f"{quorum.title}. {quorum.words}",
        halves=agenda_rows(meeting, person=person, with_notes=True),
        corrections=list(told_corrections(meeting, person)),
        last=meeting.group.meetings.held().filter(starts_at__lt=meeting.starts_at).first(),
        following=_following(meeting),
    )


def told_corrections(meeting: Meeting, person: Any) -> QuerySet[Correction]:
    """The corrections asked for, but those of an item that is kept from the person."""
    asked = meeting.corrections.select_related("asked_by", "answered_by", "item")
    kept = withheld_of(person, meeting)
    return asked.exclude(item__in=kept) if kept else asked


def _facts(meeting: Meeting, minutes: Minutes) -> list[tuple[str, str]]:
    """When and where it was, and how far its minutes are."""
    opened, closed = meeting.opened_at, meeting.closed_at
    hours = f"{say_time(opened)} to {say_time(closed)}" if opened and closed else meeting.hours
    said = [("Held", f"{say_day(meeting.day)}, {hours}"), ("Place", meeting.place)]
    if minutes.circulated_at:
        said.append(("Circulated", say_date(minutes.circulated_at.date())))
    if minutes.approved_in:
        said.append(("Approved", f"at the meeting of {say_date(minutes.approved_in.day)}"))
    said += [(f"{each.get_status_display()} here", f"Decision {each.ref}") for each in meeting.settled.order_by("pk")]
    approved = Minutes.objects.filter(approved_in=meeting).select_related("meeting").order_by("pk")
    said += [("Approved here", f"Minutes of {say_date(each.meeting.day)}") for each in approved]
    return [(key, value) for key, value in said if value]


def _following(meeting: Meeting) -> Meeting | None:
    after = meeting.group.meetings.filter(starts_at__gt=meeting.starts_at)
    return after.exclude(status=Meeting.Status.CANCELLED).order_by("starts_at").first()


def who_came(around: Table) -> list[Came]:
    """Everybody with a seat, and how they were there; guests last. Vacancies aren't told: nobody could come."""
    rows = [_row(presence) for presence in around.presences if presence.seat]
    return rows + [Came(guest.guest, "Without a seat", "In attendance") for guest in around.guests]


def _row(presence: Presence) -> Came:
    return Came(presence.name, presence.sits, _how(presence))


def _how(presence: Presence) -> str:
    noted = presence.attendance
    there = "Present" if presence.counts else "In attendance"
    if noted is None or noted.status in (_Status.ABSENT, _Status.COMING):
        return "Not present"
    if noted.status == _Status.APOLOGIES:
        return "Apologies"
    if noted.delegate:
        there = f"{noted.delegate} came instead"
    return f"{there}, until {say_time(noted.noted_at)}" if noted.status == _Status.LEFT else there

"""Invitations by email, kept in step with what stands in people's own calendars.

Nobody decides whom to write to. What somebody was last told is compared with the meetings that are theirs; where the
two differ, one message says how it is now, in the transaction that notes that it was said. So whatever the cause, a
moved or cancelled meeting, a seat that began or ended, a delegate, another address: each hears of it once, and asking
again writes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Q

from threespires.accounts.models import Person
from threespires.kernel.clock import now, today
from threespires.kernel.dates import add_months
from threespires.mail.operations import write_letter
from threespires.mail.reminders import can_send
from threespires.meetings.calendar import letters
from threespires.meetings.calendar.entry import Entry, Guest, invitation
from threespires.meetings.calendar.whose import calendar_of, known_calendar, own_meetings
from threespires.meetings.models import Calendar, Invitation, Meeting
from threespires.partnership.models import Board, Seat

SOON_MONTHS = 3
_STILL_MOVED = timedelta(days=60)
"""How far back a meeting may have been moved and still be told so to whoever expects it on a day to come."""


class Kind(StrEnum):
    ASK = "ask"
    CHANGE = "change"
    TAKE_OUT = "take out"


@dataclass(frozen=True)
class Step:
    """A message that somebody must be sent: about which meeting, and what they were told before."""

    kind: Kind
    meeting: Meeting
    told: Invitation | None = None


def steps(
    mine: Iterable[Meeting], told: Iterable[Invitation], *, email: str, until: date | None, at: datetime
) -> list[Step]:
    """What must be said to somebody so that their calendar holds what it should.

    Args:
        mine: the meetings that are theirs, and not cancelled.
        told: what they were told of any meeting, whether it still stands or was taken out.
        until: up to which day they are invited; None where they want no invitations. An entry that was moved beyond it
            stays.
    """
    known = {each.meeting_id: each for each in told}
    theirs = {meeting.pk: meeting for meeting in mine} if until else {}
    found = []
    for meeting in theirs.values():
        before = known.get(meeting.pk)
        if before and before.stands:
            if not _says(before, meeting, email) and max(before.starts_at, meeting.starts_at) > at:
                found.append(Step(Kind.CHANGE, meeting, before))
        elif at < meeting.starts_at and meeting.day <= (until or date.min) and meeting.is_planned:
            found.append(Step(Kind.ASK, meeting, before))
    gone = (each for each in known.values() if each.stands and each.starts_at > at and each.meeting_id not in theirs)
    return found + [Step(Kind.TAKE_OUT, each.meeting, each) for each in gone]


def _says(told: Invitation, meeting: Meeting, email: str) -> bool:
    """Whether the invitation says what holds of the meeting, and went where the person is reached."""
    entry = Entry.of(meeting)
    holds = (entry.title, entry.starts_at, entry.ends_at, entry.place, email)
    return (told.title, told.starts_at, told.ends_at, told.place, told.email) == holds


def steps_for(person: Any) -> list[Step]:
    """What must be said to the person now. Whoever can't sign in is expected nowhere."""
    choice, moment = known_calendar(person).invitations, now()
    until = {
        Calendar.Invitations.PLANNED: date.max,
        Calendar.Invitations.SOON: add_months(today(), SOON_MONTHS),
    }.get(Calendar.Invitations(choice))
    mine = own_meetings(person, moment - _STILL_MOVED) if until and person.has_account else []
    told = Invitation.objects.filter(person=person).select_related("meeting__group")
    return steps(mine, told, email=person.email, until=until, at=moment)


@transaction.atomic
def keep_in_step(person: Any) -> int:
    """Writes to the person whatever they must be told, once; gives the number of messages.

    Without a mail host nobody is told anything, nor noted as told.
    """
    if not can_send() or not steps_for(person):
        return 0
    # Of two who do this at once, the second finds it done.
    calendar_of(person)
    waiting = steps_for(person)
    for step in waiting:
        _tell(person, step)
    return len(waiting)


def _tell(person: Any, step: Step) -> None:
    meeting, told, moment = step.meeting, step.told, now()
    sequence = max(told.sequence + 1, meeting.revision) if told else meeting.revision
    takes_out = step.kind == Kind.TAKE_OUT
    entry = Entry.of(meeting).sent(sequence=sequence, at=moment, is_cancelled=takes_out)
    home = Board.objects.filter(is_home=True).first()
    content = invitation(entry, Guest(person.name, person.email), organiser=str(home or "Meetings"))
    letter = _letter(step, entry, person)
    write_letter(person.email, letter.subject, letter.body, calendar=content.decode())
    Invitation.objects.update_or_create(
        meeting=meeting,
        person=person,
        defaults={
            "email": person.email,
            "title": entry.title,
            "starts_at": entry.starts_at,
            "ends_at": entry.ends_at,
            "place": entry.place,
            "sequence": sequence,
            "stands": not takes_out,
            "sent_at": moment,
        },
    )


def _letter(step: Step, entry: Entry, person: Any) -> letters.Letter:
    if step.kind == Kind.TAKE_OUT:
        return letters.takes_out(entry, person, step.meeting)
    if step.kind == Kind.CHANGE and step.told:
        return letters.changes(entry, person, step.told)
    return letters.asks(entry, person)


def those_concerned(meeting: Meeting | None = None) -> list[Person]:
    """Whoever sits on the group, or on any, and whoever expects the meeting, or any that is to come."""
    day = today()
    seats = Seat.objects.filter(Q(ends__isnull=True) | Q(ends__gte=day))
    told = Invitation.objects.filter(stands=True, starts_at__gt=now())
    if meeting:
        seats, told = seats.filter(group=meeting.group), told.filter(meeting=meeting)
    concerned = Q(pk__in=seats.values("person")) | Q(pk__in=told.values("person"))
    return list(Person.objects.filter(concerned).order_by("pk"))

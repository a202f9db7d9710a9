"""When and where groups meet: planned from their rhythm, arranged besides, moved, cancelled."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from threespires.history.recording import record
from threespires.kernel.background import have_done
from threespires.kernel.clock import today
from threespires.kernel.dates import say_day
from threespires.kernel.locks import lock, put, save
from threespires.kernel.verdict import Refused, Verdict, require, yes
from threespires.meetings.lifecycle import LIFECYCLE
from threespires.meetings.models import Meeting
from threespires.meetings.permissions import may_arrange, may_cancel, may_move
from threespires.meetings.rhythm import Usual, planned_days
from threespires.partnership.models import Group
from threespires.search.indexing import index

_INVITE = "threespires.meetings.calendar.jobs.invite_to"


@transaction.atomic
def plan_dates(group: Group, *, by: Any, until: date, starting: date | None = None) -> list[Meeting]:
    """Plans the group's meetings from today (or `starting`) until a day, from the rhythm in its terms.

    A period of the rhythm that has a meeting already, moved or cancelled though it be, gets no other. `by` is
    None for the clock.
    """
    verdict: Verdict = require(may_arrange(by, group)) if by else yes("the clock")
    Group.objects.select_for_update().get(pk=group.pk)
    usual = Usual.of(group.term("usual_meeting"), number=group.order)
    first = max(starting or today(), group.starts or date.min)
    last = min(until, group.ends or date.max)
    taken = set(group.meetings.exclude(slot=None).values_list("slot", flat=True))
    made = [
        _create(
            group,
            by=by,
            seat=verdict.seat,
            slot=planned.slot,
            starts_at=moment(planned.day, usual.begins),
            minutes=usual.minutes,
            place=usual.place,
            moved_because=planned.moved_because,
        )
        for planned in planned_days(group.term("rhythm"), usual, first, last)
        if planned.slot not in taken
    ]
    index(*made)
    return made


@transaction.atomic
def arrange(
    group: Group, *, by: Any, day: date, begins: time, minutes: int, place: str = "", because: str = ""
) -> Meeting:
    """Arranges a meeting besides those of the rhythm, such as an extraordinary one."""
    verdict = require(may_arrange(by, group))
    made = _create(
        group,
        by=by,
        seat=verdict.seat,
        slot=None,
        starts_at=moment(day, begins),
        minutes=minutes,
        place=place,
        moved_because=because,
    )
    index(made)
    have_done(_INVITE, made.pk)
    return made


@transaction.atomic
def move(
    meeting: Meeting,
    *,
    by: Any,
    day: date,
    begins: time,
    minutes: int,
    because: str,
    place: str = "",
    seen: int | None = None,
) -> Meeting:
    """Moves a planned meeting to another day, time or place, with the reason. It keeps its address."""
    lock(meeting, seen=seen)
    verdict = require(may_move(by, meeting))
    if not because:
        raise Refused("A meeting is moved for a reason")
    before, starts_at = meeting.day, moment(day, begins)
    if not put(meeting, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), place=place):
        return meeting
    if day != before:
        meeting.moved_because = f"Moved from {say_day(before)}: {because}"[:300]
    meeting.revise()
    save(meeting)
    record("meeting.moved", meeting, by=by, seat=verdict.seat, words=because)
    index(meeting)
    have_done(_INVITE, meeting.pk)
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, by: Any, because: str) -> Meeting:
    """Cancels a planned meeting, with the reason."""
    lock(meeting)
    verdict = require(may_cancel(by, meeting))
    if not because:
        raise Refused("A meeting is cancelled for a reason")
    LIFECYCLE.apply(meeting, "cancel")
    meeting.cancelled_because = because
    meeting.revise()
    save(meeting)
    record("meeting.cancelled", meeting, by=by, seat=verdict.seat, words=because)
    index(meeting)
    have_done(_INVITE, meeting.pk)
    return meeting


def moment(day: date, begins: time) -> datetime:
    """The local time on a day, aware."""
    return timezone.make_aware(datetime.combine(day, begins))


def _create(group: Group, *, by: Any, seat: str, minutes: int, **facts: Any) -> Meeting:
    starts_at = facts["starts_at"]
    made = Meeting.objects.create(
        group=group, ref=_free_ref(group, starts_at), ends_at=starts_at + timedelta(minutes=minutes), **facts
    )
    record("meeting.planned", made, by=by, seat=seat)
    return made


def _free_ref(group: Group, starts_at: datetime) -> str:
    """implementation-2026-03-05; a second one on that day has -2 after it."""
    ref = f"{group.key}-{timezone.localtime(starts_at).date().isoformat()}"
    taken = set(Meeting.objects.filter(ref__startswith=ref).values_list("ref", flat=True))
    return (
        ref
        if ref not in taken
        else next(numbered for number in range(2, 1000) if (numbered := f"{ref}-{number}") not in taken)
    )

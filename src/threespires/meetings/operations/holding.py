"""Holding a meeting: who is there, what was said, what was decided, what is carried on."""

from typing import Any

from django.db import transaction

from threespires.history.recording import record
from threespires.kernel.clock import now
from threespires.kernel.locks import lock, note_before, put, save
from threespires.kernel.numbers import create_numbered
from threespires.kernel.verdict import Refused, require
from threespires.meetings.agenda import additions, read_agenda
from threespires.meetings.lifecycle import ITEM, LIFECYCLE
from threespires.meetings.models import AgendaItem, Attendance, Decision, Meeting
from threespires.meetings.operations.agendas import add_prepared
from threespires.meetings.operations.noting import note_correction, tell_notes
from threespires.meetings.operations.recording import lock_approved
from threespires.meetings.permissions import (
    may_close,
    may_decide,
    may_explain,
    may_finish_item,
    may_note_attendance,
    may_open,
    may_reply,
)
from threespires.meetings.presence import table
from threespires.meetings.recusal import standing_back, touches_of
from threespires.partnership.models import Seat
from threespires.search.indexing import index

_NOT_NOTED = ("", Attendance.Status.COMING)
# Who comes after all needs nobody instead; and of whoever sent no word nobody came.
_IN_PERSON = (Attendance.Status.COMING, Attendance.Status.ABSENT)
_REPLIES = (Attendance.Status.COMING, Attendance.Status.APOLOGIES)


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: Any) -> Meeting:
    """Opens a meeting on its day. Who replied is not yet here until noted."""
    lock(meeting)
    verdict = require(may_open(by, meeting))
    LIFECYCLE.apply(meeting, "open")
    meeting.opened_at = now()
    save(meeting)
    record("meeting.opened", meeting, by=by, seat=verdict.seat)
    return meeting


@transaction.atomic
def reply(meeting: Meeting, *, by: Any, seat: Seat, status: str, delegate: str = "") -> Attendance:
    """Somebody says beforehand that they will come, or sends apologies and perhaps a delegate."""
    lock(meeting)
    verdict = require(may_reply(by, meeting, seat))
    if status not in _REPLIES:
        raise Refused("Beforehand one says that one will come, or sends apologies")
    return _note(meeting, by, verdict.seat, seat, status, delegate)


@transaction.atomic
def note_attendance(meeting: Meeting, *, by: Any, seat: Seat, status: str, delegate: str = "") -> Attendance:
    """Notes for one seat whether its holder, or the delegate who came instead, is here."""
    lock(meeting)
    verdict = require(may_note_attendance(by, meeting))
    return _note(meeting, by, verdict.seat, seat, status, delegate)


def _note(meeting: Meeting, by: Any, in_seat: str, seat: Seat, status: str, delegate: str) -> Attendance:
    if seat.group_id != meeting.group_id or seat.delegate_for_id:
        raise Refused("Attendance is noted for the seats of the group that meets")
    if status in _IN_PERSON:
        delegate = ""
    noted = Attendance.objects.filter(meeting=meeting, seat=seat).first()
    if noted and (noted.status, noted.delegate) == (status, delegate):
        return noted
    if noted:
        note_before(noted)
    else:
        noted = Attendance(meeting=meeting, seat=seat, place=seat.place, agency=seat.agency, person=seat.person)
    noted.status, noted.delegate, noted.noted_at = status, delegate, now()
    noted.save()
    record("attendance.noted", noted, by=by, seat=in_seat)
    return noted


@transaction.atomic
def welcome_guest(meeting: Meeting, *, by: Any, name: str) -> Attendance:
    """Notes somebody who is here without a seat."""
    lock(meeting)
    verdict = require(may_note_attendance(by, meeting))
    made = Attendance.objects.create(meeting=meeting, guest=name, status=Attendance.Status.PRESENT)
    record("attendance.noted", made, by=by, seat=verdict.seat)
    return made


@transaction.atomic
def finish_item(item: AgendaItem, *, by: Any, outcome: str = "") -> AgendaItem:
    """The meeting is done with an item; `outcome` says in a few words how it ended."""
    lock(item)
    verdict = require(may_finish_item(by, item))
    ITEM.apply(item, "finish")
    item.outcome = outcome or item.outcome
    save(item)
    record("agenda_item.finished", item, by=by, seat=verdict.seat)
    return item


@transaction.atomic
def take_up_again(item: AgendaItem, *, by: Any) -> AgendaItem:
    """The meeting comes back to an item it was done with."""
    lock(item)
    verdict = require(may_finish_item(by, item))
    ITEM.apply(item, "take_up_again")
    save(item)
    record("agenda_item.taken_up_again", item, by=by, seat=verdict.seat)
    return item


@transaction.atomic
def decide(
    meeting: Meeting,
    *,
    by: Any,
    text: str,
    item: AgendaItem | None = None,
    reasons: str = "",
    options: str = "",
    authority: str = "",
    dissent: str = "",
    address: str = "",
) -> Decision:
    """Records a decision, and whether the meeting was quorate as it was taken: if not, it waits to be ratified."""
    lock(meeting)
    verdict = require(may_decide(by, meeting, item))
    if item and item.meeting_id != meeting.pk:
        raise Refused("A decision belongs to an item of its own meeting")
    quorate = table(meeting).quorum_without(standing_back(touches_of(item)) if item else ()).holds
    decision = create_numbered(
        Decision(
            meeting=meeting,
            item=item,
            text=text,
            reasons=reasons,
            options=options,
            authority=authority,
            dissent=dissent,
            address=address,
            quorate=quorate,
            status=Decision.Status.WAITING if quorate is False else Decision.Status.TAKEN,
            recorded_by=by,
        )
    )
    record("decision.taken", decision, by=by, seat=verdict.seat)
    index(decision)
    return decision


@transaction.atomic
def explain(decision: Decision, *, by: Any, seen: int | None = None, **facts: str) -> Decision:
    """Adds to a decision its reasons, the options there were, by which authority it was, and who dissented and why."""
    lock(decision, seen=seen)
    verdict = require(may_explain(by, decision))
    explained = ("reasons", "options", "authority", "dissent")
    if not put(decision, **{name: facts[name] for name in explained if name in facts}):
        return decision
    save(decision)
    note_correction(decision.meeting, by=by, seat=verdict.seat)
    record("decision.explained", decision, by=by, seat=verdict.seat)
    index(decision)
    return decision


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: Any) -> list[AgendaItem]:
    """Closes a meeting. Gives what it left unfinished, which goes to the group's next meeting.

    Whoever did not come and sent no word was not here.
    """
    lock(meeting)
    verdict = require(may_close(by, meeting))
    tell_notes(meeting.items.all())
    left = []
    for line in read_agenda(meeting).unfinished:
        for item in (line.item, *line.points):
            note_before(item)
            ITEM.apply(item, "carry")
            save(item)
            record("agenda_item.carried", item, by=by, seat=verdict.seat)
        left.append(line.item)
    absent = [each.seat for each in table(meeting).presences if each.seat and each.status in _NOT_NOTED]
    LIFECYCLE.apply(meeting, "close")
    meeting.closed_at = now()
    save(meeting)
    lock_approved(meeting, by=by, seat=verdict.seat)
    for seat in absent:
        _note(meeting, by, verdict.seat, seat, Attendance.Status.ABSENT, "")
    record("meeting.closed", meeting, by=by, seat=verdict.seat, words=f"{len(left)} carried on")
    following = next_of(meeting)
    if following and following.agenda_prepared_at:
        carried = [each for each in additions(following) if each.carried_from == meeting]
        add_prepared(following, carried)
    return left


def next_of(meeting: Meeting) -> Meeting | None:
    """The group's next planned meeting after this one."""
    return (
        meeting.group.meetings.filter(starts_at__gt=meeting.starts_at, status=Meeting.Status.PLANNED)
        .order_by("starts_at")
        .first()
    )

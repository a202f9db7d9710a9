"""One meeting as its members read it: agenda, decisions, who is expected; replying, moving, cancelling."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.history.conflicts import say_saved
from threespires.kernel import plates
from threespires.kernel.dates import say_day
from threespires.kernel.locks import ChangedByAnother
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.meetings import operations
from threespires.meetings.forms import BecauseForm, MoveForm, ReplyForm, today_now, when_of
from threespires.meetings.models import Meeting
from threespires.meetings.permissions import (
    may_cancel,
    may_declare,
    may_move,
    may_open,
    may_prepare,
    may_read_notes,
    may_reply,
    may_run,
    visible_meetings,
)
from threespires.meetings.plan.moving import in_the_way
from threespires.meetings.presence import table
from threespires.meetings.shown import agenda_rows, attendance_lists, conflict_rows
from threespires.partnership.models import Seat
from threespires.partnership.names import as_they_were_called
from threespires.partnership.standing import standing


def meeting_of(request: HttpRequest, ref: str) -> Meeting:
    """The meeting, if the person may see it, of the group as it was called that day."""
    found = get_object_or_404(visible_meetings(request.user).select_related("group"), ref=ref)
    as_they_were_called([found.group], found.day)
    return found


@goes_by(visible_meetings)
def meeting(request: HttpRequest, ref: str) -> HttpResponse:
    meeting = meeting_of(request, ref)
    around = table(meeting)
    may_read = may_read_notes(request.user, meeting.group)
    return render(
        request,
        "meetings/meeting.html",
        {
            "meeting": meeting,
            "halves": agenda_rows(meeting, person=request.user, with_notes=bool(may_read)),
            "may_read": may_read,
            "may_run": may_run(request.user, meeting.group),
            "may_prepare": may_prepare(request.user, meeting),
            "may_declare": may_declare(request.user, meeting, request.user),
            "may_open": may_open(request.user, meeting),
            "may_move": may_move(request.user, meeting),
            "quorum": around.quorum,
            "reply_words": around.reply_words(),
            "own": _own_places(request.user, around),
            "sections": plates.record_sections(request.user, meeting),
            **(attendance_lists(around) if may_read else {"here": [], "expected": [], "not_here": []}),
        },
    )


def _own_places(person: Any, around: Any) -> list[Any]:
    """The places at this meeting for which the person may reply: their own, and one they sit in for another."""
    if not around.meeting.is_planned:
        return []
    own = {key for seat in standing(person).seats for key in (seat.pk, seat.delegate_for_id) if key}
    return [each for each in around.presences if each.seat and each.seat.pk in own and each.counts]


@goes_by(visible_meetings, may_reply, sending=may_reply)
def reply(request: HttpRequest, ref: str, seat: int) -> HttpResponse:
    """Somebody says whether they will come, and who comes instead."""
    meeting = meeting_of(request, ref)
    seats = Seat.objects.on(meeting.day).select_related("person").filter(group=meeting.group, delegate_for=None)
    held = get_object_or_404(seats, pk=seat)
    require(may_reply(request.user, meeting, held))
    known = meeting.attendances.filter(seat=held).first()
    initial = {"status": known.status, "delegate": known.delegate} if known else {}
    form = ReplyForm(request.POST or None, initial=initial)
    if form.is_valid():
        operations.reply(meeting, by=request.user, seat=held, **form.cleaned_data)
        messages.success(request, "Your reply is noted" if held.person == request.user else "The reply is noted")
        return redirect(meeting)
    facts = {"meeting": meeting, "seat": held, "form": form, "is_own": held.person_id == request.user.pk}
    return render(request, "meetings/reply.html", facts)


@goes_by(visible_meetings, may_move, sending=may_move)
def move(request: HttpRequest, ref: str) -> HttpResponse:
    """Another day, time or place, with the reason. It can be asked with today and now filled in."""
    meeting = meeting_of(request, ref)
    require(may_move(request.user, meeting))
    to_today = request.GET.get("to") == "today"
    first = when_of(meeting) | (today_now() if to_today else {})
    form = MoveForm(request.POST or None, initial=first, version=meeting.version)
    conflict, warnings = None, []
    if form.is_valid():
        warnings = in_the_way(request.user, meeting.group, moved=meeting, **form.when_and_where)
    if form.is_valid() and form.knows(warnings):
        try:
            operations.move(meeting, by=request.user, seen=form.version_seen, **form.cleaned_data)
        except ChangedByAnother as changed:
            conflict = conflict_rows(changed.thing, form, when_of(changed.thing))
            form = MoveForm(initial=form.cleaned_data, version=changed.thing.version)
        else:
            say_saved(request, f"Meeting moved to {say_day(meeting.day)}", form, meeting)
            return redirect("meetings:plan" if request.GET.get("back") == "plan" else meeting)
    facts = {"meeting": meeting, "form": form, "conflict_facts": conflict, "to_today": to_today, "warnings": warnings}
    return render(request, "meetings/move.html", facts)


@goes_by(visible_meetings, may_cancel, sending=may_cancel)
def cancel(request: HttpRequest, ref: str) -> HttpResponse:
    meeting = meeting_of(request, ref)
    require(may_cancel(request.user, meeting))
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        operations.cancel(meeting, by=request.user, **form.cleaned_data)
        messages.success(request, "Meeting cancelled")
        return redirect(meeting)
    return render(request, "meetings/cancel.html", {"meeting": meeting, "form": form})

"""A meeting while it runs: opening, one item after another, who is here, closing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from threespires.history.conflicts import say_saved
from threespires.kernel.clock import now
from threespires.kernel.dates import say_time
from threespires.kernel.locks import ChangedByAnother
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.meetings import operations
from threespires.meetings.agenda import read_agenda
from threespires.meetings.forms import AttendanceForm, ExplainForm
from threespires.meetings.models import Meeting
from threespires.meetings.operations.holding import next_of
from threespires.meetings.permissions import (
    may_close,
    may_explain,
    may_hear,
    may_note_attendance,
    may_open,
    may_read_notes,
    may_write_note,
    visible_decisions,
    visible_meetings,
)
from threespires.meetings.presence import table
from threespires.meetings.recusal import withheld_of
from threespires.meetings.shown import conflict_rows
from threespires.meetings.views.live import Live
from threespires.meetings.views.meeting import meeting_of

_EXPLAINED = ("reasons", "options", "authority", "dissent")


@goes_by(visible_meetings, may_open, sending=may_open)
def run(request: HttpRequest, ref: str) -> HttpResponse:
    """Opens a planned meeting, with who is here; leads into one that is under way."""
    meeting = meeting_of(request, ref)
    may = may_open(request.user, meeting)
    if not meeting.is_planned:
        first = read_agenda(meeting).first_waiting(withheld_of(request.user, meeting))
        if meeting.is_open and first:
            return redirect("meetings:item", ref, first.item.pk)
        return redirect("meetings:attendance" if meeting.is_open else "meetings:meeting", ref)
    require(may)
    form = AttendanceForm(request.POST or None, around=table(meeting))
    if form.is_valid():
        operations.open_meeting(meeting, by=request.user)
        _note(meeting, form, by=request.user)
        messages.success(request, f"The meeting opened at {say_time(now())}")
        return redirect("meetings:run", ref)
    facts = {"meeting": meeting, "form": form, "has_agenda": meeting.items.exists()}
    return render(request, "meetings/open.html", facts)


@goes_by(visible_meetings, may_note_attendance, sending=may_note_attendance)
def attendance(request: HttpRequest, ref: str) -> HttpResponse:
    """Who is here, who has left, who came instead; before the meeting, who will come."""
    meeting = meeting_of(request, ref)
    require(may_note_attendance(request.user, meeting))
    around = table(meeting)
    form = AttendanceForm(request.POST or None, around=around, beforehand=meeting.is_planned)
    if form.is_valid():
        _note(meeting, form, by=request.user)
        messages.success(request, f"Attendance noted. {table(meeting).quorum.words}")
        return redirect("meetings:run" if meeting.is_open else "meetings:meeting", ref)
    facts = {"meeting": meeting, "form": form, "quorum": around.quorum}
    return render(request, "meetings/attendance.html", facts)


def _note(meeting: Meeting, form: AttendanceForm, *, by: Any) -> None:
    for seat, status, delegate in form.noted():
        operations.note_attendance(meeting, by=by, seat=seat, status=status, delegate=delegate)
    if form.cleaned_data.get("guest"):
        operations.welcome_guest(meeting, by=by, name=form.cleaned_data["guest"])


@goes_by(visible_meetings, may_read_notes, may_hear, sending=may_write_note)
@never_cache
def item(request: HttpRequest, ref: str, item: int) -> HttpResponse:
    """The item now being taken: what is said, decided and raised under it, in one form that loses nothing."""
    meeting = meeting_of(request, ref)
    require(may_read_notes(request.user, meeting.group))
    agenda = read_agenda(meeting)
    line = agenda.line_of(item)
    if line is None:
        raise Http404
    require(may_hear(request.user, line.item))
    if request.method == "POST":
        require(may_write_note(request.user, line.item))
    if meeting.is_planned or meeting.status == Meeting.Status.CANCELLED:
        return redirect(meeting)
    live = Live(request, meeting, agenda, line)
    if request.method == "POST":
        answer = live.answer()
        if answer:
            return answer
    return render(request, "meetings/run.html", live.context())


@goes_by(visible_meetings, may_close, sending=may_close)
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Shows what is unfinished and where it goes; on confirmation closes the meeting."""
    meeting = meeting_of(request, ref)
    require(may_close(request.user, meeting))
    if request.method == "POST":
        left = operations.close_meeting(meeting, by=request.user)
        messages.success(request, _closed_words(len(left)))
        return redirect(meeting)
    facts = {"meeting": meeting, "agenda": read_agenda(meeting), "following": next_of(meeting)}
    facts["kept"] = withheld_of(request.user, meeting)
    return render(request, "meetings/close.html", facts)


def _closed_words(left: int) -> str:
    if not left:
        return "Meeting closed. Nothing was left unfinished"
    return f"Meeting closed. {left} item{'' if left == 1 else 's'} carried to the next meeting"


@goes_by(visible_meetings, visible_decisions, may_explain, sending=may_explain)
def explain(request: HttpRequest, ref: str, decision: str) -> HttpResponse:
    """Adds reasons or dissent to a decision."""
    meeting = meeting_of(request, ref)
    taken = get_object_or_404(
        visible_decisions(request.user).select_related("meeting__group", "item"), meeting=meeting, ref=decision
    )
    require(may_explain(request.user, taken))
    first = {name: getattr(taken, name) for name in _EXPLAINED}
    form = ExplainForm(request.POST or None, initial=first, version=taken.version)
    conflict = None
    if form.is_valid():
        try:
            operations.explain(taken, by=request.user, seen=form.version_seen, **form.cleaned_data)
        except ChangedByAnother as changed:
            theirs = {name: getattr(changed.thing, name) for name in _EXPLAINED}
            conflict = conflict_rows(changed.thing, form, theirs)
            form = ExplainForm(initial=form.cleaned_data, version=changed.thing.version)
        else:
            say_saved(request, f"Decision {taken.ref} explained", form, taken)
            return redirect(_back(meeting, taken))
    facts = {"meeting": meeting, "decision": taken, "form": form, "conflict_facts": conflict}
    return render(request, "meetings/explain.html", facts)


def _back(meeting: Meeting, decision: Any) -> str:
    """To the item while the meeting runs, else to the decision on the meeting's page."""
    if meeting.is_open and decision.item_id:
        return reverse("meetings:item", args=[meeting.ref, decision.item_id])
    return decision.get_absolute_url()

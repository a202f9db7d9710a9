"""What a meeting leaves behind: its minutes as they are read, corrected and approved; decisions ratified; the logs."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.cases.pages import mark
from threespires.kernel.addresses import asking
from threespires.kernel.clock import today
from threespires.kernel.dates import add_months, say_date
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import Refused, require
from threespires.meetings import operations
from threespires.meetings.along import way_back
from threespires.meetings.models import Decision, Meeting
from threespires.meetings.permissions import (
    may_answer_correction,
    may_approve,
    may_ask_correction,
    may_circulate,
    may_open_minutes_again,
    may_ratify_now,
    may_read_notes,
    may_run,
    under_way_after,
    visible_decisions,
    visible_meetings,
)
from threespires.meetings.record.attended import attendance_of
from threespires.meetings.record.forms import AnswerForm, CorrectionForm, RatifyForm
from threespires.meetings.record.logs import LOGS, actions_raised, decisions_taken
from threespires.meetings.record.paper import paper, told_corrections
from threespires.meetings.record.word import word_file
from threespires.meetings.views.meeting import meeting_of
from threespires.partnership.models import Group
from threespires.partnership.permissions import visible_groups

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ON_A_PAGE = 50
_MONTHS = ("12", "24", "60")


@goes_by(visible_meetings, may_read_notes, sending=may_run)
def minutes(request: HttpRequest, ref: str) -> HttpResponse:
    """The minutes: the page is the record. The button pressed circulates, approves or opens them again."""
    meeting = _held(request, ref)
    at = under_way_after(meeting)
    if request.method == "POST":
        return _step(request, meeting, at)
    person = request.user
    account = paper(meeting, person)
    return render(
        request,
        "meetings/minutes.html",
        {
            "meeting": meeting,
            "paper": account,
            "at": at,
            "may_circulate": may_circulate(person, meeting),
            "may_ask": may_ask_correction(person, meeting),
            "may_approve": may_approve(person, meeting, at) if at else None,
            "may_open_again": may_open_minutes_again(person, meeting),
            "answerable": {each.pk for each in account.corrections if may_answer_correction(person, each)},
        },
    )


def _step(request: HttpRequest, meeting: Meeting, at: Meeting | None) -> HttpResponse:
    require(may_run(request.user, meeting.group))
    do = request.POST.get("do", "")
    if do == "circulate":
        operations.circulate(meeting, by=request.user)
        messages.success(request, "The minutes are circulated")
    elif do == "approve":
        if at is None:
            raise Refused("Minutes are approved while a later meeting of the group is under way")
        operations.approve(meeting, by=request.user, at=at)
        messages.success(request, f"The minutes are approved. They are locked once {at} closes")
    elif do == "open_again":
        operations.open_minutes_again(meeting, by=request.user)
        messages.success(request, "The minutes are open again, to be corrected")
    return _on_from(request, meeting)


@goes_by(visible_meetings, may_read_notes)
def word(request: HttpRequest, ref: str) -> HttpResponse:
    """The minutes as a Word file."""
    meeting = _held(request, ref)
    content = word_file(paper(meeting, request.user), marking=getattr(request, "marking", ""))
    answer = HttpResponse(content, content_type=_WORD)
    answer["Content-Disposition"] = f'attachment; filename="minutes-{meeting.ref}.docx"'
    return answer


@goes_by(visible_meetings, may_read_notes, may_ask_correction, sending=may_ask_correction)
def correct(request: HttpRequest, ref: str) -> HttpResponse:
    """Somebody asks that circulated minutes be put right."""
    meeting = _held(request, ref)
    require(may_ask_correction(request.user, meeting))
    form = CorrectionForm(request.POST or None, meeting=meeting, person=request.user)
    if form.is_valid():
        operations.ask_correction(meeting, by=request.user, **form.cleaned_data)
        messages.success(request, "Your correction is with whoever keeps the minutes")
        return redirect("meetings:minutes", ref)
    return render(request, "meetings/correct.html", {"meeting": meeting, "form": form})


@goes_by(visible_meetings, may_read_notes, may_answer_correction, sending=may_answer_correction)
def answer(request: HttpRequest, ref: str, correction: int) -> HttpResponse:
    """A correction was made, or is not, for a reason."""
    meeting = _held(request, ref)
    asked = get_object_or_404(told_corrections(meeting, request.user), pk=correction)
    asked.meeting = meeting
    require(may_answer_correction(request.user, asked))
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        made = form.cleaned_data["choice"] == "make"
        answers = operations.make_correction if made else operations.decline_correction
        answers(asked, by=request.user, answer=form.cleaned_data["answer"])
        messages.success(request, "The correction is answered")
        return redirect("meetings:minutes", ref)
    return render(request, "meetings/answer.html", {"meeting": meeting, "correction": asked, "form": form})


@goes_by(visible_meetings, visible_decisions, may_ratify_now, sending=may_ratify_now)
def ratify(request: HttpRequest, ref: str, decision: str) -> HttpResponse:
    """A later meeting ratifies a decision that was taken without a quorum, or doesn't."""
    meeting = meeting_of(request, ref)
    taken: Decision = get_object_or_404(
        visible_decisions(request.user).select_related("item"), meeting=meeting, ref=decision
    )
    taken.meeting = meeting
    require(may_ratify_now(request.user, taken))
    at = under_way_after(meeting) or meeting
    form = RatifyForm(request.POST or None)
    if form.is_valid():
        if form.cleaned_data["choice"] == "ratify":
            operations.ratify(taken, by=request.user, at=at)
        else:
            operations.reject(taken, by=request.user, at=at, because=form.cleaned_data["because"])
        messages.success(request, f"Decision {taken.ref} is {taken.get_status_display().lower()}")
        return _on_from(request, meeting)
    return render(request, "meetings/ratify.html", {"meeting": meeting, "decision": taken, "at": at, "form": form})


@goes_by(visible_meetings)
def log(request: HttpRequest, kind: str) -> HttpResponse:
    """All decisions of the meetings that one may see, or all actions raised at them, the latest first."""
    if kind not in LOGS:
        raise Http404
    person = request.user
    groups = list(Group.objects.filter(pk__in=visible_meetings(person).order_by().values("group")).order_by("order"))
    chosen = next((group for group in groups if group.key == request.GET.get("group")), None)
    state = request.GET.get("state", "")
    found = (decisions_taken if kind == "decisions" else actions_raised)(person, chosen, state)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    facts = {"kind": kind, "log": LOGS[kind], "groups": groups, "chosen": chosen, "state": state, "page": page}
    pages = asking("?", group=chosen.key if chosen else "", state=state)
    return render(request, "meetings/log.html", {**facts, "rows": LOGS[kind].rows(page), "pages": pages})


@goes_by(visible_groups, may_read_notes)
def attendance(request: HttpRequest, key: str) -> HttpResponse:
    """Who came to a group's meetings over time: each person and each agency."""
    group = get_object_or_404(visible_groups(request.user), key=key)
    require(may_read_notes(request.user, group))
    if group.is_case_group:
        mark(request, f"Only members of {group} may read this")
    months = int(request.GET["months"]) if request.GET.get("months") in _MONTHS else 12
    since = add_months(today(), -months)
    facts = {"group": group, "record": attendance_of(group, since, today()), "since": since, "months": months}
    return render(request, "meetings/attended.html", facts)


def _held(request: HttpRequest, ref: str) -> Meeting:
    """A meeting that was opened, to those who read what was said there; a case group's page is marked."""
    meeting = meeting_of(request, ref)
    require(may_read_notes(request.user, meeting.group))
    if meeting.status not in (Meeting.Status.OPEN, Meeting.Status.CLOSED):
        raise Refused(f"The meeting of {say_date(meeting.day)} has no minutes")
    if meeting.group.is_case_group:
        mark(request, f"Only members of {meeting.group} may read this")
    return meeting


def _on_from(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Back to the meeting from which the page was opened, else to the minutes."""
    back: Any = way_back(request)
    return redirect(back[1]) if back else redirect("meetings:minutes", meeting.ref)

"""Papers of a meeting and its pack: read, handed in, replaced, put together, sent out, fetched."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from threespires.cases.pages import mark
from threespires.design.forms import ConfirmForm
from threespires.documents.views import SHUT_IN
from threespires.history.conflicts import say_saved
from threespires.history.telling import Words, events_about, tell
from threespires.kernel.locks import ChangedByAnother
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.meetings.models import Meeting
from threespires.meetings.permissions import visible_meetings
from threespires.meetings.views.meeting import meeting_of
from threespires.papers import operations, shown
from threespires.papers.contents import items_of, listed
from threespires.papers.forms import AboutPaperForm, HandInForm, ReplaceForm, WithdrawForm
from threespires.papers.models import Paper
from threespires.papers.permissions import (
    may_change_paper,
    may_fetch_pack,
    may_hand_in,
    may_make_pack,
    may_send_out,
    visible_papers,
)
from threespires.papers.reading import pack_for

_HISTORY = Words(
    verbs={
        "paper.handed_in": "Handed in",
        "paper.replaced": "Replaced by a later version",
        "paper.amended": "Amended",
        "paper.withdrawn": "Withdrawn",
    }
)


@goes_by(visible_meetings)
def pack(request: HttpRequest, ref: str) -> HttpResponse:
    """All papers of a meeting by item of its agenda, and how its pack stands."""
    meeting = _meeting(request, ref)
    items = items_of(request.user, meeting)
    last = meeting.packs.order_by("-edition").first()
    may_make = may_make_pack(request.user, meeting)
    return render(
        request,
        "papers/pack.html",
        {
            "meeting": meeting,
            "items": shown.item_rows(items),
            "pack": last,
            "faults": shown.faults(items) if may_make else [],
            "waiting": shown.waiting(items),
            "may_make": may_make,
            "may_send_out": may_send_out(request.user, last) if last else None,
            "may_fetch": may_fetch_pack(request.user, meeting),
            "may_hand_in": may_hand_in(request.user, meeting),
            "form": ConfirmForm(),
        },
    )


@goes_by(visible_meetings, may_hand_in, sending=may_hand_in)
def hand_in(request: HttpRequest, ref: str) -> HttpResponse:
    meeting = _meeting(request, ref)
    require(may_hand_in(request.user, meeting))
    initial = {"item": request.GET.get("item", "")}
    form = HandInForm(
        request.POST or None, request.FILES or None, meeting=meeting, person=request.user, initial=initial
    )
    if form.is_valid():
        made = operations.hand_in(meeting, by=request.user, **form.cleaned_data)
        messages.success(request, f"“{made.title}” is handed in")
        return redirect("papers:pack", ref)
    return render(request, "papers/hand_in.html", {"meeting": meeting, "form": form})


@goes_by(sending=(visible_meetings, may_make_pack))
@require_POST
def make(request: HttpRequest, ref: str) -> HttpResponse:
    meeting = _meeting(request, ref)
    operations.ask_for_pack(meeting, by=request.user)
    return redirect("papers:pack", ref)


@goes_by(sending=(visible_meetings, may_send_out))
@require_POST
def send_out(request: HttpRequest, ref: str) -> HttpResponse:
    meeting = _meeting(request, ref)
    last = get_object_or_404(meeting.packs.order_by("-edition")[:1])
    sent = operations.send_out(last, by=request.user)
    messages.success(request, f"{sent} sent out. Its readers are told by letter")
    return redirect("papers:pack", ref)


@goes_by(visible_meetings, may_fetch_pack)
def fetch(request: HttpRequest, ref: str) -> HttpResponse:
    """The pack as one PDF, bound for whoever fetches it."""
    meeting = _meeting(request, ref)
    require(may_fetch_pack(request.user, meeting))
    answer = HttpResponse(pack_for(request.user, meeting), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, f"pack-{slugify(meeting.ref)}.pdf")
    answer["Content-Security-Policy"] = SHUT_IN
    answer["Cache-Control"] = "private, no-store"
    return answer


@goes_by(visible_papers)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper with its versions, and where it stands in the pack."""
    found = _paper(request, pk)
    meeting = found.meeting
    row = next(each for each in listed(request.user, meeting) if each.paper.pk == found.pk)
    return render(
        request,
        "papers/paper.html",
        {
            "paper": found,
            "meeting": meeting,
            "asked": shown.asked_words(found),
            "versions": shown.version_rows(row),
            "where": row.current.numbers if row.current else "",
            "tags": shown.tags(row),
            "may_change": may_change_paper(request.user, found),
            "events": tell(events_about(found), _HISTORY),
        },
    )


@goes_by(visible_papers, may_change_paper, sending=may_change_paper)
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    found = _paper(request, pk)
    require(may_change_paper(request.user, found))
    initial = {name: getattr(found, name) for name in ("title", "written_by", "asked", "audience")}
    initial["item"] = str(found.item_id or "")
    form = AboutPaperForm(
        request.POST or None, meeting=found.meeting, person=request.user, initial=initial, version=found.version
    )
    if form.is_valid():
        try:
            operations.amend(found, by=request.user, seen=form.version_seen, **form.cleaned_data)
        except ChangedByAnother as changed:
            form = AboutPaperForm(
                meeting=found.meeting, person=request.user, initial=_typed(form), version=changed.thing.version
            )
            return render(request, "papers/amend.html", {"paper": found, "form": form, "changed": changed.thing})
        say_saved(request, f"“{found.title}” amended", form, found)
        return redirect(found)
    return render(request, "papers/amend.html", {"paper": found, "form": form, "changed": None})


def _typed(form: AboutPaperForm) -> dict[str, Any]:
    return form.cleaned_data | {"item": form.data.get("item", "")}


@goes_by(visible_papers, may_change_paper, sending=may_change_paper)
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    found = _paper(request, pk)
    require(may_change_paper(request.user, found))
    form = ReplaceForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        operations.replace(found, by=request.user, **form.cleaned_data)
        messages.success(request, f"A new version of “{found.title}” is handed in")
        return redirect(found)
    return render(request, "papers/replace.html", {"paper": found, "form": form})


@goes_by(visible_papers, may_change_paper, sending=may_change_paper)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _paper(request, pk)
    require(may_change_paper(request.user, found))
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        operations.withdraw(found, by=request.user, **form.cleaned_data)
        messages.success(request, f"“{found.title}” is withdrawn")
        return redirect("papers:pack", found.meeting.ref)
    return render(request, "papers/withdraw.html", {"paper": found, "form": form})


def _meeting(request: HttpRequest, ref: str) -> Meeting:
    return _marked(request, meeting_of(request, ref))


def _paper(request: HttpRequest, pk: int) -> Paper:
    seen = visible_papers(request.user).select_related("meeting__group", "put_by", "item")
    found = get_object_or_404(seen, pk=pk)
    _marked(request, found.meeting)
    return found


def _marked(request: HttpRequest, meeting: Meeting) -> Meeting:
    if meeting.group.is_case_group:
        mark(request, "Members of this group only")
    return meeting

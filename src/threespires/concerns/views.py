"""Possible concerns: those that wait and those that were closed, and one of them to read and deal with."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.cases.pages import mark
from threespires.cases.recording import looked
from threespires.concerns import operations
from threespires.concerns.forms import DoubtForm, ReferForm
from threespires.concerns.lifecycle import IS_OPEN
from threespires.concerns.models import Concern
from threespires.concerns.permissions import (
    answers_for,
    may_agree,
    may_doubt,
    may_put_back,
    may_refer,
    may_see_concerns,
    visible_concerns,
)
from threespires.concerns.shown import duty_today, say_who_is_told
from threespires.design.forms import ConfirmForm
from threespires.history.telling import Words, events_about, tell
from threespires.kernel.dates import say_moment, say_waiting
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.partnership.contacts import contacts_now

ON_A_PAGE = 50
_HISTORY = Words(
    verbs={
        "concern.marked": "Marked as a possible concern",
        "concern.referred": "Referral recorded",
        "concern.doubted": "No referral needed, one says",
        "concern.not_needed": "No referral needed: the duty post agreed",
        "concern.put_back": "A referral is needed after all",
    }
)


@goes_by(may_see_concerns, visible_concerns)
def concerns(request: HttpRequest) -> HttpResponse:
    """Those that wait, and those that are closed, the latest first. None of the words stand here."""
    if not may_see_concerns(request.user):
        raise Http404
    seen = visible_concerns(request.user).select_related("group", "marked_by", "closed_by")
    waiting = [_row(each) for each in seen.filter(status__in=IS_OPEN)]
    page = Paginator(seen.exclude(status__in=IS_OPEN), ON_A_PAGE).get_page(request.GET.get("page"))
    heading = say_waiting(len(waiting), "possible concern")
    facts = {"heading": heading, "waiting": waiting, "closed": [_row(each) for each in page], "page": page}
    return render(request, "concerns/concerns.html", facts)


def _row(found: Concern) -> dict[str, Any]:
    marked = f"Marked by {found.marked_by}, {say_moment(found.marked_at)}"
    closed = f"Closed by {found.closed_by}, {say_moment(found.closed_at)}" if found.closed_at else ""
    return {
        "title": str(found),
        "href": found.get_absolute_url(),
        "detail": [line for line in (f"Written to {found.group.in_a_sentence}", marked, closed) if line],
        "tag": _tag(found),
    }


def _tag(found: Concern) -> dict[str, str]:
    return {"text": found.get_status_display(), "tone": "late" if found.is_open else "done"}


@goes_by(visible_concerns)
def concern(request: HttpRequest, ref: str) -> HttpResponse:
    """What was written, who marked it, and what is to be done. Whoever opens it is written down."""
    found = _found(request, ref)
    text = found.text
    looked([text], by=request.user, seat=str(answers_for(request.user, found)))
    return render(
        request,
        "concerns/concern.html",
        {
            "concern": found,
            "told": text.told,
            "published": text.published_at,
            "state": _tag(found),
            "duty": duty_today(),
            "contacts": contacts_now(),
            "may_refer": may_refer(request.user, found),
            "may_doubt": may_doubt(request.user, found),
            "may_agree": may_agree(request.user, found),
            "may_put_back": may_put_back(request.user, found),
            "form": ConfirmForm(),
            "events": tell(events_about(found), _HISTORY),
        },
    )


@goes_by(visible_concerns, may_refer, sending=may_refer)
def refer(request: HttpRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    require(may_refer(request.user, found))
    form = ReferForm(request.POST or None)
    if form.is_valid():
        operations.refer(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Referral recorded. The concern is closed")
        return redirect(found)
    return render(request, "concerns/refer.html", {"concern": found, "form": form})


@goes_by(visible_concerns, may_doubt, sending=may_doubt)
def doubt(request: HttpRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    require(may_doubt(request.user, found))
    form = DoubtForm(request.POST or None)
    if form.is_valid():
        operations.doubt(found, by=request.user, **form.cleaned_data)
        messages.success(
            request, f"Written down. {say_who_is_told()} Until the duty post agrees, the concern stays open"
        )
        return redirect(found)
    return render(request, "concerns/doubt.html", {"concern": found, "form": form})


@goes_by(sending=(visible_concerns, may_agree))
def agree(request: HttpRequest, ref: str) -> HttpResponse:
    found = operations.agree(_found(request, ref), by=request.user)
    messages.success(request, "Agreed. The concern is closed")
    return redirect(found)


@goes_by(sending=(visible_concerns, may_put_back))
def put_back(request: HttpRequest, ref: str) -> HttpResponse:
    found = operations.put_back(_found(request, ref), by=request.user)
    messages.success(request, "A referral is needed. The concern is open")
    return redirect(found)


def _found(request: HttpRequest, ref: str) -> Concern:
    """The concern, if the person may see it; marks the page."""
    seen = visible_concerns(request.user).select_related("group", "marked_by", "doubted_by", "closed_by")
    found = get_object_or_404(seen, ref=ref)
    mark(request, "Only the duty post and those who moderate it may read this")
    return found

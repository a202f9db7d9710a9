"""The register of requests for information, and one of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.cases.pages import mark
from threespires.history.conflicts import save_or_differ
from threespires.history.telling import Words, events_about, tell
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date, say_days_late, say_number
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import Refused, require
from threespires.law.requests import request_clocks
from threespires.work.information_requests import operations
from threespires.work.information_requests.forms import (
    AnswerForm,
    ExtendForm,
    HandOverForm,
    RecordForm,
    StepForm,
    WithdrawForm,
)
from threespires.work.information_requests.models import InformationRequest
from threespires.work.information_requests.permissions import (
    may_extend,
    may_handle,
    may_record_requests,
    may_see_register,
    visible_requests,
)

ON_A_PAGE = 50
_HISTORY = Words(
    verbs={
        "request.recorded": "Recorded",
        "request.handed_over": "Handed over",
        "request.step_added": "Step added",
        "request.extended": "Lengthened",
        "request.answered": "Answered",
        "request.withdrawn": "Taken back by whoever asked",
    },
    fields={"due_on": "Due", "handler": "Handled by"},
)


@goes_by(may_see_register, visible_requests)
def register(request: HttpRequest) -> HttpResponse:
    """Those that are open, the soonest due first, and those that ended. Who asks stands in neither list."""
    if not may_see_register(request.user):
        raise Http404
    seen = visible_requests(request.user).select_related("handler", "group")
    still = seen.filter(status=InformationRequest.Status.OPEN).order_by("due_on", "ref")
    page = Paginator(seen.exclude(status=InformationRequest.Status.OPEN), ON_A_PAGE).get_page(request.GET.get("page"))
    waiting = [_row(each) for each in still]
    return render(
        request,
        "information_requests/register.html",
        {
            "heading": _say(list(still)),
            "open": waiting,
            "ended": [_row(each) for each in page],
            "page": page,
            "clocks": request_clocks(),
            "may_record": may_record_requests(request.user),
        },
    )


def _say(still: list[InformationRequest]) -> str:
    """Three requests are open. One is late."""
    if not still:
        return "No request is open"
    late = sum(bool(each.due_on and each.due_on < today()) for each in still)
    said = f"{say_number(len(still)).capitalize()} request{' is' if len(still) == 1 else 's are'} open."
    return f"{said} {say_number(late).capitalize()} {'is' if late == 1 else 'are'} late." if late else said


def _row(found: InformationRequest) -> dict[str, Any]:
    ended = f"{found.get_decision_display() or found.get_status_display()}, {say_date(found.answered_on)}"
    late = say_days_late(found.due_on, today()) if found.is_open else ""
    about = f" · about a case of {found.group}" if found.group else ""
    return {
        "title": str(found),
        "href": found.get_absolute_url(),
        "detail": f"Received {say_date(found.received_on)} · {found.handler}{about}",
        "aside": f"Due {found.due_words}" if found.is_open else ended,
        "tag": {"text": late, "tone": "late"} if late else None,
    }


@goes_by(may_record_requests, sending=may_record_requests)
def new(request: HttpRequest) -> HttpResponse:
    if not may_record_requests(request.user):
        raise Http404
    form = RecordForm(request.POST or None, person=request.user)
    if form.is_valid():
        try:
            made = operations.record_request(by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("handler", refused.reason)
        else:
            messages.success(
                request, f"Recorded. It is to be answered by {say_date(made.due_on)}" if made.due_on else "Recorded"
            )
            return redirect(made)
    return render(request, "information_requests/new.html", {"form": form})


@goes_by(visible_requests)
def request_page(request: HttpRequest, ref: str) -> HttpResponse:
    """One request: its clock, who handles it, what was done, how it was answered."""
    found = _found(request, ref)
    return render(
        request,
        "information_requests/request.html",
        {
            "request_": found,
            "clock": found.clock,
            "late": say_days_late(found.due_on, today()) if found.is_open else "",
            "steps": list(found.steps.select_related("by")),
            "may_handle": may_handle(request.user, found),
            "may_extend": may_extend(request.user, found),
            "events": tell(events_about(found), _HISTORY),
        },
    )


@goes_by(visible_requests, may_handle, sending=may_handle)
def add_step(request: HttpRequest, ref: str) -> HttpResponse:
    return _ask(request, ref, StepForm, "Add a step", "Add it", "Step added", operations.add_step)


@goes_by(visible_requests, may_handle, may_extend, sending=may_extend)
def extend(request: HttpRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    require(may_handle(request.user, found) & may_extend(request.user, found))
    until = say_date(found.clock.extended(found.received_on))
    words = f"{found.clock.further_words}. It is then to be answered by {until}."
    return _ask(request, ref, ExtendForm, "Lengthen it", "Lengthen it", "Lengthened", operations.extend, words)


@goes_by(visible_requests, may_handle, sending=may_handle)
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    return _ask(request, ref, AnswerForm, "Record the answer", "Record it", "Answer recorded", operations.answer)


@goes_by(visible_requests, may_handle, sending=may_handle)
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    return _ask(request, ref, WithdrawForm, "It was taken back", "Record it", "Recorded", operations.withdraw)


@goes_by(visible_requests, may_handle, sending=may_handle)
def hand_over(request: HttpRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    require(may_handle(request.user, found))
    form = HandOverForm(
        request.POST or None, person=request.user, initial={"handler": found.handler}, version=found.version
    )
    done, differences = save_or_differ(
        request,
        form,
        "Handed over",
        lambda: operations.hand_over(found, by=request.user, seen=form.version_seen, **form.cleaned_data),
        refused_at="handler",
    )
    if done:
        return redirect(found if visible_requests(request.user).filter(pk=found.pk).exists() else "home:home")
    return _form_page(request, found, form, "Hand it over", "Hand it over", differences=differences)


def _ask(
    request: HttpRequest,
    ref: str,
    form_class: type,
    title: str,
    button: str,
    said: str,
    do: Callable[..., Any],
    lead: str = "",
) -> HttpResponse:
    """A page that asks one thing about an open request, and does it."""
    found = _found(request, ref)
    require(may_handle(request.user, found))
    form = form_class(request.POST or None)
    if form.is_valid():
        do(found, by=request.user, **form.cleaned_data)
        messages.success(request, said)
        return redirect(found)
    return _form_page(request, found, form, title, button, lead=lead)


def _form_page(
    request: HttpRequest, found: InformationRequest, form: Any, title: str, button: str, **more: Any
) -> HttpResponse:
    facts = {"request_": found, "form": form, "title": title, "button_words": button, "lead": "", "differences": None}
    return render(request, "information_requests/ask.html", facts | more)


def _found(request: HttpRequest, ref: str) -> InformationRequest:
    """The request, if the person may see it; marks the page."""
    found = get_object_or_404(visible_requests(request.user).select_related("handler", "group", "recorded_by"), ref=ref)
    mark(
        request,
        f"Only members of {found.group} may read this" if found.group else "Only those who handle it may read this",
    )
    return found

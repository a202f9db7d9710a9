"""Lines of enquiry: the list, the page of one, opening and closing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from threespires.history.models import Event
from threespires.kernel import plates
from threespires.kernel.dates import say_date, say_number
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.partnership.models import PracticeApproach
from threespires.thread.priorities import operations
from threespires.thread.priorities.forms import BecauseForm, EnquiryForm
from threespires.thread.priorities.models import LineOfEnquiry, Scaling, Statement
from threespires.thread.priorities.permissions import (
    agencies_to_scale_for,
    may_close_enquiry,
    may_open_enquiry,
    may_set_priority,
    may_state,
    visible_enquiries,
)
from threespires.thread.priorities.shown import columns, scales

ON_A_PAGE = 50
_Status = LineOfEnquiry.Status


@goes_by(visible_enquiries)
def enquiries(request: HttpRequest) -> HttpResponse:
    """Those that are open, or those that are closed."""
    seen = visible_enquiries(request.user)
    cite = request.GET.get("cite", "")[:20]
    status = _Status.CLOSED if request.GET.get("status") == _Status.CLOSED else _Status.OPEN
    page = Paginator(seen.filter(status=status), ON_A_PAGE).get_page(request.GET.get("page"))
    number = dict(seen.order_by().values_list("status").annotate(Count("pk")))
    return render(
        request,
        "priorities/enquiries.html",
        {
            "rows": _rows(list(page), cite),
            "cite": cite,
            "page": page,
            "status": status,
            "open": number.get(_Status.OPEN, 0),
            "open_words": say_number(number.get(_Status.OPEN, 0)).capitalize(),
            "closed": number.get(_Status.CLOSED, 0),
            "may_open": may_open_enquiry(request.user),
        },
    )


@goes_by(visible_enquiries)
def enquiry(request: HttpRequest, ref: str) -> HttpResponse:
    """The question, what was answered under each heading, and how safe each agency says it is."""
    found = get_object_or_404(visible_enquiries(request.user).select_related("approach"), ref=ref)
    stands_for = agencies_to_scale_for(request.user)
    is_open = found.status == _Status.OPEN
    return render(
        request,
        "priorities/enquiry.html",
        {
            "enquiry": found,
            "columns": columns(found, request.user, request.GET.get("meeting", "")),
            "scales": scales(found),
            "strip": plates.answer("thread_strip", found, request.user, otherwise=[]),
            "sections": plates.record_sections(request.user, found),
            "earlier": earlier_versions(found).count(),
            "may_state": may_state(request.user, found),
            "may_set": is_open and may_set_priority(request.user),
            "may_scale": is_open and stands_for.exists(),
            "may_close": may_close_enquiry(request.user, found),
        },
    )


@goes_by(may_open_enquiry, sending=may_open_enquiry)
def new(request: HttpRequest) -> HttpResponse:
    require(may_open_enquiry(request.user))
    approach = PracticeApproach.objects.now().order_by(F("starts").desc(nulls_last=True), "-pk").first()
    form = EnquiryForm(request.POST or None, approach=approach)
    if form.is_valid():
        opened = operations.open_enquiry(by=request.user, **form.cleaned_data)
        messages.success(request, "Line of enquiry opened")
        return redirect(opened)
    return render(request, "priorities/new_enquiry.html", {"form": form, "approach": approach})


@goes_by(visible_enquiries, may_close_enquiry, sending=may_close_enquiry)
def close(request: HttpRequest, ref: str) -> HttpResponse:
    found = get_object_or_404(visible_enquiries(request.user), ref=ref)
    require(may_close_enquiry(request.user, found))
    form = BecauseForm(
        request.POST or None,
        label="Why is it closed?",
        hint="What was answered, or why it is left. What was stated stays to be read.",
    )
    if form.is_valid():
        operations.close_enquiry(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Line of enquiry closed")
        return redirect(found)
    return render(request, "priorities/close_enquiry.html", {"enquiry": found, "form": form})


def earlier_versions(found: LineOfEnquiry) -> Any:
    """The events by which statements were reworded or withdrawn, the latest first."""
    statements = [str(pk) for pk in found.statements.values_list("pk", flat=True)]
    changed = ("statement.reworded", "statement.withdrawn")
    return Event.objects.filter(kind="priorities.statement", thing__in=statements, verb__in=changed)


def _rows(found: list[LineOfEnquiry], cite: str) -> list[dict[str, Any]]:
    """Lines of enquiry in the list; they lead to stating what a piece of learning means, where one is cited."""
    among = Q(enquiry__in=found)
    stated = _counted(Statement.objects.standing().filter(among), Count("pk"))
    scaled = _counted(Scaling.objects.filter(among), Count("agency", distinct=True))
    rows = []
    for enquiry in found:
        href = enquiry.get_absolute_url()
        if cite:
            href = f"{reverse('priorities:new_statement', args=[enquiry.ref])}?{urlencode({'cite': cite})}"
        detail = _told(enquiry, stated.get(enquiry.pk, 0), scaled.get(enquiry.pk, 0))
        rows.append({"title": enquiry.question, "href": href, "detail": detail})
    return rows


def _counted(things: QuerySet, count: Count) -> dict[int, int]:
    return dict(things.order_by().values_list("enquiry").annotate(count))


def _told(enquiry: LineOfEnquiry, stated: int, scaled: int) -> str:
    opened = f"Opened {say_date(enquiry.opened_on)}"
    if enquiry.closed_on:
        return f"{opened} · closed {say_date(enquiry.closed_on)}: {enquiry.closed_because}"
    agencies = f"scaled by {scaled} agenc{'y' if scaled == 1 else 'ies'}" if scaled else "not yet scaled"
    return f"{opened} · {stated} statement{'' if stated == 1 else 's'} · {agencies}"

"""Lines of enquiry: the list, the page of one, opening and closing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from threespires.history.models import Event
from threespires.kernel import plates
from threespires.kernel.dates import say_date, say_number
from threespires.kernel.verdict import require
from threespires.partnership.models import PracticeApproach
from threespires.thread.priorities import operations
from threespires.thread.priorities.forms import BecauseForm, EnquiryForm
from threespires.thread.priorities.models import LineOfEnquiry
from threespires.thread.priorities.permissions import (
    agencies_to_scale_for,
    may_close_enquiry,
    may_open_enquiry,
    may_state,
    visible_enquiries,
)
from threespires.thread.priorities.shown import columns, scales

ON_A_PAGE = 50
_Status = LineOfEnquiry.Status


def enquiries(request: HttpRequest) -> HttpResponse:
    """Those that are open, or those that are closed."""
    seen = visible_enquiries(request.user)
    cite = request.GET.get("cite", "")[:20]
    status = _Status.CLOSED if request.GET.get("status") == _Status.CLOSED else _Status.OPEN
    found = seen.filter(status=status).annotate(
        stated=Count("statements", filter=Q(statements__withdrawn_at=None), distinct=True),
        scaled=Count("scalings__agency", distinct=True),
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    number = dict(seen.order_by().values_list("status").annotate(Count("pk")))
    return render(
        request,
        "priorities/enquiries.html",
        {
            "rows": [_row(enquiry, cite) for enquiry in page],
            "cite": cite,
            "page": page,
            "status": status,
            "open": number.get(_Status.OPEN, 0),
            "open_words": say_number(number.get(_Status.OPEN, 0)).capitalize(),
            "closed": number.get(_Status.CLOSED, 0),
            "may_open": may_open_enquiry(request.user),
        },
    )


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
            "columns": columns(found, request.user),
            "scales": scales(found),
            "strip": plates.answer("thread_strip", found, request.user, otherwise=[]),
            "sections": plates.record_sections(request.user, found),
            "earlier": earlier_versions(found).count(),
            "may_state": may_state(request.user, found),
            "may_scale": is_open and stands_for.exists(),
            "may_close": may_close_enquiry(request.user, found),
        },
    )


def new(request: HttpRequest) -> HttpResponse:
    require(may_open_enquiry(request.user))
    approach = PracticeApproach.objects.now().order_by("-starts", "-pk").first()
    form = EnquiryForm(request.POST or None, approach=approach)
    if form.is_valid():
        opened = operations.open_enquiry(by=request.user, **form.cleaned_data)
        messages.success(request, "Line of enquiry opened")
        return redirect(opened)
    return render(request, "priorities/new_enquiry.html", {"form": form, "approach": approach})


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


def _row(found: LineOfEnquiry, cite: str = "") -> dict[str, Any]:
    """A line of enquiry in the list; it leads to stating what a piece of learning means, where one is cited."""
    told = [
        f"Opened {say_date(found.opened_on)}",
        f"{found.stated} statement{'' if found.stated == 1 else 's'}",
        f"scaled by {found.scaled} agenc{'y' if found.scaled == 1 else 'ies'}" if found.scaled else "not yet scaled",
    ]
    if found.closed_on:
        told = [told[0], f"closed {say_date(found.closed_on)}", found.closed_because]
    href = found.get_absolute_url()
    if cite:
        href = f"{reverse('priorities:new_statement', args=[found.ref])}?{urlencode({'cite': cite})}"
    return {"title": found.question, "href": href, "detail": " · ".join(told)}

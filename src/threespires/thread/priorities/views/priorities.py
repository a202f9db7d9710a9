"""Priorities by quarter, the page of one, and setting one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from threespires.design.forms import ConfirmForm
from threespires.history.pages import history_page
from threespires.history.telling import Words, events_about
from threespires.kernel import plates
from threespires.kernel.clock import today
from threespires.kernel.dates import Quarter, say_date, say_number
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.partnership.models import Group, Seat
from threespires.thread.priorities import operations
from threespires.thread.priorities.forms import PriorityForm
from threespires.thread.priorities.models import LineOfEnquiry, Priority
from threespires.thread.priorities.permissions import (
    may_agree_vision,
    may_decide,
    may_set_priority,
    may_write_vision,
    visible_enquiries,
    visible_priorities,
)
from threespires.thread.priorities.shown import decisions_by_quarter, where_and_when
from threespires.thread.priorities.views.deciding import occasions

QUARTERS_SHOWN = 4
_HISTORY = Words(
    verbs={"priority.vision_agreed": "Vision agreed", "priority.vision_written": "Vision written"},
    fields={
        "title": "Title",
        "enquiries": "Set from",
        "outcome": "What will be different for children",
        "how_known": "How we shall know",
        "vision": "The vision",
        "status": "State",
    },
)


@goes_by(visible_priorities)
def priorities(request: HttpRequest) -> HttpResponse:
    """What was decided for each quarter, the latest first; above, what is not yet decided for this one."""
    seen = visible_priorities(request.user)
    here = Quarter.of(today())
    last = _quarter_asked(request) or here.next()
    shown = [last]
    while len(shown) < QUARTERS_SHOWN:
        shown.append(shown[-1].previous())
    decided = seen.filter(quarters__quarter__in=[quarter.starts for quarter in shown]).distinct()
    by_quarter = decisions_by_quarter(list(decided.prefetch_related("quarters")), shown)
    earliest = seen.order_by("quarters__quarter").values_list("quarters__quarter", flat=True).first()
    undecided = list(seen.undecided(here))
    return render(
        request,
        "priorities/priorities.html",
        {
            "here": here,
            "undecided": [_waiting(each) for each in undecided],
            "undecided_words": say_number(len(undecided)).capitalize(),
            "quarters": [(quarter, rows) for quarter, rows in by_quarter.items() if rows],
            "any": earliest is not None,
            "before": shown[-1].previous() if earliest and earliest < shown[-1].starts else None,
            "may_set": may_set_priority(request.user),
        },
    )


@goes_by(visible_priorities)
def priority(request: HttpRequest, ref: str) -> HttpResponse:
    """The outcome, how we shall know, the vision and who agreed it, and each quarter's decision."""
    seen = visible_priorities(request.user).prefetch_related("agreements__agreed_by", "enquiries", "quarters")
    found = get_object_or_404(seen, ref=ref)
    here = Quarter.of(today())
    return render(
        request,
        "priorities/priority.html",
        {
            "priority": found,
            "here": here,
            "is_undecided": found.status == Priority.Status.CURRENT
            and all(decision.quarter < here.starts for decision in found.quarters.all()),
            "quarters": [_decision(decision) for decision in reversed(found.quarters.all())],
            "members": _members(found),
            "strip": plates.answer("thread_strip", found, request.user, otherwise=[]),
            "sections": plates.record_sections(request.user, found),
            "may_decide": may_decide(request.user, found),
            "may_write": may_write_vision(request.user, found),
            "may_agree": may_agree_vision(request.user, found),
            "agreeing": ConfirmForm(version=found.version),
        },
    )


@goes_by(visible_priorities)
def history(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything that was decided about it, and what it said before."""
    found = get_object_or_404(visible_priorities(request.user), ref=ref)
    return history_page(
        request,
        events_about(found),
        _HISTORY,
        heading="History of this priority",
        caption=found.title,
        crumbs=[
            {"text": "Priorities", "href": reverse("priorities:priorities")},
            {"text": found.ref, "href": found.get_absolute_url()},
        ],
    )


@goes_by(may_set_priority, sending=may_set_priority)
def new(request: HttpRequest) -> HttpResponse:
    """The form, then the answers to check, then it is set."""
    require(may_set_priority(request.user))
    form = PriorityForm(
        request.POST or None,
        enquiries=visible_enquiries(request.user).filter(status=LineOfEnquiry.Status.OPEN),
        **occasions(request),
        initial={"enquiries": request.GET.getlist("enquiry")},
    )
    if PriorityForm.BACK not in request.POST and form.is_valid():
        if PriorityForm.CONFIRM in request.POST:
            made = operations.set_priority(by=request.user, **form.cleaned_data)
            messages.success(request, "Priority set")
            return redirect(made)
        return render(request, "priorities/check_priority.html", {"checked": form})
    return render(request, "priorities/new_priority.html", {"form": form})


def _quarter_asked(request: HttpRequest) -> Quarter | None:
    try:
        asked = date.fromisoformat(request.GET.get("until", ""))
    except ValueError:
        return None
    # Quarters are counted some way back and on from it, so it can't stand at the end of the calendar.
    return Quarter.of(asked) if 1900 < asked.year < 3000 else None


def _waiting(priority: Priority) -> dict[str, Any]:
    return {
        "title": priority.title,
        "href": priority.get_absolute_url(),
        "tag": {"text": "Not yet decided", "tone": "turn"},
        "detail": f"Set at {where_and_when(priority.occasion, priority.set_on)}",
    }


def _decision(decision: Any) -> dict[str, Any]:
    return {
        "quarter": str(Quarter(decision.quarter)),
        "choice": decision.get_choice_display(),
        "reason": decision.reason,
        "occasion": decision.occasion,
        "address": decision.occasion_address,
        "when": "" if say_date(decision.decided_on) in decision.occasion else say_date(decision.decided_on),
    }


def _members(found: Priority) -> list[dict[str, Any]]:
    """The implementation group's members, and who of them agreed the vision as it stands."""
    agreed = {given.agreed_by_id: given for given in found.agreements.all() if given.vision == found.vision}
    deciding = (Seat.Role.CHAIR, Seat.Role.VICE_CHAIR, Seat.Role.MEMBER, Seat.Role.DELEGATE)
    seats = Seat.objects.now().filter(group__kind=Group.Kind.IMPLEMENTATION, role__in=deciding)
    members = {seat.person_id: seat for seat in seats.select_related("person", "agency").order_by("person__name")}
    rows = [
        {
            "name": seat.person.name,
            "agency": str(seat.agency or ""),
            "aside": f"Agreed {say_date(agreed[key].agreed_on)}" if key in agreed else "Not yet",
        }
        for key, seat in members.items()
    ]
    left = [
        {"name": given.agreed_by.name, "agency": "no longer a member", "aside": f"Agreed {say_date(given.agreed_on)}"}
        for key, given in agreed.items()
        if key not in members
    ]
    return rows + left

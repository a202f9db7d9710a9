"""What the executive decides about a priority each quarter: carried forward, changed or closed."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.history.conflicts import save_or_differ
from threespires.kernel import plates
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import Refused, require
from threespires.partnership.models import Group
from threespires.thread.priorities import operations
from threespires.thread.priorities.forms import ChangeForm, ReasonForm, asked_of
from threespires.thread.priorities.models import LineOfEnquiry, Priority
from threespires.thread.priorities.permissions import may_decide, visible_enquiries, visible_priorities


@goes_by(visible_priorities, may_decide, sending=may_decide)
def carry(request: HttpRequest, ref: str) -> HttpResponse:
    priority = _priority(request, ref)
    decided = set(priority.quarters.values_list("quarter", flat=True))
    form = ReasonForm(request.POST or None, decided=decided, **occasions(request))
    if not form.fields["quarter"].choices:
        raise Refused("This quarter and the next have been decided already")
    if form.is_valid():
        operations.carry_forward(priority, by=request.user, **form.cleaned_data)
        messages.success(request, "Priority carried forward")
        return redirect(priority)
    return render(request, "priorities/carry.html", {"priority": priority, "form": form})


@goes_by(visible_priorities, may_decide, sending=may_decide)
def change(request: HttpRequest, ref: str) -> HttpResponse:
    priority = _priority(request, ref)
    enquiries = visible_enquiries(request.user)
    form = ChangeForm(
        request.POST or None,
        enquiries=enquiries.filter(Q(status=LineOfEnquiry.Status.OPEN) | Q(pk__in=priority.enquiries.values("pk"))),
        **occasions(request),
        initial=asked_of(priority),
        version=priority.version,
    )
    done, differences = save_or_differ(
        request,
        form,
        "Priority changed",
        lambda: operations.change_priority(priority, by=request.user, seen=form.version_seen, **form.cleaned_data),
    )
    if done:
        return redirect(priority)
    return render(request, "priorities/change.html", {"priority": priority, "form": form, "differences": differences})


@goes_by(visible_priorities, may_decide, sending=may_decide)
def close(request: HttpRequest, ref: str) -> HttpResponse:
    priority = _priority(request, ref)
    form = ReasonForm(request.POST or None, **occasions(request))
    if form.is_valid():
        operations.close_priority(priority, by=request.user, **form.cleaned_data)
        messages.success(request, "Priority closed")
        return redirect(priority)
    return render(request, "priorities/close.html", {"priority": priority, "form": form})


def _priority(request: HttpRequest, ref: str) -> Priority:
    priority = get_object_or_404(visible_priorities(request.user), ref=ref)
    require(may_decide(request.user, priority))
    return priority


def occasions(request: HttpRequest) -> dict[str, Any]:
    """The executive's last meetings, and the one from which the person came, if they came from one."""
    return {
        "held": plates.answer("held_meetings", request.user, Group.Kind.EXECUTIVE, otherwise=[]),
        "here": plates.answer("occasion", request, otherwise=None),
    }

"""What the executive decides about a priority each quarter: carried forward, changed or closed."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.history.conflicts import differences_between
from threespires.kernel import plates
from threespires.kernel.locks import ChangedByAnother
from threespires.kernel.verdict import Refused, require
from threespires.thread.priorities import operations
from threespires.thread.priorities.forms import ChangeForm, ReasonForm, asked_of
from threespires.thread.priorities.models import LineOfEnquiry, Priority
from threespires.thread.priorities.permissions import may_decide, visible_enquiries, visible_priorities


def carry(request: HttpRequest, ref: str) -> HttpResponse:
    priority = _priority(request, ref)
    decided = set(priority.quarters.values_list("quarter", flat=True))
    form = ReasonForm(request.POST or None, decided=decided, here=_occasion(request))
    if not form.fields["quarter"].choices:
        raise Refused("This quarter and the next have been decided already")
    if form.is_valid():
        operations.carry_forward(priority, by=request.user, **form.cleaned_data)
        messages.success(request, "Priority carried forward")
        return redirect(priority)
    return render(request, "priorities/carry.html", {"priority": priority, "form": form})


def change(request: HttpRequest, ref: str) -> HttpResponse:
    priority = _priority(request, ref)
    enquiries = visible_enquiries(request.user)
    form = ChangeForm(
        request.POST or None,
        enquiries=enquiries.filter(Q(status=LineOfEnquiry.Status.OPEN) | Q(pk__in=priority.enquiries.values("pk"))),
        here=_occasion(request),
        initial=asked_of(priority),
        version=priority.version,
    )
    differences = None
    if form.is_valid():
        try:
            operations.change_priority(priority, by=request.user, seen=form.version_seen, **form.cleaned_data)
        except ChangedByAnother as changed:
            differences = differences_between(changed.thing, form)
        else:
            messages.success(request, "Priority changed")
            return redirect(priority)
    return render(request, "priorities/change.html", {"priority": priority, "form": form, "differences": differences})


def close(request: HttpRequest, ref: str) -> HttpResponse:
    priority = _priority(request, ref)
    form = ReasonForm(request.POST or None, here=_occasion(request))
    if form.is_valid():
        operations.close_priority(priority, by=request.user, **form.cleaned_data)
        messages.success(request, "Priority closed")
        return redirect(priority)
    return render(request, "priorities/close.html", {"priority": priority, "form": form})


def _priority(request: HttpRequest, ref: str) -> Priority:
    priority = get_object_or_404(visible_priorities(request.user), ref=ref)
    require(may_decide(request.user, priority))
    return priority


def _occasion(request: HttpRequest) -> tuple[str, str] | None:
    """The meeting from which the person came, if they came from one."""
    return plates.answer("occasion", request, otherwise=None)

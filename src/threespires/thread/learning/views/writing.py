"""Contributing learning, putting it right, setting it aside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.design.forms import answered
from threespires.history.conflicts import save_or_differ
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.partnership.contacts import contacts_now
from threespires.partnership.standing import case_groups
from threespires.thread.learning import operations
from threespires.thread.learning.forms import FROM_CASES, KindForm, LearningForm, SetAsideForm
from threespires.thread.learning.models import Kind
from threespires.thread.learning.permissions import (
    may_amend,
    may_contribute,
    may_set_aside,
    visible_learning,
)

_ASKED = "title words said_by agreed_to_use summary learned_on agency group origin origin_title"
_ASKED += " origin_address origin_group themes groups"


@goes_by(may_contribute, sending=may_contribute)
def new(request: HttpRequest) -> HttpResponse:
    """First the kind, then what that kind asks for."""
    require(may_contribute(request.user))
    kind = KindForm(request.GET if "kind" in request.GET else answered(request.GET))
    if not kind.is_valid():
        return render(request, "learning/kind.html", {"form": kind})
    chosen = Kind(kind.cleaned_data["kind"])
    form = LearningForm(request.POST or None, person=request.user, kind=chosen)
    if form.is_valid():
        learning = operations.learn(by=request.user, **form.facts())
        messages.success(request, "Learning contributed")
        return redirect(learning)
    return render(
        request,
        "learning/new.html",
        {
            "form": form,
            "kind": chosen,
            "contacts": contacts_now(),
            "from_cases": chosen in FROM_CASES,
            "case_groups": case_groups(request.user) if chosen in FROM_CASES else [],
        },
    )


@goes_by(visible_learning, may_amend, sending=may_amend)
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    learning = get_object_or_404(visible_learning(request.user), ref=ref)
    require(may_amend(request.user, learning))
    form = LearningForm(
        request.POST or None,
        person=request.user,
        kind=learning.kind,
        learning=learning,
        initial={
            name: list(value.all()) if hasattr(value, "all") else value
            for name in _ASKED.split()
            for value in [getattr(learning, name)]
        },
        version=learning.version,
    )
    done, differences = save_or_differ(
        request,
        form,
        "Learning saved",
        lambda: operations.amend(learning, by=request.user, seen=form.version_seen, **form.facts()),
    )
    if done:
        return redirect(learning)
    return render(request, "learning/edit.html", {"learning": learning, "form": form, "differences": differences})


@goes_by(visible_learning, may_set_aside, sending=may_set_aside)
def put_aside(request: HttpRequest, ref: str) -> HttpResponse:
    learning = get_object_or_404(visible_learning(request.user), ref=ref)
    require(may_set_aside(request.user, learning))
    form = SetAsideForm(request.POST or None)
    if form.is_valid():
        operations.set_aside(learning, by=request.user, **form.cleaned_data)
        messages.success(request, "Learning set aside")
        return redirect(learning)
    return render(request, "learning/set_aside.html", {"learning": learning, "form": form})

"""One action: its page, and raising, changing and withdrawing it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from threespires.design.forms import answered
from threespires.history.conflicts import save_or_differ
from threespires.history.pages import history_page
from threespires.kernel import plates
from threespires.kernel.asking import written_once
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import Refused, require
from threespires.thread.actions import operations
from threespires.thread.actions.action_page import facts_of_page
from threespires.thread.actions.forms.actions import (
    ChangeActionForm,
    ChangePartForm,
    RaiseForms,
    WhichWorkForm,
)
from threespires.thread.actions.forms.updates import UpdateForm
from threespires.thread.actions.forms.work import WithdrawForm
from threespires.thread.actions.models import Action, ActionPart
from threespires.thread.actions.permissions import (
    may_change,
    may_raise_action,
    may_update,
    may_withdraw,
    visible_actions,
    visible_work,
)
from threespires.thread.actions.telling import WORDS, events_of_action
from threespires.thread.actions.views.asking import ask, crumbs_to


def find(request: HttpRequest, ref: str) -> Action:
    """The action of that reference, with whom and what it names, if the person may see it."""
    found = _called(ref, visible_actions(request.user))
    if not found:
        raise Http404
    return found[0]


@written_once
def _called(ref: str, among: QuerySet[Action]) -> QuerySet[Action]:
    named = ("owner", "agency", "group__reports_to", "work__level", "work__priority", "work__group", "raised_by")
    return among.filter(ref=ref).select_related(*named)


def find_part(action: Action, pk: int) -> ActionPart:
    part = get_object_or_404(action.parts.select_related("agency", "owner"), pk=pk)
    part.action = action
    return part


@goes_by(visible_actions, sending=may_update)
def action(request: HttpRequest, ref: str) -> HttpResponse:
    """One action: whose turn it is, its updates, evidence beside them, and the form to update it right there."""
    found = find(request, ref)
    if request.method == "POST":
        require(may_update(request.user, found))
    form = UpdateForm(request.POST or None, action=found)
    done, differences = save_or_differ(
        request,
        form,
        "Update saved",
        lambda: operations.update(found, by=request.user, seen=form.version_seen, **form.facts()),
    )
    if done:
        return redirect(found)
    if differences:
        found = find(request, ref)
    return render(
        request,
        "actions/action.html",
        {**facts_of_page(found, request.user), "form": form, "differences": differences},
    )


@goes_by(visible_work, may_raise_action, sending=may_raise_action)
def new_action(request: HttpRequest) -> HttpResponse:
    """Raises an action for work: one owner's, or several agencies' with a part for each."""
    asked = request.GET.get("work", "")
    if not asked:
        return _ask_which_work(request)
    work = get_object_or_404(visible_work(request.user).select_related("group", "priority", "level"), ref=asked)
    require(may_raise_action(request.user, work))
    occasion = plates.answer("occasion", request, otherwise=None)
    forms = RaiseForms(request.POST or None)
    if forms.is_valid():
        title, address = occasion or ("", "")
        raised = operations.raise_action(
            by=request.user, work=work, occasion=title, occasion_address=address, **forms.facts()
        )
        messages.success(request, f"Action {raised.ref} raised")
        return redirect(address or raised)
    return render(request, "actions/new_action.html", {"work": work, "form": forms, "occasion": occasion})


def _ask_which_work(request: HttpRequest) -> HttpResponse:
    form = WhichWorkForm(answered(request.GET), person=request.user)
    if not form.fields["work"].queryset:
        raise Refused("There is no work under way for which you may raise an action")
    return ask(
        request,
        form,
        heading="Raise an action",
        button="Continue",
        back=reverse("actions:plan"),
        crumbs=crumbs_to(),
        method="get",
    )


@goes_by(visible_actions, may_change, sending=may_change)
def change(request: HttpRequest, ref: str) -> HttpResponse:
    found = find(request, ref)
    require(may_change(request.user, found))
    form = ChangeActionForm(request.POST or None, action=found)
    done, differences = save_or_differ(
        request,
        form,
        "Changed",
        lambda: operations.change(found, by=request.user, seen=form.version_seen, **form.cleaned_data),
    )
    if done:
        return redirect(found)
    return _ask_change(request, form, found, "Change this action", differences)


@goes_by(visible_actions, may_change, sending=may_change)
def change_part(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    found = find(request, ref)
    part = find_part(found, pk)
    require(may_change(request.user, found))
    form = ChangePartForm(request.POST or None, part=part)
    done, differences = save_or_differ(
        request,
        form,
        "Changed",
        lambda: operations.change_part(part, by=request.user, seen=form.version_seen, **form.cleaned_data),
    )
    if done:
        return redirect(part)
    return _ask_change(request, form, found, "Change this part", differences)


def _ask_change(request: HttpRequest, form: Any, found: Action, heading: str, differences: Any) -> HttpResponse:
    return ask(
        request,
        form,
        heading=heading,
        button="Save",
        back=found.get_absolute_url(),
        crumbs=crumbs_to(found),
        caption=found.title,
        lead="What it was before stays in its history.",
        differences=differences,
    )


@goes_by(visible_actions, may_withdraw, sending=may_withdraw)
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    found = find(request, ref)
    require(may_withdraw(request.user, found))
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        operations.withdraw(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Withdrawn")
        return redirect(found)
    return ask(
        request,
        form,
        heading="Withdraw this action",
        button="Withdraw",
        back=found.get_absolute_url(),
        crumbs=crumbs_to(found),
        caption=found.title,
    )


@goes_by(visible_actions)
def history(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything that happened to the action: who, in which seat, and what it was before."""
    found = find(request, ref)
    return history_page(
        request,
        events_of_action(found),
        WORDS,
        heading="History of this action",
        caption=f"{found.ref} {found.title}",
        crumbs=crumbs_to(found),
    )

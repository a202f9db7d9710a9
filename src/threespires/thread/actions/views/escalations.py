"""Escalations: what waits for an answer, one with its action's whole history, escalating and answering."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.history.telling import tell
from threespires.kernel import plates
from threespires.kernel.dates import say_date
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.thread.actions import operations
from threespires.thread.actions.action_page import about
from threespires.thread.actions.forms.escalations import AnswerForm, EscalateForm
from threespires.thread.actions.lifecycle import EscalationStatus
from threespires.thread.actions.models import Escalation
from threespires.thread.actions.permissions import may_answer, may_escalate, visible_actions, visible_escalations
from threespires.thread.actions.permissions.escalations import answers_in_own_name
from threespires.thread.actions.shown import escalation_tag
from threespires.thread.actions.telling import WORDS, events_of_action
from threespires.thread.actions.views.actions import find
from threespires.thread.actions.views.asking import ask, crumbs_to

ON_A_PAGE = 50


@goes_by(visible_escalations)
def escalations(request: HttpRequest) -> HttpResponse:
    """What waits for an answer first; then what was answered, the latest first."""
    found = visible_escalations(request.user).select_related(
        "action__owner", "action__agency", "from_group", "to_group"
    )
    answered = found.filter(status=EscalationStatus.ANSWERED).order_by("-answered_on", "-pk")
    page = Paginator(answered, ON_A_PAGE).get_page(request.GET.get("page"))
    waiting = found.filter(status=EscalationStatus.OPEN).order_by("raised_on", "pk")
    return render(
        request,
        "actions/escalations.html",
        {
            "waiting": [_row(each, each.reason) for each in waiting],
            "answered": [_row(each, each.answer) for each in page],
            "page": page,
        },
    )


def _row(escalation: Escalation, words: str) -> dict[str, Any]:
    action = escalation.action
    return {
        "title": action.title,
        "href": escalation.get_absolute_url(),
        "aside": say_date(escalation.answered_on or escalation.raised_on),
        "detail": [
            f"{escalation.from_group} to {escalation.to_group} · {action.ref} · {action.owner}, {action.agency}",
            words,
        ],
    }


@goes_by(visible_escalations, sending=may_answer)
def escalation(request: HttpRequest, ref: str) -> HttpResponse:
    """One escalation with the whole history of its action, and the form to answer it."""
    among = visible_escalations(request.user).select_related("from_group", "to_group", "raised_by", "answered_by")
    found = get_object_or_404(among, ref=ref)
    may = may_answer(request.user, found)
    occasion = plates.answer("occasion", request, otherwise=None) or ("", "")
    form = AnswerForm(
        request.POST or None,
        in_own_name=answers_in_own_name(request.user, found),
        initial={"occasion": occasion[0]},
    )
    if request.method == "POST":
        require(may)
        if form.is_valid():
            facts = form.cleaned_data
            address = occasion[1] if facts["occasion"] == occasion[0] else ""
            operations.answer(found, by=request.user, occasion_address=address, **facts)
            messages.success(request, "Answered. The answer is back with the action")
            return redirect(occasion[1] or found)
    action = find(request, found.action.ref)
    return render(
        request,
        "actions/escalation.html",
        {
            "escalation": found,
            "tag": escalation_tag(found),
            "above": found.to_group.in_a_sentence,
            "action": action,
            "about": about(action),
            "events": tell(events_of_action(action), WORDS),
            "form": form,
            "may_answer": may,
        },
    )


@goes_by(visible_actions, may_escalate, sending=may_escalate)
def escalate(request: HttpRequest, ref: str) -> HttpResponse:
    found = find(request, ref)
    require(may_escalate(request.user, found))
    form = EscalateForm(request.POST or None)
    if form.is_valid():
        risen = operations.escalate(found, by=request.user, **form.cleaned_data)
        messages.success(request, f"Escalated to {risen.to_group.in_a_sentence}, which is to answer")
        return redirect(found)
    return ask(
        request,
        form,
        heading=f"Escalate this to {found.group.reports_to.in_a_sentence}",
        button="Escalate",
        back=found.get_absolute_url(),
        crumbs=crumbs_to(found),
        caption=found.title,
        lead="It goes with its whole history, must be answered there, and the answer comes back.",
    )

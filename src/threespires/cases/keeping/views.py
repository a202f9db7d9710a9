"""What a group keeps and for how long; legal holds; asking for disposal; and the certificate that is left."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from threespires.cases.keeping import operations
from threespires.cases.keeping.due import due_cases, held, waiting
from threespires.cases.keeping.forms import EndHoldForm, HoldForm
from threespires.cases.keeping.times import due_on, rule_of
from threespires.cases.models import Hold
from threespires.cases.pages import case_or_404, mark, own_group, write_down
from threespires.cases.permissions import (
    may_ask_disposal,
    may_end_hold,
    may_put_on_hold,
    may_take_out,
    visible_cases,
    visible_disposals,
    visible_records,
)
from threespires.design.forms import ConfirmForm
from threespires.history.telling import seat_alone
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.law.retention import RetentionRule, retention_on
from threespires.partnership.models import Group
from threespires.partnership.pairs import lasting_seat
from threespires.partnership.standing import BELONGING, CHAIRING, case_groups

ON_A_PAGE = 50


@goes_by(case_groups, visible_cases, visible_disposals)
def keeping(request: HttpRequest, key: str) -> HttpResponse:
    """What of a group's cases is due for disposal, by which rules it is kept, and what was disposed of."""
    group = own_group(request, key)
    classes = visible_cases(request.user).filter(group=group).order_by("kept_as").values_list("kept_as", flat=True)
    disposed = visible_disposals(request.user).filter(group=group)
    return render(
        request,
        "cases/keeping.html",
        {
            "group": group,
            "may_take_out": may_take_out(request.user, group),
            "due": _due_rows(request, group),
            "rules": [_rule_row(retention_on(name, today())) for name in classes.distinct()],
            "page": Paginator(disposed, ON_A_PAGE).get_page(request.GET.get("page")),
        },
    )


def _due_rows(request: HttpRequest, group: Group) -> list[dict[str, Any]]:
    """The cases that are due: how each stands, and the way on."""
    due = list(due_cases(request.user, [group]))
    asked, on_hold = waiting(due), held(due)
    answers, asks = (lasting_seat(request.user, group, roles) for roles in (BELONGING, CHAIRING))
    rows = []
    for case in due:
        tag, href = {"text": "Due", "tone": "late"}, case.get_absolute_url()
        if case.pk in on_hold:
            tag = {"text": "On hold", "tone": "neutral"}
        elif case.pk in asked:
            tag = {"text": "Waits for a second person", "tone": "turn"}
            href = asked[case.pk].get_absolute_url() if answers else href
        elif asks:
            href = reverse("cases:dispose", args=[case.pk])
        detail = [rule_of(case).label, f"Due since {say_date(due_on(case))}"]
        rows.append({"title": str(case), "href": href, "detail": detail, "tag": tag})
    return rows


def _rule_row(rule: RetentionRule) -> list[str]:
    said = [rule.note, *rule.sources, rule.confirmation]
    return [rule.label, str(rule), ". ".join(each.rstrip(".") for each in said if each)]


@goes_by(visible_cases, may_put_on_hold, sending=may_put_on_hold)
def hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A member has a case kept, whatever its time."""
    found = case_or_404(request, pk)
    require(may_put_on_hold(request.user, found))
    form = HoldForm(request.POST or None)
    if form.is_valid():
        operations.put_on_hold(found, by=request.user, **form.cleaned_data)
        messages.success(request, "On hold. It can’t be disposed of until the chair ends this")
        return redirect(found)
    return render(request, "cases/hold.html", {"case": found, "form": form})


@goes_by(visible_cases, may_end_hold, sending=may_end_hold)
def end_hold(request: HttpRequest, pk: UUID, hold: UUID) -> HttpResponse:
    """The chair ends a legal hold, with a reason."""
    found = case_or_404(request, pk)
    stands = get_object_or_404(visible_records(request.user, Hold).filter(case=found), pk=hold)
    require(may_end_hold(request.user, stands))
    form = EndHoldForm(request.POST or None)
    if form.is_valid():
        operations.end_hold(stands, by=request.user, **form.cleaned_data)
        messages.success(request, "The hold has ended")
        return redirect(found)
    write_down(request, found.group, stands)
    return render(request, "cases/end_hold.html", {"case": found, "hold": stands, "form": form})


@goes_by(visible_cases, may_ask_disposal, sending=may_ask_disposal)
def dispose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The chair asks that a case be disposed of; a second person decides."""
    found = case_or_404(request, pk)
    require(may_ask_disposal(request.user, found))
    if request.method == "POST":
        proposal = operations.ask_disposal(found, by=request.user)
        messages.success(request, "Asked. A second person who sees the case decides")
        return redirect(proposal)
    rule = rule_of(found)
    return render(
        request,
        "cases/dispose.html",
        {"case": found, "rule": rule, "due": due_on(found), "form": ConfirmForm()},
    )


@goes_by(visible_disposals)
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """What is left of a case that was disposed of: when, by which rule, by whom. It can be printed."""
    seen = visible_disposals(request.user).select_related("group", "asked_by", "approved_by")
    found = get_object_or_404(seen, pk=pk)
    mark(request, f"Only members of {found.group} may read this")
    return render(
        request,
        "cases/certificate.html",
        {
            "disposal": found,
            "asked_in": seat_alone(found.asked_in, str(found.asked_by)),
            "approved_in": seat_alone(found.approved_in, str(found.approved_by)),
        },
    )

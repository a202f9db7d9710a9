"""Tests of effect: the list, planning, one test, reporting what it found, withdrawing."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from threespires.history.telling import events_about, tell
from threespires.kernel import plates
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date, say_days_late
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.thread.actions import operations
from threespires.thread.actions.forms.tests_of_effect import (
    PlanTestForm,
    ReportTestForm,
    WithdrawTestForm,
)
from threespires.thread.actions.lifecycle import TestStatus
from threespires.thread.actions.models import TestOfEffect
from threespires.thread.actions.permissions import (
    may_plan_test,
    may_report_test,
    may_withdraw_test,
    visible_actions,
    visible_tests,
)
from threespires.thread.actions.permissions.tests_of_effect import plans_tests
from threespires.thread.actions.shown import test_tag
from threespires.thread.actions.telling import WORDS
from threespires.thread.actions.views.asking import ask, ask_which_priority, crumbs_to, list_crumb
from threespires.thread.priorities.permissions import visible_priorities

ON_A_PAGE = 50
_LIST = ("Tests of effect", "actions:tests")


@goes_by(visible_tests)
def tests(request: HttpRequest) -> HttpResponse:
    """What is still to be tested, by when; then what was found, the latest first."""
    found = visible_tests(request.user).select_related("tester", "priority")
    day = today()
    ended = found.exclude(status=TestStatus.PLANNED).order_by("-found_on", "-pk")
    page = Paginator(ended, ON_A_PAGE).get_page(request.GET.get("page"))
    planned = found.filter(status=TestStatus.PLANNED)
    return render(
        request,
        "actions/tests.html",
        {
            "planned": [_row(test, day)[:4] for test in planned],
            "late": sum(1 for test in planned if test.due_on < day),
            "ended": [_row(test, day) for test in page],
            "page": page,
            "may_plan": plans_tests(request.user),
        },
    )


def _row(test: TestOfEffect, day: date) -> list[Any]:
    waits = test.status == TestStatus.PLANNED
    return [
        {"text": test.title, "href": test.get_absolute_url(), "detail": f"{test.ref} · {test.priority}"},
        test.get_method_display(),
        test.tester.name,
        {
            "text": say_date(test.found_on or test.due_on),
            "late": say_days_late(test.due_on, day) if waits else "",
        },
        {"tag": test_tag(test)},
    ]


@goes_by(plans_tests, sending=may_plan_test)
def new_test(request: HttpRequest) -> HttpResponse:
    """Plans how it will be known whether practice changed, for a priority or some of its actions."""
    require(plans_tests(request.user))
    action = None
    if asked := request.GET.get("action", ""):
        action = get_object_or_404(visible_actions(request.user).select_related("work__priority"), ref=asked)
    priority_ref = action.work.priority.ref if action else request.GET.get("priority", "")
    if not priority_ref:
        crumbs = crumbs_to(list_crumb(*_LIST))
        return ask_which_priority(
            request, heading="Plan a test of effect", back=reverse("actions:tests"), crumbs=crumbs
        )
    priority = get_object_or_404(visible_priorities(request.user), ref=priority_ref)
    require(may_plan_test(request.user, priority))
    initial = {"actions": [action.pk] if action else []}
    form = PlanTestForm(request.POST or None, priority=priority, initial=initial)
    if form.is_valid():
        facts = {"actions": (), **form.cleaned_data}
        test = operations.plan_test(by=request.user, priority=priority, **facts)
        messages.success(request, "Test planned")
        return redirect(test)
    return ask(
        request,
        form,
        heading="Plan a test of effect",
        button="Plan it",
        back=(action or priority).get_absolute_url(),
        crumbs=crumbs_to(list_crumb(*_LIST)),
        caption=f"Priority: {priority.title}",
        lead=f"How we shall know: {priority.how_known}",
    )


@goes_by(visible_tests)
def test(request: HttpRequest, ref: str) -> HttpResponse:
    """One test: what it asks, what it found, and the learning that became of it."""
    found = _find(request, ref)
    day = today()
    return render(
        request,
        "actions/test.html",
        {
            "test": found,
            "tag": test_tag(found),
            "turn": _turn(found, day),
            "about": _about(found),
            "actions": [
                {
                    "title": action.title,
                    "href": action.get_absolute_url(),
                    "detail": f"{action.ref} · {action.get_status_display()}",
                }
                for action in found.actions.all()
            ],
            "before": found.follows.first(),
            "strip": plates.answer("thread_strip", found, request.user, otherwise=[]),
            "sections": plates.record_sections(request.user, found),
            "events": tell(events_about(found), WORDS),
            "may_report": may_report_test(request.user, found),
            "may_withdraw": may_withdraw_test(request.user, found),
        },
    )


def _find(request: HttpRequest, ref: str) -> TestOfEffect:
    among = visible_tests(request.user).select_related(
        "priority", "tester", "group", "agency", "found_by", "learning", "again", "planned_by"
    )
    return get_object_or_404(among, ref=ref)


def _turn(found: TestOfEffect, day: date) -> str:
    if found.status == TestStatus.REPORTED:
        return f"{found.get_result_display()}, found on {say_date(found.found_on)}."
    if found.status == TestStatus.WITHDRAWN:
        return "It was withdrawn."
    late = say_days_late(found.due_on, day)
    return f"With {found.tester}, to report by {say_date(found.due_on)}{f': {late}' if late else ''}."


def _about(found: TestOfEffect) -> list[dict[str, str]]:
    facts = [
        {"key": "How", "value": found.get_method_display()},
        {"key": "Who finds out", "value": found.tester.name},
        {"key": "Report by", "value": say_date(found.due_on)},
        {"key": "Priority", "value": found.priority.title, "href": found.priority.get_absolute_url()},
        {"key": "Planned", "value": f"{say_date(found.planned_on)}, by {found.planned_by}"},
    ]
    for key, thing in (("For the group", found.group), ("For the agency", found.agency)):
        if thing:
            facts.insert(3, {"key": key, "value": thing.name})
    return facts


@goes_by(visible_tests, may_report_test, sending=may_report_test)
def report(request: HttpRequest, ref: str) -> HttpResponse:
    """Reports what the test found: learning, unless it was too early."""
    found = _find(request, ref)
    require(may_report_test(request.user, found))
    form = ReportTestForm(request.POST or None, initial={"found_on": today()})
    if form.is_valid():
        operations.report_test(found, by=request.user, **form.cleaned_data)
        messages.success(
            request, "Reported. What was found is learning now" if found.learning else "Another test is planned"
        )
        return redirect(found)
    return ask(
        request,
        form,
        heading="Report what the test found",
        button="Report it",
        back=found.get_absolute_url(),
        crumbs=crumbs_to(list_crumb(*_LIST), found),
        caption=found.title,
        lead=f"How we’ll know that practice changed: {found.how_known}",
    )


@goes_by(visible_tests, may_withdraw_test, sending=may_withdraw_test)
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    found = _find(request, ref)
    require(may_withdraw_test(request.user, found))
    form = WithdrawTestForm(request.POST or None)
    if form.is_valid():
        operations.withdraw_test(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Withdrawn")
        return redirect(found)
    return ask(
        request,
        form,
        heading="Withdraw this test",
        button="Withdraw",
        back=found.get_absolute_url(),
        crumbs=crumbs_to(list_crumb(*_LIST), found),
        caption=found.title,
    )

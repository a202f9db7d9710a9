"""Tasked work: the list with the balance of levels, one piece, tasking, taking up, finishing, withdrawing."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from threespires.design.forms import ConfirmForm
from threespires.kernel import plates
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date, say_days_late
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.pictures import balance
from threespires.thread.actions import operations
from threespires.thread.actions.forms.work import FinishWorkForm, TaskForm, WithdrawForm
from threespires.thread.actions.lifecycle import WorkStatus
from threespires.thread.actions.models import TaskedWork
from threespires.thread.actions.permissions import (
    may_finish_work,
    may_raise_action,
    may_take_up_work,
    may_task,
    may_withdraw_work,
    visible_work,
)
from threespires.thread.actions.permissions.work import tasks_work
from threespires.thread.actions.shown import action_row, levels_of, work_row, work_tag
from threespires.thread.actions.views.asking import ask, ask_which_priority, crumbs_to, list_crumb
from threespires.thread.priorities.models import Statement
from threespires.thread.priorities.permissions import visible_priorities

ON_A_PAGE = 100
_LIST = ("Tasked work", "actions:work_list")


@goes_by(visible_work)
def work_list(request: HttpRequest) -> HttpResponse:
    """All that the Executive tasked, by level: what is still to be done first."""
    level = request.GET.get("level", "")
    under_way = request.GET.get("state") != "ended"
    work = visible_work(request.user).under_way(under_way)
    levels = levels_of(work)
    total = sum(each.count for each in levels)
    narrowed = next((each for each in levels if each.key == level), None)
    chosen = work.filter(level__key=level) if narrowed else work
    page = Paginator(range(narrowed.count if narrowed else total), ON_A_PAGE).get_page(request.GET.get("page"))
    start = (page.number - 1) * ON_A_PAGE
    # The page's own first, so that progress is counted of these alone.
    some = chosen.order_by("due_on", "pk").values("pk")[start : start + ON_A_PAGE]
    pieces = work.filter(pk__in=some).with_progress().order_by("due_on", "pk")
    day = today()
    return render(
        request,
        "actions/work_list.html",
        {
            "levels": levels,
            "level": narrowed,
            "picture_svg": balance.draw(
                "Tasked work by level of need",
                [
                    balance.Level(each.name, each.count, f"?{_params(each.key, under_way)}", each.key == level)
                    for each in levels
                ],
                prefix="balance",
                wide=1088,
            ),
            "total": total,
            "under_way": under_way,
            "level_rows": [
                [{"text": each.name, "href": f"?{_params(each.key, under_way)}"}, str(each.count)] for each in levels
            ],
            "rows": [work_row(piece, day) for piece in pieces],
            "page": page,
            "address": f"?{_params(level, under_way)}",
            "may_task": tasks_work(request.user),
        },
    )


def _params(level: str, under_way: bool) -> str:
    chosen = {"level": level, "state": "" if under_way else "ended"}
    return urlencode({name: value for name, value in chosen.items() if value})


@goes_by(tasks_work, sending=may_task)
def new_work(request: HttpRequest) -> HttpResponse:
    """The Executive tasks work, mostly from a statement of what needs to happen."""
    require(tasks_work(request.user))
    asked = request.GET.get("priority", "")
    if not asked:
        crumbs = crumbs_to(list_crumb(*_LIST))
        return ask_which_priority(request, heading="Task work", back=reverse("actions:work_list"), crumbs=crumbs)
    priority = get_object_or_404(visible_priorities(request.user), ref=asked)
    require(may_task(request.user, priority))
    statement = _statement(priority, request.GET.get("statement", ""))
    initial = {"title": statement.text[:200]} if statement else {}
    occasion = plates.answer("occasion", request, otherwise=None)
    form = TaskForm(request.POST or None, initial=initial)
    if form.is_valid():
        title, address = occasion or ("", "")
        work = operations.task(
            by=request.user,
            priority=priority,
            statement=statement,
            occasion=title,
            occasion_address=address,
            **form.cleaned_data,
        )
        messages.success(request, f"Tasked to {work.group}")
        return redirect(work)
    facts = {"form": form, "priority": priority, "statement": statement, "occasion": occasion}
    return render(request, "actions/new_work.html", facts)


def _statement(priority: Any, asked: str) -> Statement | None:
    """The statement from which work is tasked: one of the priority's own lines of enquiry."""
    if not asked:
        return None
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 15 else 0
    return get_object_or_404(
        Statement.objects.filter(enquiry__priorities=priority, withdrawn_at=None).select_related("enquiry"),
        pk=number,
    )


@goes_by(visible_work)
def work(request: HttpRequest, ref: str) -> HttpResponse:
    """One piece of work: what it asks, who has it, its actions."""
    found = _find(request, ref)
    day = today()
    actions = found.actions.select_related("owner", "agency").prefetch_related("parts__agency").with_pieces()
    in_order = actions.order_by("due_on", "pk")
    return render(
        request,
        "actions/work.html",
        {
            "work": found,
            "tag": work_tag(found),
            "turn": _turn(found, day),
            "about": _about(found, day),
            "rows": [action_row(action, day) for action in in_order],
            "strip": plates.answer("thread_strip", found, request.user, otherwise=[]),
            "sections": plates.record_sections(request.user, found),
            "may_take_up": may_take_up_work(request.user, found),
            "may_raise": may_raise_action(request.user, found),
            "may_finish": may_finish_work(request.user, found),
            "may_withdraw": may_withdraw_work(request.user, found),
            "form": ConfirmForm(),
        },
    )


def _turn(found: TaskedWork, day: date) -> str:
    """Who holds the work, and until when."""
    if found.status == WorkStatus.DONE:
        return f"Done, as {found.group.in_a_sentence} said."
    if found.status == WorkStatus.WITHDRAWN:
        return "It was withdrawn."
    waits = "to take up" if found.status == WorkStatus.TASKED else "to do"
    late = say_days_late(found.due_on, day)
    return f"With {found.group.in_a_sentence}, {waits} by {say_date(found.due_on)}{f': {late}' if late else ''}."


def _about(found: TaskedWork, day: date) -> list[dict[str, str]]:
    facts = [
        {"key": "Priority", "value": found.priority.title, "href": found.priority.get_absolute_url()},
        {"key": "Level of need", "value": found.level.name},
        {"key": "Tasked to", "value": found.group.name, "href": found.group.get_absolute_url()},
        {"key": "Done by", "value": say_date(found.due_on)},
        {"key": "Tasked", "value": f"{say_date(found.tasked_on)}, by {found.tasked_by}"},
    ]
    if found.occasion:
        facts.append({"key": "Tasked at", "value": found.occasion, "href": found.occasion_address})
    if found.statement:
        enquiry = found.statement.enquiry
        facts.append({"key": "What needs to happen", "value": found.statement.text})
        facts.append({"key": "Line of enquiry", "value": enquiry.question, "href": enquiry.get_absolute_url()})
    return facts


def _find(request: HttpRequest, ref: str) -> TaskedWork:
    among = visible_work(request.user).select_related("priority", "statement__enquiry", "level", "group", "tasked_by")
    return get_object_or_404(among, ref=ref)


@goes_by(sending=(visible_work, may_take_up_work))
@require_POST
def take_up(request: HttpRequest, ref: str) -> HttpResponse:
    found = _find(request, ref)
    operations.take_up_work(found, by=request.user)
    messages.success(request, "Taken up")
    return redirect(found)


@goes_by(visible_work, may_finish_work, sending=may_finish_work)
def finish(request: HttpRequest, ref: str) -> HttpResponse:
    found = _find(request, ref)
    require(may_finish_work(request.user, found))
    form = FinishWorkForm(request.POST or None)
    if form.is_valid():
        operations.finish_work(found, by=request.user, **form.cleaned_data)
        messages.success(request, "This work is done")
        return redirect(found)
    return ask(
        request,
        form,
        heading="Say that this work is done",
        button="It is done",
        back=found.get_absolute_url(),
        crumbs=crumbs_to(list_crumb(*_LIST), found),
        caption=found.title,
        lead=f"What counts as done: {found.done_means}",
    )


@goes_by(visible_work, may_withdraw_work, sending=may_withdraw_work)
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    found = _find(request, ref)
    require(may_withdraw_work(request.user, found))
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        operations.withdraw_work(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Withdrawn")
        return redirect(found)
    return ask(
        request,
        form,
        heading="Withdraw this work",
        button="Withdraw",
        back=found.get_absolute_url(),
        crumbs=crumbs_to(list_crumb(*_LIST), found),
        caption=found.title,
    )

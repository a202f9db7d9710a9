"""The action plan: as a page, on paper, and what may be done to many of its actions at once."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from threespires.kernel.rules import goes_by
from threespires.thread.actions.lifecycle import State
from threespires.thread.actions.permissions import may_ask_round, visible_actions
from threespires.thread.actions.plan import GROUPS, SORTS, PlanRows, columns, groups, plan_rows

ON_A_PAGE = 100
ON_PAPER = 1000


@goes_by(visible_actions)
def plan(request: HttpRequest) -> HttpResponse:
    """The plan, narrowed, grouped and sorted as the address says, a hundred rows to a page."""
    found = plan_rows(request.user, request.GET)
    pages = Paginator(range(found.count), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    start = (page.number - 1) * ON_A_PAGE
    shown = groups(found, start, start + ON_A_PAGE, request.GET.getlist("action")[:ON_A_PAGE]) if found.count else []
    return render(
        request,
        "actions/plan.html",
        {
            "plan": found,
            "page": page,
            "columns": columns(found.chosen),
            "groups": shown,
            "ticked": sum(1 for group in shown for row in group["rows"] if row.get("chosen")),
            "selects": _selects(found),
            "said": _said(found),
            "may_ask": may_ask_round(request.user),
            "address": found.chosen.to_params(),
        },
    )


@goes_by(visible_actions)
def plan_print(request: HttpRequest) -> HttpResponse:
    """The same selection on paper: every row, without what only a screen can do."""
    found = plan_rows(request.user, request.GET)
    return render(
        request,
        "actions/plan_print.html",
        {
            "plan": found,
            "columns": [{"text": column["text"], "label": column["label"]} for column in columns(found.chosen)],
            "groups": groups(found, 0, ON_PAPER) if found.count else [],
            "left_out": max(0, found.count - ON_PAPER),
            "said": _said(found),
            "address": found.chosen.to_params(),
        },
    )


def _selects(found: PlanRows) -> list[dict[str, Any]]:
    sort = found.chosen.sort
    sorts = [(key, words) for key, (words, _) in SORTS.items()]
    if sort.startswith("-"):
        sorts.insert(0, (sort, f"{dict(sorts)[sort[1:]]}, last first"))
    return [
        _select("Group by", "group", [(key, facts[0]) for key, facts in GROUPS.items()], found.chosen.group),
        _select("Sort by", "sort", sorts, sort),
    ]


def _select(title: str, name: str, choices: list[tuple[str, str]], chosen: str) -> dict[str, Any]:
    options = [{"value": value, "text": text, "chosen": value == chosen} for value, text in choices]
    return {"title": title, "name": name, "options": options}


def _said(found: PlanRows) -> dict[str, Any]:
    """What the sentence below the heading says of the whole plan."""
    total, late = found.in_plan, found.late
    blocked, proposed = found.in_state(State.BLOCKED), found.in_state(State.PROPOSED)
    judges = f"the {found.judges}" if found.judges else "their groups"
    wait = f"and wait{'s' if proposed == 1 else ''} for {judges}"
    return {
        "total": f"{total:,} action{'' if total == 1 else 's'}.",
        "late": f"{late:,} {'is' if late == 1 else 'are'} late" if late else "",
        "rest": _joined(
            [
                f"{blocked:,} {'is' if blocked == 1 else 'are'} blocked" if blocked else "",
                f"{proposed:,} {'is' if proposed == 1 else 'are'} proposed complete {wait}" if proposed else "",
            ]
        ),
    }


def _joined(facts: list[str]) -> str:
    return ", ".join(filter(None, facts))

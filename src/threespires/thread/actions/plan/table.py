"""The plan's rows as its table shows them: an action, below it each agency's part, under the heading of its group."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count
from django.urls import reverse

from threespires.kernel.dates import say_date, say_days_late, say_number
from threespires.thread.actions.lifecycle import PART_WITH_OWNER, WITH_OWNER, State
from threespires.thread.actions.models import ActionPart, TestOfEffect
from threespires.thread.actions.plan.choice import GROUPS, Chosen
from threespires.thread.actions.plan.rows import PlanRows, marked
from threespires.thread.actions.shown import pieces, say_evidence, say_joint, short_day, state_words

_FACTS = (
    "pk",
    "ref",
    "title",
    "status",
    "due_on",
    "owner__name",
    "agency__name",
    "agency__short_name",
    "returned_because",
    "pieces",
    "part_count",
    "risen_on",
    "tested",
)
_TESTED = dict(TestOfEffect.Result.choices)
_COLUMNS = (("title", "Action", ""), ("owner", "Owner", ""), ("due", "Due", "Due"), ("state", "State", ""))


def columns(chosen: Chosen) -> list[dict[str, Any]]:
    """The headings, each leading to the plan sorted by it, the other way round where it is already."""
    found = []
    for key, text, label in (*_COLUMNS, ("evidence", "Evidence", "Evidence")):
        sorted_by = {key: "up", f"-{key}": "down"}.get(chosen.sort, "")
        then = f"-{key}" if chosen.sort == key else key
        found.append({"text": text, "label": label, "sort_href": chosen.to_params(sort=then), "sorted": sorted_by})
    return found


def groups(plan: PlanRows, start: int, stop: int, ticked: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The rows from `start` to `stop` of the plan's selection, in its groups; those `ticked` are shown so."""
    name = GROUPS[plan.chosen.group][1]
    some = plan.rows.values("pk")[start:stop]
    facts = (*_FACTS, name) if name and name not in _FACTS else _FACTS
    rows = list(plan.in_order(marked(plan.everything.filter(pk__in=some))).values(*facts))
    parts = _parts([row["pk"] for row in rows if row["part_count"]])
    ticked = frozenset(ticked)
    base = reverse("actions:plan")
    titles = dict(State.choices) if name == "status" else {}
    return [
        {
            "title": titles.get(title, title),
            "rows": [
                cells for row in together for cells in _rows(row, parts.get(row["pk"], []), base, plan.day, ticked)
            ],
        }
        for title, together in groupby(rows, key=lambda row: row[name] if name else "")
    ]


def _parts(actions: list[int]) -> dict[int, list[dict[str, Any]]]:
    if not actions:
        return {}
    found: dict[int, list[dict[str, Any]]] = {}
    parts = (
        ActionPart.objects.filter(action__in=actions)
        .annotate(pieces=Count("evidence"))
        .order_by("due_on", "pk")
        .values("pk", "action", "title", "status", "due_on", "agency__name", "agency__short_name", "pieces")
    )
    for part in parts:
        found.setdefault(part["action"], []).append(dict(part))
    return found


def _rows(
    row: dict[str, Any], parts: list[dict[str, Any]], base: str, day: date, ticked: frozenset[str]
) -> Iterable[dict[str, Any]]:
    """An action's own row, and below it one for each part."""
    ref, href = row["ref"], f"{base}{row['ref']}/"
    joint = f" · {say_joint(len(parts))}" if parts else ""
    owner: Any = {"text": row["owner__name"], "detail": row["agency__short_name"] or row["agency__name"]}
    yield {
        "value": ref,
        "label": f"{ref}, {row['title']}",
        "chosen": ref in ticked,
        "cells": [
            {"text": row["title"], "href": href, "detail": f"{ref}{joint}"},
            f"{say_number(len(parts)).capitalize()} agencies" if parts else owner,
            _due(row, row["status"] in WITH_OWNER, day),
            state_words(row["status"]),
            _evidence(row, parts, href, day),
        ],
    }
    for part in parts:
        yield {
            "part": True,
            "cells": [
                part["title"],
                part["agency__short_name"] or part["agency__name"],
                _due(part, part["status"] in PART_WITH_OWNER and row["status"] in WITH_OWNER, day),
                state_words(part["status"]),
                _pieces(part["pieces"], f"{href}#part-{part['pk']}"),
            ],
        }


def _due(row: dict[str, Any], with_owner: bool, day: date) -> Any:
    due = row["due_on"]
    late = say_days_late(due, day) if with_owner else ""
    return {"text": say_date(due), "late": late} if late else say_date(due)


def _pieces(count: int, href: str) -> Any:
    return {"text": pieces(count), "href": href} if count else "None"


def _evidence(row: dict[str, Any], parts: list[dict[str, Any]], href: str, day: date) -> Any:
    """How much evidence there is, and what has come of the action since: escalated, returned, tested."""
    beside = []
    if row["risen_on"]:
        beside.append(f"Escalated {short_day(row['risen_on'], day)}")
    if row["status"] == State.RETURNED:
        beside.append(f"“{_shortened(row['returned_because'])}”")
    if row["tested"]:
        beside.append(f"Tested: {_TESTED[row['tested']].lower()}")
    said = say_evidence(row["pieces"], [part["pieces"] for part in parts])
    href = f"{href}#evidence" if row["pieces"] and not parts else ""
    return {"text": said, "href": href, "detail": beside} if href or beside else said


def _shortened(words: str, longest: int = 60) -> str:
    words = " ".join(words.split()).rstrip(".")
    return words if len(words) <= longest else f"{words[: longest - 1].rsplit(' ', 1)[0]}…"

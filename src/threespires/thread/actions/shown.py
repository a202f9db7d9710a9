"""How actions, work, escalations and tests are shown: the tint of a state, whose turn it is, what follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.template import engines
from markupsafe import Markup

from threespires.kernel.asking import written_once
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date, say_days_late, say_number
from threespires.partnership.models import LevelOfNeed
from threespires.thread.actions.lifecycle import EscalationStatus, State, TestStatus, WorkStatus
from threespires.thread.actions.models import Action, Escalation, TaskedWork, TestOfEffect

STATE_TONES = {
    State.BLOCKED: "late",
    State.PROPOSED: "turn",
    State.RETURNED: "care",
    State.ACCEPTED: "done",
}
STATE_TAGS = {state.value: {"text": state.label, "tone": STATE_TONES.get(state, "neutral")} for state in State}
WORK_TONES = {WorkStatus.TASKED: "turn", WorkStatus.DONE: "done"}
RESULT_TONES = {
    TestOfEffect.Result.CHANGED: "done",
    TestOfEffect.Result.PARTLY: "care",
    TestOfEffect.Result.NOT_CHANGED: "late",
}


@cache
def state_words(status: str) -> Markup:
    """The tag of a state, made once: a long table shows hundreds."""
    pages: Any = engines["jinja2"]
    return pages.env.get_template("design/components/words.html").module.tag(**STATE_TAGS[status])


def work_tag(work: TaskedWork) -> dict[str, str]:
    return {"text": work.get_status_display(), "tone": WORK_TONES.get(WorkStatus(work.status), "neutral")}


def escalation_tag(escalation: Escalation) -> dict[str, str]:
    waits = escalation.status == EscalationStatus.OPEN
    return {"text": escalation.get_status_display(), "tone": "turn" if waits else "neutral"}


def test_tag(test: TestOfEffect) -> dict[str, str]:
    """The result of a reported test; its state before that."""
    if test.status == TestStatus.REPORTED:
        result = TestOfEffect.Result(test.result)
        return {"text": result.label, "tone": RESULT_TONES.get(result, "neutral")}
    return {"text": test.get_status_display(), "tone": "neutral"}


def whose_turn(action: Action, waiting: Escalation | None, day: date) -> str:
    """Who holds the action, and until when, in a sentence."""
    owner = f"{action.owner}, {action.agency}"
    if action.status == State.ACCEPTED:
        return f"Accepted by {action.group.in_a_sentence} on {say_date(action.accepted_on)}."
    if action.status == State.WITHDRAWN:
        return f"Withdrawn: {action.withdrawn_because}"
    if action.status == State.PROPOSED:
        return f"With {action.group.in_a_sentence}, to accept or return since {say_date(action.proposed_on)}."
    if waiting:
        return f"With {waiting.to_group.in_a_sentence}, which is to answer since {say_date(waiting.raised_on)}."
    if action.status == State.RETURNED:
        return f"Returned to {owner}: {action.returned_because}"
    if action.due_on < day:
        return f"With {owner}. It was due on {say_date(action.due_on)}."
    return f"With {owner}, until {say_date(action.due_on)}."


def pieces(count: int) -> str:
    return f"{count} piece{'' if count == 1 else 's'}" if count else "None"


def say_evidence(count: int, of_parts: Sequence[int]) -> str:
    """ "2 pieces"; of a joint action "1 of 3 parts", those that have any."""
    return f"{sum(1 for each in of_parts if each)} of {len(of_parts)} parts" if of_parts else pieces(count)


def say_joint(parts: int) -> str:
    return f"joint, {parts} agencies" if parts else ""


def short_day(day: date, now: date) -> str:
    """A day within a narrow column: its year only where it is another."""
    return f"{day.day} {day:%B}" if day.year == now.year else say_date(day)


@dataclass(frozen=True)
class LevelCount:
    """A level of need, and how much work lies at it."""

    key: str
    name: str
    count: int


def levels_of(work: QuerySet[TaskedWork]) -> list[LevelCount]:
    """How the work is spread over today's levels of need, a level with nothing too; then over earlier ones."""
    counts = dict(work.order_by().values_list("level__key").annotate(models.Count("pk")))
    names: dict[str, str] = {}
    for level in _levels_on(today()):
        names.setdefault(level.key, level.name)
    for level in LevelOfNeed.objects.filter(key__in=counts.keys() - names.keys()):
        names.setdefault(level.key, level.name)
    return [LevelCount(key, name, counts.get(key, 0)) for key, name in names.items()]


@written_once
def _levels_on(day: date) -> QuerySet[LevelOfNeed]:
    return LevelOfNeed.objects.on(day)


def work_row(work: Any, day: date) -> dict[str, Any]:
    """Tasked work as a row: level, group, date, how many of its actions are accepted."""
    late = work.status in (WorkStatus.TASKED, WorkStatus.TAKEN_UP) and work.due_on < day
    return {
        "title": work.title,
        "href": work.get_absolute_url(),
        "ref": work.ref,
        "priority": str(work.priority),
        "level": str(work.level),
        "group": str(work.group),
        "due": say_date(work.due_on),
        "late": say_days_late(work.due_on, day) if late else "",
        "tag": work_tag(work),
        "accepted": work.accepted,
        "raised": work.raised,
    }


def say_late(action: Action, day: date) -> str:
    """'5 days late', or which of its parts is; nothing when none of it is late."""
    since = action.late_since(day)
    if since is None:
        return ""
    if action.due_on < day:
        return say_days_late(action.due_on, day)
    late = action.late_parts(day)
    whose = f"{late[0].agency}’s part" if len(late) == 1 else f"{say_number(len(late))} parts"
    return f"{whose} {say_days_late(since, day)}"


def action_row(action: Any, day: date) -> list[Any]:
    """An action as the cells of a table below a heading that says what it belongs to."""
    return [
        {"text": action.title, "href": action.get_absolute_url(), "detail": action.ref},
        {"text": action.owner.name, "detail": str(action.agency)},
        {"text": say_date(action.due_on), "late": say_late(action, day)},
        {"tag": STATE_TAGS[action.status]},
        pieces(action.pieces),
    ]

"""What came of a meeting: what was raised, set, tasked and answered there, by the item under which it was."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from threespires.kernel.asking import written_once
from threespires.kernel.dates import Quarter, say_date
from threespires.meetings.models import Meeting
from threespires.thread.actions.models import Action, Escalation, TaskedWork
from threespires.thread.actions.permissions import visible_actions, visible_escalations, visible_work
from threespires.thread.priorities.models import QuarterDecision
from threespires.thread.priorities.permissions import visible_priorities

_REF = re.compile(r"/([A-Z]+-\d+)/")
_WALKED = frozenset("LEPWAT")
_TOLD = ("occasion_address", "ref", "title")


@dataclass(frozen=True)
class Came:
    """One thing that came of an item."""

    name: str
    href: str
    words: str


def refs_in(address: str) -> list[str]:
    """The references that a record's address holds, such as A-45."""
    return _REF.findall(address)


def walked_ref(address: str) -> str:
    """The reference of a record that stands on the thread, by its address; nothing for any other."""
    return next((ref for ref in refs_in(address) if ref.partition("-")[0] in _WALKED), "")


def came_by_item(meeting: Meeting, person: Any) -> dict[int | None, list[Came]]:
    """What came of each item; under None what was done on other pages than an item's."""
    found: dict[int | None, list[Came]] = defaultdict(list)
    if meeting.is_planned:
        return found
    there = meeting.get_absolute_url()
    for decision in _decisions_at(there, visible_priorities(person)):
        found[_item_of(decision.occasion_address)].append(_priority(decision))
    for work in _work_at(there, visible_work(person)):
        found[_item_of(work.occasion_address)].append(_work(work))
    for action in _actions_at(there, visible_actions(person)):
        found[_item_of(action.occasion_address)].append(_action(action))
    for escalation in _answers_at(there, visible_escalations(person)):
        found[_item_of(escalation.occasion_address)].append(_answer(escalation))
    return found


@written_once
def _decisions_at(there: str, among: Any) -> QuerySet[QuarterDecision]:
    decisions = QuarterDecision.objects.filter(occasion_address__startswith=there, priority__in=among)
    told = ("occasion_address", "choice", "quarter", "priority__ref", "priority__title")
    return decisions.select_related("priority").only(*told)


@written_once
def _work_at(there: str, among: Any) -> QuerySet[TaskedWork]:
    work = among.filter(occasion_address__startswith=there).select_related("group", "level").order_by("pk")
    return work.only(*_TOLD, "due_on", "group__name", "group__short_name", "level__name")


@written_once
def _actions_at(there: str, among: Any) -> QuerySet[Action]:
    actions = among.filter(occasion_address__startswith=there).select_related("owner", "agency").order_by("pk")
    return actions.only(*_TOLD, "due_on", "owner__name", "agency__name", "agency__short_name")


@written_once
def _answers_at(there: str, among: Any) -> QuerySet[Escalation]:
    answers = among.filter(occasion_address__startswith=there).select_related("action").order_by("pk")
    return answers.only("occasion_address", "ref", "answer", "action__title")


def _item_of(address: str) -> int | None:
    _, _, item = address.partition("#item-")
    return int(item) if item.isdecimal() else None


def _told(title: str, rest: str) -> str:
    """A title and what is told of it, the title's own full stop not said twice."""
    return f"{title.rstrip('.')}. {rest}"


def _priority(decision: QuarterDecision) -> Came:
    how = f"{decision.get_choice_display()} for {Quarter(decision.quarter)}"
    return Came(
        f"Priority {decision.priority.ref}", decision.priority.get_absolute_url(), _told(decision.priority.title, how)
    )


def _work(work: TaskedWork) -> Came:
    to = f"Tasked to {work.group}, {work.level}, by {say_date(work.due_on)}"
    return Came(f"Tasked work {work.ref}", work.get_absolute_url(), _told(work.title, to))


def _action(action: Action) -> Came:
    who = f"{action.owner}, {action.agency}, by {say_date(action.due_on)}"
    return Came(f"Action {action.ref}", action.get_absolute_url(), _told(action.title, who))


def _answer(escalation: Escalation) -> Came:
    words = _told(escalation.action.title, escalation.answer)
    return Came(f"Escalation {escalation.ref} answered", escalation.get_absolute_url(), words)

"""What the page of one action shows, gathered in few reads."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from threespires.design.forms import ConfirmForm
from threespires.kernel import plates
from threespires.kernel.asking import held_beside, written_once
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date, say_days_late, say_moment
from threespires.kernel.verdict import Verdict
from threespires.partnership.standing import decides_on
from threespires.thread.actions.lifecycle import EscalationStatus, State
from threespires.thread.actions.models import Action, ActionPart, Escalation, Evidence, TestOfEffect, Update
from threespires.thread.actions.permissions import (
    may_accept,
    may_add_evidence,
    may_change,
    may_escalate,
    may_plan_test,
    may_propose,
    may_send_back,
    may_update,
    may_withdraw,
)
from threespires.thread.actions.shown import STATE_TAGS, say_late, test_tag, whose_turn


@dataclass(frozen=True)
class Said:
    """An update as it stands on a page."""

    heading: str
    text: str


def facts_of_page(action: Action, person: Any) -> dict[str, Any]:
    """All that the page of an action needs, but for the form to update it."""
    _read(action)
    day = today()
    parts, escalations = list(action.parts.all()), list(action.escalations.all())
    for part in parts:
        part.action = action
    waiting = next((each for each in escalations if each.status == EscalationStatus.OPEN), None)
    answered = next((each for each in escalations if each.status == EscalationStatus.ANSWERED), None)
    return {
        "action": action,
        "tag": STATE_TAGS[action.status],
        "late": say_late(action, day),
        "turn": whose_turn(action, waiting, day),
        "strip": plates.answer("thread_strip", action, person, otherwise=[]),
        "sections": plates.record_sections(person, action),
        "about": about(action),
        "above": action.group.reports_to.in_a_sentence if action.group.reports_to else "",
        "waiting": waiting,
        "answered": answered,
        "escalations": [_escalated(each) for each in escalations],
        "parts": [_part(part, action, person, day) for part in parts],
        "updates": [said(update) for update in action.updates.all()],
        "evidence": [shown_evidence(piece) for piece in action.evidence.all()],
        "tests": [
            {
                "title": test.title,
                "href": test.get_absolute_url(),
                "tag": test_tag(test),
                "detail": f"{test.get_method_display()}, {say_date(test.found_on or test.due_on)}",
            }
            for test in action.tests.all()
        ],
        "confirm": ConfirmForm(),
        "judges": action.status == State.PROPOSED and decides_on(person, action.group),
        **_verdicts(action, person),
    }


def _read(action: Action) -> None:
    """Everything beside the action, each kind in one read."""
    held_beside(
        action,
        parts=_parts_of(action),
        updates=_updates_of(action),
        evidence=_evidence_of(action),
        escalations=_escalations_of(action),
        tests=_tests_of(action),
    )


@written_once
def _parts_of(action: Any) -> QuerySet[ActionPart]:
    return ActionPart.objects.filter(action=action).select_related("agency", "owner")


@written_once
def _updates_of(action: Any) -> QuerySet[Update]:
    return Update.objects.filter(action=action).select_related("written_by", "part")


@written_once
def _evidence_of(action: Any) -> QuerySet[Evidence]:
    return Evidence.objects.filter(action=action).select_related("added_by", "document", "part")


@written_once
def _escalations_of(action: Any) -> QuerySet[Escalation]:
    return Escalation.objects.filter(action=action).select_related("to_group", "from_group", "answered_by")


@written_once
def _tests_of(action: Any) -> QuerySet[TestOfEffect]:
    return TestOfEffect.objects.filter(actions=action)


def _verdicts(action: Action, person: Any) -> dict[str, Verdict | bool]:
    return {
        "may_update": may_update(person, action),
        "may_add_evidence": may_add_evidence(person, action),
        "may_propose": may_propose(person, action),
        "may_accept": may_accept(person, action),
        "may_send_back": may_send_back(person, action),
        "may_change": may_change(person, action),
        "may_withdraw": may_withdraw(person, action),
        "may_escalate": may_escalate(person, action),
        "may_plan_test": may_plan_test(person, action.work.priority),
    }


def about(action: Action) -> list[dict[str, Any]]:
    """The facts of an action for the side of a page."""
    day, work = today(), action.work
    facts = [
        {"key": "Owner", "value": action.owner.name, "detail": str(action.agency)},
        {
            "key": "Done by",
            "value": say_date(action.due_on),
            "detail": say_late(action, day),
        },
        {"key": "Work", "value": work.title, "href": work.get_absolute_url()},
        {"key": "Level of need", "value": work.level.name},
        {"key": "Priority", "value": work.priority.title, "href": work.priority.get_absolute_url()},
        {"key": "Judged by", "value": action.group.name, "href": action.group.get_absolute_url()},
        {"key": "Raised", "value": f"{say_date(action.raised_on)}, by {action.raised_by}"},
    ]
    if action.occasion:
        facts.append({"key": "Raised at", "value": action.occasion, "href": action.occasion_address})
    return facts


def said(update: Update) -> Said:
    """An update under who wrote it, when, and the state it left."""
    of_part = f" · {update.part}" if update.part else ""
    return Said(
        f"{say_moment(update.written_at)} · {update.written_by} · {update.get_status_display()}{of_part}",
        update.text,
    )


def shown_evidence(piece: Evidence) -> dict[str, Any]:
    added = f"Added by {piece.added_by}, {say_moment(piece.added_at)}"
    of_part = f"For: {piece.part}" if piece.part else ""
    row: dict[str, Any] = {"title": piece.title, "words": piece.text, "kind": piece.kind}
    if piece.kind == Evidence.Kind.LINK:
        row |= {"href": piece.link, "detail": [piece.link, of_part, added]}
    elif piece.document:
        row |= {
            "href": piece.document.get_absolute_url(),
            "detail": [f"{piece.document.name} · {piece.document.about}", of_part, added],
        }
    else:
        row |= {"detail": [f"“{piece.text}”", of_part, added]}
    row["detail"] = [line for line in row["detail"] if line]
    return row


def _part(part: ActionPart, action: Action, person: Any, day: date) -> dict[str, Any]:
    return {
        "pk": part.pk,
        "title": part.title,
        "tag": STATE_TAGS[part.status],
        "owner": f"{part.owner}, {part.agency}",
        "due": say_date(part.due_on),
        "late": say_days_late(part.due_on, day) if part.is_late(day) else "",
        "blocked_because": part.blocked_because,
        "may_update": may_update(person, action, part),
    }


def _escalated(escalation: Escalation) -> dict[str, Any]:
    answered = escalation.status == EscalationStatus.ANSWERED
    return {
        "title": f"To {escalation.to_group}, {say_date(escalation.raised_on)}",
        "href": escalation.get_absolute_url(),
        "detail": f"Answered {say_date(escalation.answered_on)}" if answered else "Waiting for an answer",
    }

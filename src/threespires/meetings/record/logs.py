"""The logs over all meetings: what was decided, which actions were raised there. Each row as the page shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from threespires.kernel.addresses import address
from threespires.kernel.dates import say_date
from threespires.meetings.models import Decision
from threespires.meetings.permissions import visible_decisions
from threespires.partnership.models import Group
from threespires.thread.actions.lifecycle import FINISHED
from threespires.thread.actions.models import Action
from threespires.thread.actions.permissions import visible_actions


@dataclass(frozen=True)
class Log:
    """One log: what it is called, the states to choose from, and its rows."""

    title: str
    empty: str
    states: tuple[tuple[str, str], ...]
    rows: Callable[[Iterable[Any]], list[dict[str, Any]]]


def decisions_taken(person: Any, group: Group | None, state: str) -> QuerySet[Decision]:
    """Decisions that the person may see, the latest first."""
    found = visible_decisions(person).select_related("meeting__group", "settled_at")
    if group:
        found = found.filter(meeting__group=group)
    if state in Decision.Status.values:
        found = found.filter(status=state)
    return found.order_by("-meeting__starts_at", "-recorded_at", "-pk")


def actions_raised(person: Any, group: Group | None, state: str) -> QuerySet[Action]:
    """Actions raised at a meeting, of those that the person may see, the latest first."""
    found = visible_actions(person).exclude(occasion_address="").select_related("owner", "agency")
    if group:
        # The address of a meeting names its group and its day.
        found = found.filter(occasion_address__regex=rf"^{address('meetings:meetings')}{group.key}-[0-9]{{4}}-")
    finished = Q(status__in=FINISHED)
    if state == "open":
        found = found.exclude(finished)
    elif state == "finished":
        found = found.filter(finished)
    return found.order_by("-raised_on", "-pk")


def _decision_rows(found: Iterable[Decision]) -> list[dict[str, Any]]:
    return [
        {
            "title": f"{each.ref}: {each.text}",
            "href": each.get_absolute_url(),
            "detail": [f"{each.meeting.group}, {say_date(each.meeting.day)}", each.standing_words],
            "tag": {"text": "To be ratified", "tone": "care"} if each.status == Decision.Status.WAITING else None,
        }
        for each in found
    ]


def _action_rows(found: Iterable[Action]) -> list[dict[str, Any]]:
    return [
        {
            "title": f"{each.ref}: {each.title}",
            "href": each.get_absolute_url(),
            "detail": [each.occasion, f"{each.owner}, {each.agency}, by {say_date(each.due_on)}"],
            "tag": {"text": each.get_status_display(), "tone": "neutral"},
        }
        for each in found
    ]


LOGS = {
    "decisions": Log(
        "Decisions",
        "No decision yet. Each one taken at a meeting will stand here, with whether a quorum took it.",
        (("waiting", "To be ratified"), ("taken", "Taken"), ("ratified", "Ratified"), ("rejected", "Not ratified")),
        _decision_rows,
    ),
    "actions": Log(
        "Actions raised at meetings",
        "No action yet. Each one raised at a meeting will stand here, with who does it by when.",
        (("open", "Not finished"), ("finished", "Finished")),
        _action_rows,
    ),
}

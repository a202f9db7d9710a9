"""The columns of the sheet, and its rows: an action, and below it the part of each agency."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count, QuerySet

from threespires.sheets.kinds import Cell, Column
from threespires.sheets.writing import workbook
from threespires.thread.actions.lifecycle import State
from threespires.thread.actions.models import Action, ActionPart, Evidence

COLUMNS = (
    Column("ref", "Reference", 11),
    Column("title", "Action", 44),
    Column("priority", "Priority", 36),
    Column("level", "Level of need", 24),
    Column("owner", "Owner", 22),
    Column("agency", "Agency", 26),
    Column("due_on", "Due", 16, taken_in=True, is_date=True),
    Column("status", "State", 18, taken_in=True),
    Column("blocked_because", "Why it is blocked", 36, taken_in=True),
    Column("update", "New update", 48, taken_in=True),
    Column("evidence", "Pieces of evidence", 12),
)

_STANDING = ("title", "owner__name", "agency__short_name", "agency__name", "due_on", "status", "blocked_because")
_STATES = dict(State.choices)


def plan_workbook(actions: QuerySet[Action]) -> bytes:
    """The sheet of these actions, in their order."""
    return workbook("Action plan", COLUMNS, _rows(actions))


def _rows(actions: QuerySet[Action]) -> Iterator[list[Cell]]:
    """Plain values, not records: a whole plan has thousands of rows. Three statements, however many."""
    chosen = actions.order_by().values("pk")
    pieces = dict(Evidence.objects.filter(action__in=chosen).values_list("action").annotate(Count("pk")))
    parts: dict[int, list[Any]] = defaultdict(list)
    for part in ActionPart.objects.filter(action__in=chosen).order_by("pk").values_list("action", *_STANDING):
        parts[part[0]].append(part[1:])
    beside = ("work__priority__title", "work__level__name")
    for key, ref, priority, level, *standing in actions.values_list("pk", "ref", *beside, *_STANDING):
        yield _row(ref, priority, level, standing, pieces.get(key, 0))
        for number, part in enumerate(parts.get(key, ()), start=1):
            yield _row(f"{ref}.{number}", priority, level, part, None)


def _row(ref: str, priority: str, level: str, standing: Sequence[Any], pieces: int | None) -> list[Cell]:
    title, owner, short_name, agency, due, status, why = standing
    return [ref, title, priority, level, owner, short_name or agency, due, _STATES[status], why, None, pieces]


def numbered_parts(action: Action) -> list[tuple[int, ActionPart]]:
    """An action's parts with the numbers by which the sheet calls them: the order in which they were made."""
    return list(enumerate(sorted(action.parts.all(), key=lambda part: part.pk), start=1))

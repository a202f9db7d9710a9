"""The columns of the sheet, and its rows: an action, and below it the part of each agency."""

from collections.abc import Iterable, Iterator
from typing import Any

from threespires.sheets.kinds import Cell, Column
from threespires.sheets.writing import workbook
from threespires.thread.actions.models import Action, ActionPart

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


def plan_workbook(actions: Iterable[Any]) -> bytes:
    """The sheet of these actions, in their order.

    Each action is expected with its owner, agency, work, level and priority fetched, its parts prefetched,
    and `pieces`, the number of pieces of evidence beside it.
    """
    return workbook("Action plan", COLUMNS, _rows(actions))


def _rows(actions: Iterable[Any]) -> Iterator[list[Cell]]:
    for action in actions:
        priority, level = action.work.priority.title, action.work.level.name
        yield [
            action.ref,
            action.title,
            priority,
            level,
            action.owner.name,
            str(action.agency),
            action.due_on,
            action.get_status_display(),
            action.blocked_because,
            None,
            action.pieces,
        ]
        for number, part in numbered_parts(action):
            yield [
                f"{action.ref}.{number}",
                part.title,
                priority,
                level,
                part.owner.name,
                str(part.agency),
                part.due_on,
                part.get_status_display(),
                part.blocked_because,
                None,
                None,
            ]


def numbered_parts(action: Action) -> list[tuple[int, ActionPart]]:
    """An action's parts with the numbers by which the sheet calls them: the order in which they were made."""
    return list(enumerate(sorted(action.parts.all(), key=lambda part: part.pk), start=1))

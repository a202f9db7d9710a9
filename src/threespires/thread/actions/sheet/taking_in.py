"""Taking in what a sheet changes, and putting it back."""

from datetime import date
from typing import Any

from threespires.kernel.verdict import Refused
from threespires.thread.actions import operations
from threespires.thread.actions.sheet.comparing import Record


def apply(record: Record, change: dict[str, Any], person: Any) -> None:
    """Takes in one row.

    Raises:
        Refused: if `person` may not, by now.
        ChangedByAnother: if the record was saved since the sheet was read.
    """
    action, part = record
    fields = change["fields"]
    seen = change["version"]
    if "due_on" in fields:
        due_on = date.fromisoformat(fields["due_on"]["becomes"])
        if part:
            operations.change_part(part, by=person, seen=seen, due_on=due_on)
        else:
            operations.change(action, by=person, seen=seen, due_on=due_on)
        seen = (part or action).version
    if "update" in fields:
        about = part or action
        operations.update(
            action,
            by=person,
            text=fields["update"]["becomes"],
            status=_value(fields, "status", about.status if "blocked_because" in fields else None),
            blocked_because=_value(fields, "blocked_because", about.blocked_because),
            part=part,
            seen=seen,
        )


def undo(record: Record, change: dict[str, Any], person: Any) -> None:
    """Puts one row back, if it still stands as the sheet left it. The update stays: updates are never erased.

    Raises:
        Refused: if the record has moved on since, or `person` may not by now.
    """
    action, part = record
    about = part or action
    fields = change["fields"]
    for key in ("due_on", "status", "blocked_because"):
        if key in fields and _stands(about, key) != fields[key]["becomes"]:
            raise Refused("it has moved on since")
    facts = {key: fields[key]["was"] for key in ("due_on", "status", "blocked_because") if key in fields}
    if facts:
        operations.put_back(action, by=person, part=part, **facts)


def _value(fields: dict[str, dict[str, str]], key: str, otherwise: Any) -> Any:
    return fields[key]["becomes"] if key in fields else otherwise


def _stands(about: Any, key: str) -> str:
    value = getattr(about, key)
    return value.isoformat() if hasattr(value, "isoformat") else value

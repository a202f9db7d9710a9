"""When two people saved the same record: who was first, and where the two differ."""

from dataclasses import dataclass
from typing import Any

from threespires.history.models import Event
from threespires.kernel.dates import say_moment


@dataclass(frozen=True)
class Differences:
    """What the `conflict` component shows: who saved, when, and each field's two values."""

    by: str
    at: str
    rows: list[dict[str, str]]


def differences_between(theirs: Any, form: Any) -> Differences:
    """What `theirs`, as it now stands, says otherwise than the form somebody has just sent.

    The form then carries the version that stands, so that sending it again is a choice made knowingly.
    """
    last = Event.objects.about(theirs).first()
    rows = []
    for name, field in form.fields.items():
        if not hasattr(theirs, name):
            continue
        kept, typed = _several(getattr(theirs, name)), _several(form.cleaned_data.get(name))
        if kept != typed:
            rows.append(
                {
                    "field": str(field.label or name),
                    "theirs": _said(kept, field),
                    "yours": _said(typed, field),
                }
            )
    form.data = form.data.copy()
    form.data["version"] = str(theirs.version)
    return Differences(last.person if last else "Somebody", say_moment(last.at) if last else "", rows)


def _several(value: Any) -> Any:
    """Related things as a list in a settled order; anything else as it is."""
    return sorted(value.all(), key=str) if hasattr(value, "all") else value


def _said(value: Any, field: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    chosen = getattr(field, "choices", None)
    if chosen and isinstance(value, str):
        return str(dict(chosen).get(value, value))
    if hasattr(value, "isoformat"):
        return f"{value.day} {value:%B %Y}"
    return str(value)

"""Saving what a form says. When two people saved the same record: who was first, and where the two differ."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from threespires.history.models import Event
from threespires.kernel.dates import say_moment
from threespires.kernel.locks import ChangedByAnother
from threespires.kernel.verdict import Refused


@dataclass(frozen=True)
class Differences:
    """What the `conflict` component shows: who saved, when, and each field's two values."""

    by: str
    at: str
    rows: list[dict[str, str]]


def save_or_differ(
    request: HttpRequest, form: Any, said: str, save: Callable[[], Any], *, refused_at: str = ""
) -> tuple[bool, Differences | None]:
    """Saves what a valid form says, unless somebody saved the record since the form was opened.

    Args:
        said: what the page says when it is saved.
        save: calls the operation with the version seen; gives what it saved.
        refused_at: the field under which a refusal stands; a page of its own where none is named.

    Returns:
        Whether it is done, and the differences where another was first.
    """
    if not form.is_valid():
        return False, None
    try:
        saved = save()
    except ChangedByAnother as changed:
        return False, differences_between(changed.thing, form)
    except Refused as refused:
        if not refused_at:
            raise
        form.add_error(refused_at, refused.reason)
        return False, None
    say_saved(request, said, form, saved)
    return True, None


def say_saved(request: HttpRequest, said: str, form: Any, saved: Any) -> None:
    """Says that it is saved; or that nothing changed, where the record still has the version that was open."""
    if getattr(saved, "version", None) == (form.version_seen or 0):
        messages.info(request, "Nothing changed: what you saved is what stood here")
    else:
        messages.success(request, said)


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

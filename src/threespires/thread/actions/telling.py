"""A record's history in words: who did what, in which seat, and what it was before."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model, Q

from threespires.accounts.models import Person
from threespires.history.models import Event
from threespires.kernel.dates import say_date, say_moment
from threespires.partnership.models import Agency
from threespires.thread.actions.lifecycle import State
from threespires.thread.actions.models import Action

VERBS = {
    "work.tasked": "Tasked",
    "work.taken_up": "Taken up",
    "work.finished": "Said to be done",
    "work.withdrawn": "Withdrawn",
    "action.raised": "Raised",
    "action.changed": "Changed",
    "action.updated": "Update",
    "action.proposed": "Proposed complete",
    "action.accepted": "Accepted",
    "action.returned": "Returned",
    "action.withdrawn": "Withdrawn",
    "part.updated": "Update of a part",
    "part.changed": "Part changed",
    "evidence.added": "Evidence added",
    "escalation.raised": "Escalated",
    "escalation.answered": "Escalation answered",
    "test.planned": "Planned",
    "test.reported": "Reported",
    "test.withdrawn": "Withdrawn",
}
_FIELDS = {
    "title": "Title",
    "description": "Description",
    "owner": "Owner",
    "agency": "Agency",
    "due_on": "Done by",
    "status": "State",
    "blocked_because": "What blocks it",
}
_NOTHING = "nothing"


def history_of(*things: Model) -> list[dict[str, Any]]:
    """What happened to these records, the latest first."""
    by_kind: dict[str, list[str]] = {}
    for thing in things:
        by_kind.setdefault(thing._meta.label_lower, []).append(str(thing.pk))
    about = Q(pk__in=())
    for kind, keys in by_kind.items():
        about |= Q(kind=kind, thing__in=keys)
    events = list(Event.objects.filter(about))
    names = _names(events)
    return [_told(event, names) for event in events]


def history_of_action(action: Action) -> list[dict[str, Any]]:
    """What happened to an action, its parts, its evidence and its escalations."""
    return history_of(action, *action.parts.all(), *action.evidence.all(), *action.escalations.all())


def _names(events: Iterable[Event]) -> dict[str, dict[Any, str]]:
    """The names of the people and agencies that the changes hold by key: two reads at most."""
    wanted: dict[str, set[Any]] = {"owner": set(), "agency": set()}
    for event in events:
        for field, keys in wanted.items():
            keys.update(filter(None, event.changes.get(field, ())))
    return {
        "owner": _said(Person.objects.filter(pk__in=wanted["owner"])) if wanted["owner"] else {},
        "agency": _said(Agency.objects.filter(pk__in=wanted["agency"])) if wanted["agency"] else {},
    }


def _said(things: Iterable[Model]) -> dict[Any, str]:
    return {thing.pk: str(thing) for thing in things}


def _told(event: Event, names: dict[str, dict[Any, str]]) -> dict[str, Any]:
    who = event.person or "The clock"
    changes = [
        f"{_FIELDS[field]}: {_value(field, before, names)} → {_value(field, after, names)}"
        for field, (before, after) in event.changes.items()
        if field in _FIELDS and _is_change(field, before)
    ]
    what = VERBS.get(event.verb, event.verb.replace(".", " ").replace("_", " ").capitalize())
    own = event.verb.split(".")[0] in ("part", "evidence")
    return {
        "title": f"{what}: {event.title}" if own else what,
        "aside": say_moment(event.at),
        "detail": [
            *filter(None, [event.words]),
            *changes,
            _in_seat(who, event.seat),
        ],
    }


def _in_seat(who: str, seat: str) -> str:
    """Who, in which seat. A seat mostly begins with the name of who holds it."""
    if not seat or seat.startswith(who):
        return seat or who
    return f"{who}, {seat}"


def _is_change(field: str, before: Any) -> bool:
    """A new record has no before, so nothing of it changed; words may be empty before."""
    return before is not None and not (before == "" and field == "blocked_because")


def _value(field: str, value: Any, names: dict[str, dict[Any, str]]) -> str:
    if value in (None, ""):
        return _NOTHING
    if field in names:
        return names[field].get(value, _NOTHING)
    if field == "due_on":
        return say_date(date.fromisoformat(value))
    if field == "status" and value in State.values:
        return str(State(value).label)
    return str(value)

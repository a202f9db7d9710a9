"""A record's history in words: what was done, when, by whom, in which seat, and what it said before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q, QuerySet

from threespires.history.models import Event
from threespires.kernel.dates import say_date, say_moment

NOTHING = "nothing"
CLOCK = "The calendar"


@dataclass(frozen=True)
class Words:
    """How a room tells its history: what each verb is called, and which fields it tells, under which name.

    A field that isn't named is not told. A verb's words may hold {title}: what the record was called then.
    """

    verbs: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """One field, as it was and as it became."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One event, as the `history_list` component shows it."""

    what: str
    when: str
    who: str
    seat: str
    words: str
    changes: list[Change]


def events_about(*things: models.Model) -> QuerySet[Event]:
    """What happened to any of these records, the latest first."""
    keys: dict[str, list[str]] = {}
    for thing in things:
        keys.setdefault(thing._meta.label_lower, []).append(str(thing.pk))
    about = Q(pk__in=())
    for kind, some in keys.items():
        about |= Q(kind=kind, thing__in=some)
    return Event.objects.filter(about)


def tell(events: Iterable[Event], words: Words) -> list[Told]:
    """The events in words. What a change names by its key is read once for each kind of thing it names."""
    events = list(events)
    names = _names(events, words)
    return [_told(event, words, names) for event in events]


Names = dict[tuple[type[models.Model], str], str]


def _names(events: list[Event], words: Words) -> Names:
    """What the records are called that changes name by their keys."""
    wanted: dict[type[models.Model], set[str]] = {}
    for event in events:
        for name in words.fields.keys() & event.changes.keys() if _changed(event) else ():
            related = getattr(_field(event, name), "related_model", None)
            if related:
                wanted.setdefault(related, set()).update(map(str, filter(_is_key, event.changes[name])))
    return {
        (model, str(thing.pk)): str(thing)
        for model, keys in wanted.items()
        if keys
        for thing in model._base_manager.filter(pk__in=keys)
    }


def _is_key(value: Any) -> bool:
    return value is not None and not isinstance(value, list)


def _told(event: Event, words: Words, names: Names) -> Told:
    who, seat = _who(event)
    said = words.verbs.get(event.verb) or event.verb.partition(".")[2].replace("_", " ").capitalize()
    changes = [
        Change(label, _say(event, name, before, names), _say(event, name, after, names))
        for name, label in words.fields.items()
        for before, after in (event.changes.get(name, (None, None)),)
        if before != after and _field(event, name)
    ]
    told = [change for change in changes if change.before != change.after] if _changed(event) else []
    return Told(said.replace("{title}", event.title), say_moment(event.at), who, seat, event.words, told)


def _who(event: Event) -> tuple[str, str]:
    """Who did it and in which seat. A seat mostly begins with the name of who holds it, which is said once."""
    if not event.person:
        return (event.seat[:1].upper() + event.seat[1:]) or CLOCK, ""
    return event.person, seat_alone(event.seat, event.person)


def seat_alone(seat: str, person: str) -> str:
    """The seat without the name of who holds it."""
    return seat.removeprefix(person).removeprefix(", ")


def _changed(event: Event) -> bool:
    """Whether it befell something that was there before: a new record has no before."""
    return not any(
        before is None and not getattr(_field(event, name), "null", False)
        for name, (before, _) in event.changes.items()
        if _field(event, name)
    )


def _field(event: Event, name: str) -> Any:
    """The field of that name; None where the record or the field is no longer known."""
    try:
        return apps.get_model(event.kind)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return None


def _say(event: Event, name: str, value: Any, names: Names) -> str:
    """A value in words, as its field has it."""
    each = _field(event, name)
    if value in (None, "", [], {}):
        return NOTHING
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')}: {one}" for key, one in value.items())
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if getattr(each, "related_model", None):
        return names.get((each.related_model, str(value)), NOTHING)
    if isinstance(each, models.DateTimeField):
        return say_moment(datetime.fromisoformat(value))
    if isinstance(each, models.DateField):
        return say_date(date.fromisoformat(value))
    return str(dict(getattr(each, "flatchoices", ())).get(value, value))

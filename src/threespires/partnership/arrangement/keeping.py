"""Brings rows to what the file says: adds, changes and ends them, deletes none, and tells what it did."""

import json
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import models

from threespires.history.recording import record
from threespires.kernel import plates
from threespires.kernel.dates import say_date
from threespires.kernel.locks import note_before
from threespires.kernel.models import facts_of

ADDED, CHANGED, ENDED = "added", "changed", "ended"


@dataclass(frozen=True)
class Difference:
    """One field of a changed row, in words: what it was and what it becomes."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """What loading does to one thing."""

    what: str
    kind: str
    name: str
    differences: tuple[Difference, ...] = ()


@dataclass
class Keeper:
    """Keeps rows as the file wants them on one day. Notes every touch; `finish` writes history."""

    today: date
    touched: dict[tuple[str, int], tuple[Any, str]] = field(default_factory=dict)
    linked: list[Change] = field(default_factory=list)
    replaced: list[tuple[models.Model, models.Model]] = field(default_factory=list)
    concerned: list[Any] = field(default_factory=list)

    @property
    def yesterday(self) -> date:
        return self.today - timedelta(days=1)

    def is_touched(self, row: models.Model) -> bool:
        return _name(row) in self.touched

    def is_new(self, row: models.Model) -> bool:
        return self.touched.get(_name(row), (row, ""))[1] == ADDED

    def keep(self, rows: "Rows", key: tuple[Hashable, ...], *, first: date | None = None, **values: Any) -> Any:
        """The row of this key, made so or changed to `values`.

        Args:
            first: the first day of a new row, where the file gives none; an old row keeps its own.
        """
        row = rows.get(key)
        if row is None:
            if first is not None and "starts" not in values:
                values["starts"] = first
            return self.add(rows.new(key, values))
        if _says_otherwise(row, values):
            values |= {"confirmed_by": "", "confirmed_on": None}
        self.change(row, **values)
        return row

    def add(self, row: Any) -> Any:
        """Saves a new row, and notes it."""
        row.save(force_insert=True)
        self._touch(row, ADDED)
        return row

    def change(self, row: models.Model, **values: Any) -> None:
        """Sets `values`, and notes a change if there is one."""
        before = facts_of(row)
        if not hasattr(row, "as_it_stood"):
            note_before(row)
        for name, value in values.items():
            setattr(row, name, value)
        if facts_of(row) != before:
            row.save()
            self._touch(row, CHANGED)

    def end(self, row: Any) -> None:
        """Ends what went out of the file: its last day is yesterday, or today if it began today."""
        last = max(self.yesterday, row.starts) if row.starts else self.yesterday
        if row.ends is None or row.ends > last:
            note_before(row)
            row.ends = last
            row.save()
            self._touch(row, ENDED)

    def replace(self, row: Any, new: Any) -> None:
        """Ends a row and saves the one that follows it: together they are one change."""
        self.end(row)
        self.add(new)
        self.replaced.append((row, new))

    def end_with(self, row: Any, day: date) -> None:
        """Notes that a row which isn't touched ends on a day, with what it depends on; whoever it is about is found
        anew."""
        until = Difference(_label(row, "ends"), say_date(row.ends) if row.ends else "nothing", say_date(day))
        self.linked.append(Change(ENDED, _kind(row), str(row), (until,)))
        self.concerned.append(row.person)

    def link(self, row: models.Model, name: str, wanted: Iterable[models.Model]) -> None:
        """Sets a many-to-many relation, and notes a change if there is one."""
        relation = getattr(row, name)
        before, after = set(relation.all()), set(wanted)
        if before != after:
            if not hasattr(row, "as_it_stood") and not self.is_new(row):
                note_before(row)
            relation.set(after)
            self._touch(row, CHANGED)
            if not self.is_new(row):
                words = Difference(_label(row, name), _joined(before), _joined(after))
                self.linked.append(Change(CHANGED, _kind(row), str(row), (words,)))

    def changes(self) -> Iterator[Change]:
        replacing = {_name(row) for pair in self.replaced for row in pair}
        for name, (row, what) in self.touched.items():
            if name in replacing:
                continue
            if what == ADDED:
                yield Change(ADDED, _kind(row), _full_name(row))
                continue
            differences = tuple(_differences(row, row.as_it_stood, facts_of(row)))
            if differences:
                yield Change(what, _kind(row), _full_name(row), differences)
        for row, new in self.replaced:
            differences = tuple(_differences(new, facts_of(row), facts_of(new)))
            yield Change(CHANGED, _kind(new), _full_name(new), differences)
        yield from self.linked

    def finish(self, *, by: Any, words: str) -> None:
        """Writes one event for each row touched, and keeps what search finds in step."""
        for row, what in self.touched.values():
            record(f"{row._meta.model_name}.{what}", row, by=by, words=words)
        rows = [row for row, _ in self.touched.values()]
        groups = [row.group for row in rows if getattr(row, "group", None)]
        plates.keep_findable(*dict.fromkeys([*rows, *groups, *self.concerned]))

    def _touch(self, row: models.Model, what: str) -> None:
        if not self.is_new(row):
            self.touched[_name(row)] = (row, what)


class Rows:
    """All rows of one model, each under the key by which the file knows it."""

    def __init__(self, model: type[models.Model], *names: str) -> None:
        self.model = model
        self.names = names
        self.by_key: dict[tuple[Hashable, ...], Any] = {
            tuple(getattr(row, name) for name in names): row for row in model._default_manager.order_by("pk")
        }
        self.wanted: set[tuple[Hashable, ...]] = set()

    def get(self, key: tuple[Hashable, ...]) -> Any:
        self.wanted.add(key)
        return self.by_key.get(key)

    def new(self, key: tuple[Hashable, ...], values: dict[str, Any]) -> Any:
        """A row of this key, not yet saved."""
        row = self.model(**dict(zip(self.names, key, strict=True)), **values)
        self.by_key[key] = row
        return row

    def gone(self) -> list[Any]:
        """The rows that the file no longer names."""
        return [row for key, row in self.by_key.items() if key not in self.wanted]


def _name(row: models.Model) -> tuple[str, int]:
    return row._meta.label_lower, row.pk


def _says_otherwise(row: Any, values: dict[str, Any]) -> bool:
    """Whether the file changes what a person confirmed here. Where it stands in the file says nothing of it."""
    confirmed = getattr(row, "confirmed_on", None)
    return bool(confirmed) and any(getattr(row, name) != value for name, value in values.items() if name != "order")


def _kind(row: models.Model) -> str:
    return str(row._meta.verbose_name)


def _full_name(row: Any) -> str:
    """The thing, with the group or approach it belongs to."""
    owner = getattr(row, "group", None) or getattr(row, "approach", None)
    name = str(row)
    return f"{owner}: {name}" if owner and str(owner) not in name else name


def _label(row: models.Model, name: str) -> str:
    return str(getattr(row._meta.get_field(name), "verbose_name", name))


def _joined(things: Iterable[models.Model]) -> str:
    return ", ".join(sorted(str(thing) for thing in things)) or "nothing"


def _differences(row: Any, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    for each in row._meta.concrete_fields:
        old, new = before.get(each.name), after.get(each.name)
        if old != new and not each.primary_key:
            yield Difference(str(each.verbose_name), _say(each, old), _say(each, new))


def _say(each: Any, value: Any) -> str:
    if value in (None, "", [], {}):
        return "nothing"
    if each.is_relation:
        return str(each.related_model._default_manager.filter(pk=value).first() or value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(each, models.DateField):
        return say_date(date.fromisoformat(value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)

"""Keeping the index in step with the records. Called by operations, inside their transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.module_loading import import_string

from threespires.kernel import plates
from threespires.search.engines import CLOSES, OPENS
from threespires.search.models import SearchEntry, SearchWord
from threespires.search.words import known_words, references_in

_AT_ONCE = 500
_waiting: ContextVar[dict[tuple[type[models.Model], Any], models.Model] | None] = ContextVar("waiting", default=None)
_LEFT_OUT = dict.fromkeys(map(ord, f"\0{OPENS}{CLOSES}"), " ")


def index(*things: models.Model) -> None:
    """Writes or rewrites the entries of `things`; a kind that no door plate lets search find is passed over.

    Where a plate's entry function gives None, the record is not to be found and its entry goes.
    """
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update({(type(thing), thing.pk): thing for thing in things})
        return
    by_kind: dict[type[models.Model], list[Any]] = {}
    for thing in things:
        by_kind.setdefault(type(thing), []).append(thing)
    entries = [
        entry
        for model, some in by_kind.items()
        for start in range(0, len(some), _AT_ONCE)
        for entry in _entries_of(model, some[start : start + _AT_ONCE])
    ]
    if entries:
        _write(entries)
        # After the change, by itself: two people who use the same new word need not wait for one another.
        transaction.on_commit(partial(learn_words, _words_of(entries)), robust=True)


def _entries_of(model: type[models.Model], things: list[Any]) -> list[SearchEntry]:
    """The entries of things of one model; what is not to be found is forgotten."""
    kind = _kind_of(model)
    if kind is None:
        return []
    keys = [thing.pk for thing in things]
    made = [_entry(kind, thing) for thing in (_read(kind, model).filter(pk__in=keys) if kind.read else things)]
    found = [entry for entry in made if entry]
    if gone := set(keys) - {entry.thing for entry in found}:
        SearchEntry.objects.filter(kind=kind.kind, thing__in=gone).delete()
    return found


def _read(kind: plates.Searchable, model: type[models.Model]) -> models.QuerySet:
    """Those of a kind, with all that their entries ask of each."""
    things = model._base_manager.order_by("pk")
    return import_string(kind.read)(things) if kind.read else things


@contextmanager
def together() -> Iterator[None]:
    """Within it, inside a transaction, records are noted; at its end each is indexed once, as it then stands."""
    waiting: dict[tuple[type[models.Model], Any], models.Model] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    index(*waiting.values())


def forget(thing: models.Model) -> None:
    """The record is gone, or no longer to be found."""
    kind = _kind_of(type(thing))
    if kind:
        SearchEntry.objects.filter(kind=kind.kind, thing=thing.pk).delete()


@transaction.atomic
def rebuild() -> int:
    """Makes the whole index anew from the records. Gives the number of entries."""
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    words: set[str] = set()
    for kind in plates.searchables():
        things = _read(kind, apps.get_model(kind.model)).iterator(_AT_ONCE)
        while some := list(islice(things, _AT_ONCE)):
            entries = [made for thing in some if (made := _entry(kind, thing))]
            _write(entries)
            words |= _words_of(entries)
    learn_words(words)
    return SearchEntry.objects.count()


def learn_words(words: Iterable[str]) -> None:
    """Keeps the words to which typing errors may be led back. In order, so that two writers never cross."""
    fresh = (SearchWord(word=word) for word in sorted(words))
    SearchWord.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=_AT_ONCE)


def _kind_of(model: type[models.Model]) -> plates.Searchable | None:
    label = model._meta.label_lower
    return next((kind for kind in plates.searchables() if kind.model.lower() == label), None)


def _entry(kind: plates.Searchable, thing: models.Model) -> SearchEntry | None:
    found = import_string(kind.entry)(thing)
    if found is None:
        return None
    title, text, address = found
    return SearchEntry(
        kind=kind.kind,
        thing=thing.pk,
        title=_plain(title)[:300],
        text=_plain(text),
        refs=references_in(getattr(thing, "ref", ""), title, text),
        address=address,
    )


def _plain(words: str) -> str:
    """One line, without what no database stores or what marks a found word."""
    return " ".join(words.translate(_LEFT_OUT).split())


def _words_of(entries: Iterable[SearchEntry]) -> set[str]:
    return {word for entry in entries for word in known_words(entry.title, entry.text)}


def _write(entries: list[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "thing"],
        update_fields=["title", "text", "refs", "address"],
    )

"""Holding a row while it is changed, and noticing that somebody else changed it first."""

from typing import Any, TypeVar

from django.db import models

from threespires.kernel.models import facts_of

T = TypeVar("T", bound=Any)


class ChangedByAnother(Exception):
    """Somebody else saved the thing after this person opened it. Holds the thing as it now stands."""

    def __init__(self, thing: models.Model) -> None:
        super().__init__(f"{thing} was changed by another person")
        self.thing = thing


def lock(thing: T, *, seen: int | None = None) -> T:
    """Re-reads `thing` in place, holds its row until the transaction ends, and notes how it stood.

    Args:
        seen: the version the person had open, where two may edit.

    Raises:
        ChangedByAnother: if it has moved on since.
    """
    fresh = type(thing)._base_manager.select_for_update().get(pk=thing.pk)
    if seen is not None and fresh.version != seen:
        raise ChangedByAnother(fresh)
    for field in thing._meta.concrete_fields:
        setattr(thing, field.attname, getattr(fresh, field.attname))
    # What was fetched beside it before the row was held may have moved on, too.
    getattr(thing, "_prefetched_objects_cache", {}).clear()
    note_before(thing)
    return thing


def put(thing: Any, **facts: Any) -> bool:
    """Puts facts on a locked thing, to be saved; several related things are put at once.

    Returns:
        Whether any of them differs from what stood: if none does, there is nothing to save and nothing to tell.
    """
    differs = False
    for name, value in facts.items():
        stood = getattr(thing, name)
        if hasattr(stood, "all"):
            if set(stood.all()) != set(value):
                stood.set(value)
                differs = True
        elif stood != value:
            setattr(thing, name, value)
            differs = True
    return differs


def note_before(thing: Any) -> None:
    """Remembers the thing as it stands, so that history can say what changed."""
    thing.as_it_stood = facts_of(thing)


def save(thing: Any) -> None:
    """Saves a locked thing, one version further where it has versions."""
    if hasattr(thing, "version"):
        thing.version += 1
    thing.save()

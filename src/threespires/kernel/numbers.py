"""Giving a new thing the next short reference, whoever else is asking."""

from typing import TypeVar

from django.db import IntegrityError, transaction

from threespires.kernel.models import Numbered

N = TypeVar("N", bound=Numbered)
_TRIES = 8


def create_numbered(thing: N) -> N:
    """Saves the new `thing` under the next free reference of its kind.

    The unique column refuses a reference that somebody else took a moment ago; then the next is tried.
    """
    for attempt in range(1, _TRIES + 1):
        thing.ref = type(thing).next_ref()
        try:
            with transaction.atomic():
                thing.save(force_insert=True)
            return thing
        except IntegrityError:
            taken = type(thing)._base_manager.filter(ref=thing.ref).exists()
            if attempt == _TRIES or not taken:
                raise
            thing.pk = None
    raise AssertionError("unreachable")

"""Who or what is there on a day in the stead of what has ended: agencies and posts that were succeeded."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from threespires.partnership.models import Agency, Post

T = TypeVar("T", Agency, Post)


def in_their_stead(things: Iterable[T], day: date) -> dict[int, T]:
    """By the key of each, itself; or where it had ended by that day, the one that had succeeded it by then.

    One statement, and none where nothing has ended.
    """
    by_key = {thing.pk: thing for thing in things}
    ended = next((thing for thing in by_key.values() if _has_ended(thing, day)), None)
    if ended is None:
        return by_key
    after: dict[int | None, T] = {}
    for thing in type(ended).objects.exclude(succeeds=None).order_by("pk"):
        if thing.starts is None or thing.starts <= day:
            after.setdefault(thing.succeeds_id, thing)
    return {key: _last(thing, after, day) for key, thing in by_key.items()}


def _has_ended(thing: T, day: date) -> bool:
    return thing.ends is not None and thing.ends < day


def _last(thing: T, after: dict[int | None, T], day: date) -> T:
    while _has_ended(thing, day) and thing.pk in after:
        thing = after[thing.pk]
    return thing

"""Writing history. Called by operations, inside their transaction."""

from datetime import datetime
from typing import Any

from django.db import models

from threespires.history.models import Event
from threespires.kernel.clock import now
from threespires.kernel.models import facts_of


def record(
    verb: str, thing: models.Model, *, by: Any, seat: str = "", words: str = "", at: datetime | None = None
) -> Event:
    """Writes that `by` did `verb` to `thing`.

    Args:
        verb: noun and past participle, such as "action.accepted".
        by: a person; what did it, in words, where nobody did; None for the clock.
        seat: the seat in which it was done, as the rule's verdict says.
        words: a reason or note worth keeping beside the change.
        at: when it was done, where that is told later.

    What changed is the difference between the thing as it was locked and as it is now; a new thing
    has only an after.

    Raises:
        TypeError: for what is kept behind a wall, and has a record of its own.
    """
    if getattr(thing, "BEHIND_THE_WALL", False):
        raise TypeError(f"What is done to {thing._meta.verbose_name} isn’t told in open history")
    before = getattr(thing, "as_it_stood", {})
    after = facts_of(thing)
    changes = {
        name: [before.get(name), value]
        for name, value in after.items()
        if name not in ("id", "version") and before.get(name) != value
    }
    return Event.objects.create(
        at=at or now(),
        person=str(by) if by else "",
        person_key=str(getattr(by, "pk", "")),
        seat=seat,
        verb=verb,
        kind=thing._meta.label_lower,
        thing=str(thing.pk),
        ref=getattr(thing, "ref", ""),
        title=str(thing)[:300],
        words=words,
        changes=changes,
    )

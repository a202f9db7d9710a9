"""What was said under an item: saved as it is typed, told in history once it is said.

Minutes save themselves every few seconds. Told one by one, an hour's minutes would be a thousand events, each holding
the whole note. History is never altered, so they can't be folded afterwards: it is written when the note is saved
by hand or left for another button, before somebody else changes it or is shown it, when the meeting closes, and at
the latest after some minutes. Until then `Typing` holds who types and what the note said before, so that what history
tells is who changed which words into which, at the time of the last of them; only wordings on the way are not told.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction

from threespires.history.recording import record
from threespires.kernel.clock import now
from threespires.kernel.locks import ChangedByAnother, lock, note_before, put, save
from threespires.kernel.merging import Merged, merge
from threespires.kernel.verdict import require
from threespires.meetings.lifecycle import MINUTES
from threespires.meetings.models import AgendaItem, Meeting, Minutes, Typing
from threespires.meetings.permissions import may_write_note
from threespires.search.indexing import index

AT_THE_LATEST = timedelta(minutes=10)


@transaction.atomic
def write_note(item: AgendaItem, *, by: Any, note: str, before: str | None = None, as_typed: bool = False) -> Merged:
    """Saves what was said under an item, together with what somebody else wrote there meanwhile; gives what stands.

    Args:
        before: the words that `by` had before them; None where they replace whatever stands.
        as_typed: it saves itself while `by` types on; history tells it later.

    Raises:
        ChangedByAnother: if somebody else changed the same words, unless it saves itself: then both wordings stay.
    """
    lock(item)
    verdict = require(may_write_note(by, item))
    merged = Merged(note) if before is None else merge(before, item.note, note)
    if merged.clashes and not as_typed:
        raise ChangedByAnother(item)
    typing = Typing.objects.filter(item=item).first()
    if typing and (typing.person_id != by.pk or now() - typing.since >= AT_THE_LATEST):
        _tell(item, typing)
    was = item.note
    if put(item, note=merged.text):
        save(item)
        index(item)
        note_correction(item.meeting, by=by, seat=verdict.seat)
        Typing.objects.update_or_create(
            item=item,
            defaults={"at": now(), "seat": verdict.seat},
            create_defaults={"person": by, "seat": verdict.seat, "was": was, "at": now(), "since": now()},
        )
    if not as_typed:
        tell_notes([item])
    return merged


def note_correction(meeting: Meeting, *, by: Any, seat: str) -> None:
    """What is written into circulated minutes corrects them. Called by whatever writes there."""
    minutes = Minutes.objects.filter(meeting=meeting, status=Minutes.Status.CIRCULATED).first()
    if minutes:
        note_before(minutes)
        MINUTES.apply(minutes, "correct")
        save(minutes)
        record("minutes.corrected", minutes, by=by, seat=seat)


@transaction.atomic
def tell_notes(items: Iterable[AgendaItem]) -> None:
    """Tells history what was typed under these items and is not told yet."""
    for typing in Typing.objects.filter(item__in=items).select_related("item__meeting__group", "person"):
        lock(typing.item)
        _tell(typing.item, typing)


def tell_what_rests() -> int:
    """Tells what was typed some minutes ago and is not told yet; gives how much. Safe to repeat."""
    rests = AgendaItem.objects.filter(typing__since__lte=now() - AT_THE_LATEST)
    count = rests.count()
    tell_notes(rests)
    return count


def _tell(item: Any, typing: Typing) -> None:
    """What one person typed, from what the note said before they began to what it says now."""
    # Of two who tell it at once, the second finds it told.
    told, _ = Typing.objects.filter(pk=typing.pk).delete()
    if told and typing.was != item.note:
        item.as_it_stood = {**item.as_it_stood, "note": typing.was}
        record("agenda_item.noted", item, by=typing.person, seat=typing.seat, at=typing.at)
        note_before(item)

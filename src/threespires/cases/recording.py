"""Writing down who read and who changed a case record, in the transaction in which they do."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import transaction

from threespires.cases.chain import seal
from threespires.cases.keys import record_key
from threespires.cases.models import Case, CaseRecord, Entry, Head, Recorded
from threespires.kernel.clock import now, today
from threespires.kernel.models import facts_of
from threespires.kernel.verdict import Refused
from threespires.partnership.models import CaseRole
from threespires.vault import sealing, store
from threespires.vault.ring import KeyMissing

READ = "read"

UNRECORDED = (
    "Case records can’t be opened now, since nobody could tell later who had looked. Tell whoever runs the system"
)


_waiting: ContextVar[list[Entry] | None] = ContextVar("waiting", default=None)


@contextmanager
def readings_last() -> Iterator[list[Entry]]:
    """Within the block, which is one transaction, readings wait for `write_readings`: who writes to the record holds it
    until their transaction ends, and nobody else should wait while a page is drawn."""
    waiting: list[Entry] = []
    token = _waiting.set(waiting)
    try:
        yield waiting
    finally:
        _waiting.reset(token)


@transaction.atomic
def write_readings(waiting: list[Entry]) -> None:
    """Writes the readings that waited.

    Raises:
        Refused: if the key that sealed the record is gone.
    """
    _write(waiting)


@transaction.atomic
def looked(records: Iterable[Recorded], *, by: Any, seat: str) -> None:
    """Writes that `by`, in this seat, read these; or has it wait (see `readings_last`)."""
    entries = [_entry(record, READ, by, seat) for record in records]
    waiting = _waiting.get()
    if waiting is None:
        _write(entries)
    else:
        waiting += entries


@transaction.atomic
def changed(verb: str, record: Recorded | CaseRole, *, by: Any, seat: str = "") -> None:
    """Writes that `by`, or the calendar where nobody did, did `verb` to what is recorded; and, under its key, what
    changed: the difference between the record as it was locked and as it is now."""
    entry = _entry(record, verb, by, seat)
    before, after = getattr(record, "as_it_stood", {}), facts_of(record)
    told = {
        name: [before.get(name), value]
        for name, value in after.items()
        if name not in ("id", "case", "version") and before.get(name) != value
    }
    entry.changes = _sealed(entry, told) if told else b""
    _write([entry])
    if isinstance(record, CaseRecord) and record.RENEWS:
        Case.objects.filter(pk=record.case_id).update(kept_from=today())


@transaction.atomic
def let_go(records: Iterable[CaseRecord], *, by: Any, seat: str) -> None:
    """Writes that these records were disposed of with their case. What stood in them isn't opened."""
    _write([_entry(record, "case.disposed_of", by, seat) for record in records])


@transaction.atomic
def read_in(records: Iterable[CaseRecord]) -> None:
    """Writes that these records came with an export of another installation."""
    _write([_entry(record, "case.read_in", None, "") for record in records])


def changes_of(entry: Entry) -> dict[str, list[Any]]:
    """What an entry says changed, before and after.

    Raises:
        KeyDestroyed, KeyMissing: where the key of the case is gone.
    """
    if not entry.changes:
        return {}
    told = sealing.unseal(store.key_of(entry.case_id), bytes(entry.changes), place=_place(entry))
    return json.loads(told)


def _sealed(entry: Entry, told: dict[str, Any]) -> bytes:
    return sealing.seal(store.key_of(entry.case_id), json.dumps(told).encode(), place=_place(entry))


def _place(entry: Entry) -> str:
    return f"{entry.kind}:{entry.thing}:{entry.verb}"


def _entry(record: Recorded | CaseRole, verb: str, by: Any, seat: str) -> Entry:
    return Entry(
        at=now(),
        person=by,
        seat=seat,
        group_id=record.kept_by(),
        case_id=UUID(str(record.sealed_under())),
        verb=verb,
        kind=record._meta.label_lower,
        thing=str(record.pk),
    )


def _write(entries: list[Entry]) -> None:
    """Numbers, seals and saves entries, while nobody else can write any.

    Raises:
        Refused: if the key that sealed the record is gone.
    """
    if not entries:
        return
    Head.objects.get_or_create(pk=1)
    head = Head.objects.select_for_update().get(pk=1)
    try:
        key = record_key(begun=head.number > 0)
    except KeyMissing as missing:
        raise Refused(UNRECORDED) from missing
    for entry in entries:
        entry.number, entry.follows = head.number + 1, head.seal
        entry.seal = seal(key, entry.facts(), entry.follows)
        head.number, head.seal = entry.number, entry.seal
    Entry.objects.bulk_create(entries)
    head.save()

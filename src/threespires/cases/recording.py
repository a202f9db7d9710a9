"""Writing down who read and who changed a case record, in the transaction in which they do."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from threespires.cases.chain import seal
from threespires.cases.keys import KeyMissing, record_key
from threespires.cases.models import CaseRecord, Entry, Head
from threespires.kernel.clock import now
from threespires.kernel.verdict import Refused

READ = "read"
SHUT = "Case records can’t be opened now, since nobody could tell later who had looked. Tell whoever runs the system"


@transaction.atomic
def looked(records: Iterable[CaseRecord], *, by: Any, seat: str) -> None:
    """Writes that `by`, in this seat, read these records."""
    _write([_entry(record, READ, by, seat) for record in records])


@transaction.atomic
def changed(verb: str, record: CaseRecord, *, by: Any, seat: str = "") -> None:
    """Writes that `by`, or the calendar where nobody did, did `verb` to a case record."""
    _write([_entry(record, verb, by, seat)])


def _entry(record: CaseRecord, verb: str, by: Any, seat: str) -> Entry:
    return Entry(
        at=now(),
        person=by,
        seat=seat,
        group_id=record.group_id,
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
        raise Refused(SHUT) from missing
    for entry in entries:
        entry.number, entry.follows = head.number + 1, head.seal
        entry.seal = seal(key, entry.facts(), entry.follows)
        head.number, head.seal = entry.number, entry.seal
    Entry.objects.bulk_create(entries)
    head.save()

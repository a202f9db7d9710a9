"""A file is kept as it came, under the name it had, and held until the virus scanner has found nothing in it."""

import hashlib
from collections.abc import Sequence
from functools import partial

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from threespires.accounts.models import Person
from threespires.documents import notices, store
from threespires.documents.contents import PDF, TAKEN, Kind
from threespires.documents.lifecycle import DOCUMENT
from threespires.documents.models import Document
from threespires.documents.scanner import ScannerAway, harm_in
from threespires.documents.taking import known_of
from threespires.history.recording import record
from threespires.kernel import plates
from threespires.kernel.background import have_done
from threespires.kernel.clock import now
from threespires.kernel.locks import lock

AT_ONCE_SECONDS = 3
"""For so long whoever hands a file in waits for the scanner; then a job does."""
_SCAN = "threespires.documents.reminders.scan_document"
_SETTLED = {"let_out": "scanned", "refuse": "refused", "pass_over": "passed_over"}


@transaction.atomic
def keep(file: File, *, by: Person, kinds: Sequence[Kind] = TAKEN) -> Document:
    """Keeps a file that somebody hands in and that belongs to no case, and has it scanned. Who may open it follows from
    the record it is then put beside. What belongs to a case is kept by `under_cases.keep_under`.

    Raises:
        Refused: if it is empty, too large, or of a kind that isn't taken.
        KeyMissing: where the keys aren't here.
    """
    known, content = known_of(file, kinds, by)
    document = Document(**known)
    if not settings.SCANNER:
        DOCUMENT.apply(document, "pass_over")
    store.begin(document)
    store.write(document, content)
    document.save()
    record("document.kept", document, by=by)
    if settings.SCANNER:
        transaction.on_commit(partial(scan_at_once, document), robust=True)
    return document


def scan_at_once(document: Document) -> None:
    """Has the scanner look while whoever handed the file in waits; where it takes longer, a job goes on."""
    try:
        scan(document, patience=AT_ONCE_SECONDS)
    except ScannerAway:
        have_done(_SCAN, document.pk)


def scan(document: Document, *, patience: float) -> None:
    """Asks the scanner about a held file, and lets it out; or deletes it, and tells whoever handed it in.

    Safe to repeat: a file that isn't held any more stays as it is.

    Raises:
        ScannerAway: where the scanner doesn't say. The file stays held.
    """
    if document.status != Document.Status.HELD:
        return
    if not settings.SCANNER:
        _settle(document, "pass_over")
        return
    harm = harm_in(store.read(document), patience=patience)
    _settle(document, "refuse" if harm else "let_out", harm)
    if harm:
        remove_refused(document)


@transaction.atomic
def _settle(document: Document, step: str, harm: str = "") -> None:
    if lock(document).status != Document.Status.HELD:
        return
    DOCUMENT.apply(document, step)
    document.harm = harm[:200]
    document.save()
    record(f"document.{_SETTLED[step]}", document, by="The virus scanner", words=harm)
    if harm:
        notices.refused(document)
    for settled in plates.gathered("file_settled"):
        settled(document)


def remove_refused(document: Document) -> None:
    """Deletes what a refused file holds, once it is written down that it was refused."""
    store.remove(document)
    document.save(update_fields=["file", "key", "name"])


@transaction.atomic
def seal_plain(document: Document) -> None:
    """Seals a file that was kept before files were sealed."""
    if not lock(document).is_sealed and document.file:
        plain, storage = str(document.file.name), document.file.storage
        store.write(document, store.read(document))
        document.save(update_fields=["file", "is_sealed"])
        transaction.on_commit(partial(storage.delete, plain))


def see(document: Document, *, by: Person) -> None:
    """Whoever handed a refused file in has read so, and needs no more telling."""
    if document.status == Document.Status.REFUSED and document.uploaded_by_id == by.pk and not document.seen:
        Document.objects.filter(pk=document.pk).update(seen=True)


@transaction.atomic
def keep_made(name: str, content: bytes, *, by: Person) -> Document:
    """Keeps a PDF that was made here, of what the scanner has let out already. `by` is for whom it was made."""
    document = Document(
        name=name,
        content_type=PDF.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
        uploaded_at=now(),
    )
    DOCUMENT.apply(document, "let_out" if settings.SCANNER else "pass_over")
    store.begin(document)
    store.write(document, content)
    document.save()
    return document

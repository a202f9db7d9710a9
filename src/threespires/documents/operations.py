"""A file is kept as it came, under the name it had, and held until the virus scanner has found nothing in it."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import partial
from pathlib import PurePosixPath
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from threespires.accounts.models import Person
from threespires.documents import notices, store
from threespires.documents.contents import MARKED_KINDS, PDF, TAKEN, Contents, Kind, NotTaken, contents_of
from threespires.documents.lifecycle import DOCUMENT
from threespires.documents.models import Document
from threespires.documents.scanner import ScannerAway, harm_in
from threespires.history.recording import record
from threespires.kernel import plates
from threespires.kernel.background import have_done
from threespires.kernel.clock import now
from threespires.kernel.locks import lock
from threespires.kernel.verdict import Refused

LARGEST = 20 * 1024 * 1024
AT_ONCE_SECONDS = 3
"""For so long whoever hands a file in waits for the scanner; then a job does."""
_LONGEST_NAME = 200
_SCAN = "threespires.documents.reminders.scan_document"
_SETTLED = {"let_out": "scanned", "refuse": "refused", "pass_over": "passed_over"}


def fault_of(file: File, kinds: Sequence[Kind] = TAKEN, largest: int = LARGEST) -> str:
    """Why this file can't be kept, as a sentence; nothing when it can."""
    try:
        _taken(file, kinds, largest)
    except Refused as refusal:
        return refusal.reason
    return ""


def _taken(file: File, kinds: Sequence[Kind], largest: int = LARGEST) -> Contents:
    """What the file is.

    Raises:
        Refused: where it can't be kept.
    """
    if not file.size:
        raise Refused("The file you chose is empty")
    if file.size > largest:
        raise Refused(f"The file must be smaller than {largest // 1024 // 1024} MB")
    other = f"The file must be {say_kinds(kinds)}"
    try:
        found = contents_of(file)
    except NotTaken as fault:
        raise Refused(str(fault) or other) from fault
    if found.holds_macros and settings.MACROS == "refuse":
        raise Refused("The file holds macros. Save it again without them")
    if found.is_locked and settings.LOCKED_FILES == "refuse":
        raise Refused("The file is locked with a password. Save it again without one")
    if found.kind not in kinds:
        raise Refused(other)
    return found


def say_kinds(kinds: Sequence[Kind]) -> str:
    """PDF, Word or PNG: the kinds that people are asked for."""
    *first, last = dict.fromkeys(kind.words for kind in kinds if kind not in MARKED_KINDS)
    return f"{', '.join(first)} or {last}" if first else last


@transaction.atomic
def keep(file: File, *, by: Person, kinds: Sequence[Kind] = TAKEN, under: UUID | None = None) -> Document:
    """Keeps a file that somebody hands in, and has it scanned. Who may open it follows from the record it is then
    put beside.

    Args:
        under: the name of the key that seals it, where it belongs to a case.

    Raises:
        Refused: if it is empty, too large, or of a kind that isn't taken.
        KeyMissing: where the keys aren't here.
    """
    found = _taken(file, kinds)
    content = file.read()
    document = Document(
        name=name_kept(file.name or "", found.kind),
        content_type=found.kind.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        holds_macros=found.holds_macros,
        is_locked=found.is_locked,
        uploaded_by=by,
        uploaded_at=now(),
    )
    if not settings.SCANNER:
        DOCUMENT.apply(document, "pass_over")
    store.write(document, content, under=under)
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
    document.save(update_fields=["file"])


@transaction.atomic
def seal_plain(document: Document) -> None:
    """Seals a file that was kept before files were sealed."""
    if lock(document).sealed_under is None and document.file:
        plain, storage = str(document.file.name), document.file.storage
        store.write(document, store.read(document))
        document.save(update_fields=["file", "sealed_under", "has_own_key"])
        transaction.on_commit(partial(storage.delete, plain))


def see(document: Document, *, by: Person) -> None:
    """Whoever handed a refused file in has read so, and needs no more telling."""
    if document.status == Document.Status.REFUSED and document.uploaded_by_id == by.pk and not document.seen:
        Document.objects.filter(pk=document.pk).update(seen=True)


def name_kept(name: str, kind: Kind) -> str:
    """The name as the person had it, less any folder and what no name should hold, with an ending of its kind."""
    plain = "".join(
        " " if unicodedata.category(letter).startswith(("C", "Z")) else letter
        for letter in unicodedata.normalize("NFC", name.replace("\\", "/"))
    )
    last = re.sub(r'[<>:"|?*]+', "-", plain.rsplit("/", 1)[-1])
    last = re.sub(r" +", " ", last).strip(" .")
    given = PurePosixPath(last or "document")
    known = any(given.suffix.lower() in each.endings for each in TAKEN)
    stem = given.stem if known else given.name
    ending = given.suffix.lower() if given.suffix.lower() in kind.endings else kind.endings[0]
    return f"{stem[: _LONGEST_NAME - len(ending)]}{ending}"


@transaction.atomic
def keep_made(name: str, content: bytes, *, by: Person, under: UUID | None = None) -> Document:
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
    store.write(document, content, under=under)
    document.save()
    return document

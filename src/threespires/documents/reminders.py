"""What runs in the background: having files scanned. Safe to repeat."""

import logging
from collections.abc import Callable
from functools import partial
from uuid import UUID

from threespires.cases.calendar import due_by_now
from threespires.documents import operations, store, under_cases
from threespires.documents.models import Document
from threespires.documents.scanner import ScannerAway, ScannerFails
from threespires.kernel.rules import goes_by, the_clock

PATIENCE = 60
_MOST = 200
_log = logging.getLogger(__name__)


@goes_by(the_clock)
def scan_document(pk: int) -> None:
    """Scans a file that whoever handed it in did not wait for. Where the scanner is away, the clock asks again."""
    try:
        operations.scan(Document.objects.get(pk=pk), patience=PATIENCE)
    except ScannerAway as problem:
        _log.warning("%s. Files wait until it does", problem)


@goes_by(the_clock)
def scan_case_file(case: str, file: str) -> None:
    """The same of a file under a case."""
    try:
        under_cases.scan(UUID(case), UUID(file), patience=PATIENCE)
    except ScannerAway as problem:
        _log.warning("%s. Files wait until it does", problem)


@goes_by(the_clock)
def scan_held() -> int:
    """Scans what is still held, oldest first, and deletes what is left of refused files. Gives how many were settled.

    Where the scanner is away it ends at once, so as not to wait for each in turn. A file that can't be read, or of
    which the scanner answers with an error, stays held, and keeps no other from its turn.
    """
    for document in Document.objects.filter(status=Document.Status.REFUSED).exclude(file=""):
        operations.remove_refused(document)
    done = 0
    for what, scan in _held():
        try:
            scan(patience=PATIENCE)
        except (ScannerFails, *store.UNREAD) as problem:
            _log.error("%s stays held: %s", what, problem)
        except ScannerAway as problem:
            _log.warning("%s. Files wait until it does", problem)
            break
        else:
            done += 1
    return done


def _held() -> list[tuple[str, Callable[..., None]]]:
    """What is still held, and how each is scanned."""
    documents = Document.objects.filter(status=Document.Status.HELD).order_by("pk")[:_MOST]
    due = due_by_now(under_cases.SCANNING)[:_MOST]
    return [
        *((f"File {document.pk}", partial(operations.scan, document)) for document in documents),
        *((f"File {each.thing}", partial(under_cases.scan, each.case_id, each.thing)) for each in due),
    ]


@goes_by(the_clock)
def seal_plain() -> int:
    """Seals what was kept before files were sealed. Gives how many."""
    plain = list(Document.objects.filter(is_sealed=False).exclude(file="")[:_MOST])
    for document in plain:
        operations.seal_plain(document)
    return len(plain)

"""What leaves of files: those beside records that leave, and those of cases. What they hold leaves open where their
record does, and is sealed anew when it is read in."""

import logging
from collections.abc import Callable

from threespires.cases.leaving.kinds import records
from threespires.documents import store
from threespires.documents.models import CaseFile, Document, HandedIn
from threespires.kernel.leaving import Leaves
from threespires.vault import boxes

_log = logging.getLogger(__name__)


def _read(file: HandedIn, reading: Callable[[], bytes]) -> bytes | None:
    """Nothing of what was refused, nor of what can't be read."""
    if file.status == HandedIn.Status.REFUSED:
        return None
    try:
        return reading()
    except store.UNREAD as problem:
        _log.error("File %s leaves without what it holds: %s", file.pk, problem)
        return None


def _content(document: Document) -> bytes | None:
    return _read(document, lambda: store.read(document))


def _keep(document: Document, content: bytes) -> None:
    store.write(document, content)
    document.save(update_fields=["file", "is_sealed"])


def _content_of_case(file: CaseFile) -> bytes | None:
    return _read(file, lambda: boxes.take(file.sealed_under(), file.pk))


def _keep_under_case(file: CaseFile, content: bytes) -> None:
    boxes.put(file.sealed_under(), file.pk, content)


KINDS = (
    Leaves(
        Document,
        opened=True,
        beside=True,
        left_out={"file": "", "is_sealed": True, "seen": True},
        content=_content,
        keep=_keep,
    ),
    records(CaseFile, content=_content_of_case, keep=_keep_under_case),
)

"""What leaves of files: those beside records that leave. What they hold leaves open, and is sealed anew when it is
read in."""

import logging

from threespires.documents import store
from threespires.documents.models import Document
from threespires.kernel.leaving import Leaves

_log = logging.getLogger(__name__)


def _content(document: Document) -> bytes | None:
    """Nothing of what nobody may open, nor of what can't be read."""
    if not document.can_be_opened:
        return None
    try:
        return store.read(document)
    except store.UNREAD as problem:
        _log.error("File %s leaves without what it holds: %s", document.pk, problem)
        return None


def _keep(document: Document, content: bytes) -> None:
    store.write(document, content)
    document.save()


KINDS = (
    Leaves(
        Document,
        opened=True,
        beside=True,
        left_out={"file": "", "sealed_under": None, "has_own_key": False, "seen": True},
        content=_content,
        keep=_keep,
    ),
)

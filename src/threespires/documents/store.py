"""Where files lie, sealed. Every byte of a file that was handed in is written, read and removed here, and nowhere else.

What belongs to a case is sealed with the key of the case; every other file has a key of its own, which goes with it.
"""

from pathlib import PurePosixPath
from uuid import UUID, uuid4

from django.core.files.base import ContentFile

from threespires.documents.models import Document
from threespires.kernel.clock import now
from threespires.vault import store
from threespires.vault.ring import KeyMissing
from threespires.vault.sealing import Unreadable, seal, unseal

UNREAD = (OSError, KeyMissing, store.KeyDestroyed, Unreadable)
"""What keeps one file from being read."""


def write(document: Document, content: bytes, *, under: UUID | None = None) -> None:
    """Keeps what the file holds, and notes on the document where and under which key; saves no row.

    Args:
        under: the name of the key, where it has none of its own.

    Raises:
        KeyMissing: where the keys aren't here.
    """
    document.has_own_key, document.sealed_under = under is None, under or uuid4()
    key = store.key_of(document.sealed_under) if under else store.make(document.sealed_under)
    # On the disk it has a name that says nothing: what people call a file may name a child.
    name = uuid4().hex
    document.file.save(name, ContentFile(seal(key, content, place=_place(name))), save=False)


def read(document: Document) -> bytes:
    """What the file holds.

    Raises:
        FileNotFoundError: where it isn't there.
        KeyMissing, KeyDestroyed, Unreadable: where it can't be opened.
    """
    with document.file.open("rb") as opened:
        content = opened.read()
    if document.sealed_under is None:
        return content
    return unseal(store.key_of(document.sealed_under), content, place=_place(str(document.file.name)))


def remove(document: Document) -> None:
    """Deletes what the file holds, and destroys its key if that is its own: no copy opens any more. Saves no row."""
    document.file.delete(save=False)
    if document.sealed_under and document.has_own_key:
        store.destroy(document.sealed_under, now())


def _place(name: str) -> str:
    return f"file:{PurePosixPath(name).name}"

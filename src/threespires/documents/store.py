"""Where files lie, sealed, each with a key of its own, which goes with it. Every byte of a file that was handed in and
belongs to no case is written, read and removed here, and nowhere else; those of cases in `vault.boxes`.
"""

from functools import partial
from pathlib import PurePosixPath
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from threespires.documents.models import Document
from threespires.kernel.clock import now
from threespires.vault import store
from threespires.vault.ring import KeyMissing
from threespires.vault.sealing import Unreadable, seal, unseal

UNREAD = (OSError, KeyMissing, store.KeyDestroyed, Unreadable)
"""What keeps one file from being read."""


def begin(document: Document) -> None:
    """Makes the key under which the name of a new document and what it holds are sealed.

    Raises:
        KeyMissing: where the keys aren't here.
    """
    document.key = uuid4()
    store.make(document.key)


def write(document: Document, content: bytes) -> None:
    """Keeps what the file holds, and notes on the document where; saves no row."""
    # On the disk it has a name that says nothing: what people call a file may name a child.
    name = uuid4().hex
    sealed = seal(store.key_of(document.key), content, place=_place(name))
    document.file.save(name, ContentFile(sealed), save=False)
    document.is_sealed = True


def read(document: Document) -> bytes:
    """What the file holds.

    Raises:
        FileNotFoundError: where it isn't there.
        KeyMissing, KeyDestroyed, Unreadable: where it can't be opened.
    """
    with document.file.open("rb") as opened:
        content = opened.read()
    if not document.is_sealed:
        return content
    return unseal(store.key_of(document.key), content, place=_place(str(document.file.name)))


def remove(document: Document) -> None:
    """Deletes what the file holds, of which no copy opens once this is kept; its name stays, under a new key. Saves no
    row."""
    name, gone = document.name, document.key
    document.file.delete(save=False)
    begin(document)
    document.name = name
    transaction.on_commit(partial(_destroy, gone))


def forget(document: Document) -> None:
    """Deletes what the file holds, and destroys the key of that and of its name."""
    document.file.delete(save=False)
    _destroy(document.key)


def _destroy(key: UUID) -> None:
    store.destroy(key, now())


def _place(name: str) -> str:
    return f"file:{PurePosixPath(name).name}"

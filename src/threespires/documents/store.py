"""Where files lie. Every byte of a file that was handed in is written, read and removed here, and nowhere else."""

from uuid import uuid4

from django.core.files.base import ContentFile

from threespires.documents.models import Document


def write(document: Document, content: bytes) -> None:
    """Keeps what the file holds, and notes on the document where; saves no row."""
    # On the disk it has a name that says nothing: what people call a file may name a child.
    document.file.save(uuid4().hex, ContentFile(content), save=False)


def read(document: Document) -> bytes:
    """What the file holds.

    Raises:
        FileNotFoundError: where it isn't there.
    """
    with document.file.open("rb") as opened:
        return opened.read()


def remove(document: Document) -> None:
    """Deletes what the file holds; saves no row."""
    document.file.delete(save=False)

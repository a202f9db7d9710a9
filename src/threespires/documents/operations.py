"""A file is kept, as it came and under the name it had."""

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath
from uuid import uuid4

from django.core.files.base import File
from django.db import transaction

from threespires.accounts.models import Person
from threespires.documents.contents import KINDS, Kind, kind_of
from threespires.documents.models import Document
from threespires.history.recording import record
from threespires.kernel.clock import now
from threespires.kernel.verdict import Refused

LARGEST = 20 * 1024 * 1024
_LONGEST_NAME = 200
_TAKEN = "PDF, Word, Excel, PowerPoint, PNG or JPEG"


def fault_of(file: File) -> str:
    """Why this file can't be kept, as a sentence; nothing when it can."""
    if not file.size:
        return "The file you chose is empty"
    if file.size > LARGEST:
        return f"The file must be smaller than {LARGEST // 1024 // 1024} MB"
    if kind_of(file) is None:
        return f"The file must be {_TAKEN}, without macros"
    return ""


@transaction.atomic
def keep(file: File, *, by: Person) -> Document:
    """Keeps a file that somebody hands in. Who may open it follows from the record it is then put beside.

    Raises:
        Refused: if it is empty, too large, or of a kind that isn't taken.
    """
    fault = fault_of(file)
    kind = kind_of(file)
    if fault or kind is None:
        raise Refused(fault)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    document = Document(
        name=name_kept(file.name or "", kind),
        content_type=kind.content_type,
        size=file.size,
        sha256=digest.hexdigest(),
        uploaded_by=by,
        uploaded_at=now(),
    )
    file.seek(0)
    # On the disk it has a name that says nothing: what people call a file may name a child.
    document.file.save(f"{uuid4().hex}{kind.endings[0]}", file, save=False)
    document.save()
    record("document.kept", document, by=by)
    return document


def name_kept(name: str, kind: Kind) -> str:
    """The name as the person had it, less any folder and what no name should hold, with an ending of its kind."""
    plain = "".join(
        " " if unicodedata.category(letter).startswith(("C", "Z")) else letter
        for letter in unicodedata.normalize("NFC", name.replace("\\", "/"))
    )
    last = re.sub(r'[<>:"|?*]+', "-", plain.rsplit("/", 1)[-1])
    last = re.sub(r" +", " ", last).strip(" .")
    given = PurePosixPath(last or "document")
    known = any(given.suffix.lower() in each.endings for each in KINDS)
    stem = given.stem if known else given.name
    ending = given.suffix.lower() if given.suffix.lower() in kind.endings else kind.endings[0]
    return f"{stem[: _LONGEST_NAME - len(ending)]}{ending}"

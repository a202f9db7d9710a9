"""What is taken of the files that people hand in, and what is then known of one."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.base import File

from threespires.accounts.models import Person
from threespires.documents.contents import MARKED_KINDS, TAKEN, Contents, Kind, NotTaken, contents_of
from threespires.kernel.clock import now
from threespires.kernel.verdict import Refused

LARGEST = 20 * 1024 * 1024
_LONGEST_NAME = 200


def fault_of(file: File, kinds: Sequence[Kind] = TAKEN, largest: int = LARGEST) -> str:
    """Why this file can't be kept, as a sentence; nothing when it can."""
    try:
        taken(file, kinds, largest)
    except Refused as refusal:
        return refusal.reason
    return ""


def taken(file: File, kinds: Sequence[Kind], largest: int = LARGEST) -> Contents:
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


def known_of(file: File, kinds: Sequence[Kind], by: Person) -> tuple[dict[str, Any], bytes]:
    """What is known of a file that somebody hands in, as its record holds it; and its content.

    Raises:
        Refused: where it can't be kept.
    """
    found, content = taken(file, kinds), file.read()
    known = {
        "name": name_kept(file.name or "", found.kind),
        "content_type": found.kind.content_type,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "holds_macros": found.holds_macros,
        "is_locked": found.is_locked,
        "uploaded_by": by,
        "uploaded_at": now(),
    }
    return known, content


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

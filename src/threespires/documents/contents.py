"""What a file is, by what it holds: its name, and what the browser says of it, count for nothing.

Only kinds that people bring to a meeting are taken. An Office file is a zip; which one it is, and that it
carries no macros, stands in its list of content types.
"""

from dataclasses import dataclass
from typing import IO
from zipfile import BadZipFile, ZipFile

_OFFICE = "application/vnd.openxmlformats-officedocument."
_LIST = "[Content_Types].xml"
_LONGEST_LIST = 1_000_000
_MOST_MEMBERS = 10_000


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken: how people call it, its content type, the endings its names may have."""

    words: str
    content_type: str
    endings: tuple[str, ...]


PDF = Kind("PDF", "application/pdf", (".pdf",))
PNG = Kind("PNG", "image/png", (".png",))
JPEG = Kind("JPEG", "image/jpeg", (".jpg", ".jpeg"))
WORD = Kind("Word", f"{_OFFICE}wordprocessingml.document", (".docx",))
EXCEL = Kind("Excel", f"{_OFFICE}spreadsheetml.sheet", (".xlsx",))
POWERPOINT = Kind("PowerPoint", f"{_OFFICE}presentationml.presentation", (".pptx",))

KINDS = (PDF, WORD, EXCEL, POWERPOINT, PNG, JPEG)
_SIGNATURES = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_MAIN_PARTS = tuple((f'"{kind.content_type}.main+xml"'.encode(), kind) for kind in (WORD, EXCEL, POWERPOINT))


def kind_of(file: IO[bytes]) -> Kind | None:
    """The kind of `file`, or None where it is none that is taken. Leaves the file at its beginning."""
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    found = _office_kind(file) if head.startswith(b"PK\x03\x04") else None
    file.seek(0)
    return found


def _office_kind(file: IO[bytes]) -> Kind | None:
    try:
        with ZipFile(file) as archive:
            members = archive.namelist()
            if len(members) > _MOST_MEMBERS or any("vbaproject" in name.lower() for name in members):
                return None
            with archive.open(_LIST) as listed:
                types = listed.read(_LONGEST_LIST)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return None
    return next((kind for part, kind in _MAIN_PARTS if part in types), None)

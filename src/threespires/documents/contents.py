"""What a file is, by what it holds: its name, and what the browser says of it, count for nothing.

Only kinds that people bring to a meeting are taken. An Office file is a zip; which one it is, and whether it carries
macros, stands in its list of content types and its members' names. One that is locked with a password is wrapped in
the container of older Office files. Whether macros and passwords are taken is for the settings to say.
"""

import re
import struct
import zlib
from dataclasses import dataclass
from os import SEEK_END
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MICROSOFT = "application/vnd.ms-"
_LIST = "[Content_Types].xml"
_LONGEST_LIST = 1_000_000
_MOST_MEMBERS = 10_000
MOST_UNPACKED = 200 * 1024 * 1024
_AT_ONCE = 1024 * 1024


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

WORD_WITH_MACROS = Kind("Word", f"{_MICROSOFT}word.document.macroEnabled.12", (".docm",))
EXCEL_WITH_MACROS = Kind("Excel", f"{_MICROSOFT}excel.sheet.macroEnabled.12", (".xlsm",))
POWERPOINT_WITH_MACROS = Kind("PowerPoint", f"{_MICROSOFT}powerpoint.presentation.macroEnabled.12", (".pptm",))
LOCKED_OFFICE = Kind("Office", f"{_MICROSOFT}office", (".docx", ".xlsx", ".pptx"))
"""Which kind of Office file it is can't be seen without the password: only the ending of its name says it."""

MARKED_KINDS = (WORD_WITH_MACROS, EXCEL_WITH_MACROS, POWERPOINT_WITH_MACROS, LOCKED_OFFICE)
"""Kinds that are taken only where the settings have them marked instead of refused."""

TAKEN = (*KINDS, *MARKED_KINDS)


@dataclass(frozen=True)
class Contents:
    """What a file turned out to be."""

    kind: Kind
    holds_macros: bool = False
    is_locked: bool = False


class NotTaken(Exception):
    """A file of no kind that is known here. Holds the sentence that says why, where there is more to say."""


_SIGNATURES = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_MAIN_PARTS = tuple(
    (f'"{kind.content_type.removesuffix(".12")}.main+xml"'.encode(), kind)
    for kind in (WORD, EXCEL, POWERPOINT, WORD_WITH_MACROS, EXCEL_WITH_MACROS, POWERPOINT_WITH_MACROS)
)
_MACROS = ("vbaproject", "vbadata", "/macrosheets/", "/activex/")
_UNSOUND = (BadZipFile, KeyError, RuntimeError, OSError, EOFError, ValueError, struct.error, zlib.error)
_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# A name in a PDF may write any of its letters as # and two digits.
_ENCRYPTED = re.compile(
    b"/" + b"".join(b"(?:%c|(?i:#%02x))" % (letter, letter) for letter in b"Encrypt") + rb"\s*(?:\d+\s+\d+\s+R|<<)"
)


def contents_of(file: IO[bytes]) -> Contents:
    """What `file` is. Leaves the file at its beginning.

    Raises:
        NotTaken: where it is of no kind that is taken, or is made to fill the memory of whoever opens it.
    """
    file.seek(0)
    head = file.read(8)
    try:
        if head == _CONTAINER:
            return _locked_office(file)
        if head.startswith(b"PK\x03\x04"):
            return _office(file)
        for signature, kind in _SIGNATURES:
            if head.startswith(signature):
                return Contents(kind, is_locked=kind is PDF and bool(_ENCRYPTED.search(file.read())))
    finally:
        file.seek(0)
    raise NotTaken


def _locked_office(file: IO[bytes]) -> Contents:
    if _PACKAGE not in file.read():
        raise NotTaken("The file is of an older kind. Save it again as .docx, .xlsx or .pptx")
    return Contents(LOCKED_OFFICE, is_locked=True)


def _office(file: IO[bytes]) -> Contents:
    try:
        with ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS or _unpacks_too_far(file, members):
                raise NotTaken("The file unpacks to far more than its size, so it was not kept")
            with archive.open(_LIST) as listed:
                types = listed.read(_LONGEST_LIST)
    except _UNSOUND as fault:
        raise NotTaken from fault
    kind = next((kind for part, kind in _MAIN_PARTS if part in types), None)
    if kind is None:
        raise NotTaken
    named = any(mark in f"/{member.filename.lower()}" for member in members for mark in _MACROS)
    return Contents(kind, holds_macros=named or kind in MARKED_KINDS)


def _unpacks_too_far(file: IO[bytes], members: list[ZipInfo]) -> bool:
    """Unpacks every member, keeping nothing, since what an archive says of its sizes need not be true.

    Members that together take more than the file holds lie over one another, as in none that is honest.
    """
    room = MOST_UNPACKED
    if sum(member.compress_size for member in members) > file.seek(0, SEEK_END):
        return True
    for member in members:
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or member.flag_bits & 1:
            raise BadZipFile("Packed in a way that no Office file is")
        file.seek(member.header_offset + 26)
        file.seek(sum(struct.unpack("<HH", file.read(4))), 1)
        packed = file.read(member.compress_size)
        if member.compress_type == ZIP_STORED:
            room -= len(packed)
        else:
            unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
            while packed and not unpacking.eof and room >= 0:
                room -= len(unpacking.decompress(packed, _AT_ONCE))
                packed = unpacking.unconsumed_tail
        if room < 0:
            return True
    return False

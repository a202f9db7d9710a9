"""What a file is follows from what it holds."""

import copy
import io
import secrets
import struct
import zipfile

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.samples import MAIN, SAMPLES, office, zipped
from threespires.documents import contents
from threespires.documents.contents import (
    EXCEL_WITH_MACROS,
    LOCKED_OFFICE,
    PDF,
    POWERPOINT_WITH_MACROS,
    WORD,
    WORD_WITH_MACROS,
    Contents,
    NotTaken,
    contents_of,
)
from threespires.documents.taking import fault_of

CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("kind", SAMPLES, ids=lambda kind: kind.words)
def test_kind_is_known_by_what_the_file_holds(kind):
    file = io.BytesIO(SAMPLES[kind])
    assert contents_of(file) == Contents(kind)
    assert file.tell() == 0


REFUSED = {
    "empty": b"",
    "text": b"Just words",
    "page": b"<!DOCTYPE html><script>alert(1)</script>",
    "picture that holds script": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "program": b"MZ\x90\x00",
    "old Word": CONTAINER + b"Word.Document.8",
    "PDF further in": b"junk %PDF-1.4",
    "zip": zipped(**{"a.txt": "a"}),
    "OpenDocument": zipped(mimetype="application/vnd.oasis.opendocument.text"),
    "cut short": office(WORD)[:60],
    "first bytes alone": b"PK\x03\x04",
}


@pytest.mark.parametrize("name", REFUSED)
def test_kind_is_none_of(name):
    file = io.BytesIO(REFUSED[name])
    with pytest.raises(NotTaken):
        contents_of(file)
    assert file.tell() == 0


MACROS = {
    "project": (office(WORD, **{"word/vbaProject.bin": b"macro"}), WORD),
    "otherwise spelt": (office(WORD, **{"word/VBAPROJECT.BIN": b"macro"}), WORD),
    "of Excel 4": (office(contents.EXCEL, **{"xl/macrosheets/sheet1.xml": b"macro"}), contents.EXCEL),
    "controls": (office(WORD, **{"word/activeX/activeX1.bin": b"macro"}), WORD),
    "Word by its type": (office(WORD_WITH_MACROS), WORD_WITH_MACROS),
    "Excel by its type": (office(EXCEL_WITH_MACROS), EXCEL_WITH_MACROS),
    "PowerPoint by its type": (office(POWERPOINT_WITH_MACROS), POWERPOINT_WITH_MACROS),
}
LOCKED = {
    "Office": (CONTAINER + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), LOCKED_OFFICE),
    "PDF": (b"%PDF-1.7\ntrailer << /Root 1 0 R /Encrypt 9 0 R >>", PDF),
    "PDF that spells it otherwise": (b"%PDF-1.7\ntrailer << /Root 1 0 R /#45ncr#79pt<< /V 5 >> >>", PDF),
}


@pytest.mark.parametrize("name", MACROS)
def test_macros_are_noticed(name):
    content, kind = MACROS[name]
    assert contents_of(io.BytesIO(content)) == Contents(kind, holds_macros=True)


@pytest.mark.parametrize("name", LOCKED)
def test_a_password_is_noticed(name):
    content, kind = LOCKED[name]
    assert contents_of(io.BytesIO(content)) == Contents(kind, is_locked=True)


def test_a_pdf_that_speaks_of_encryption_is_not_locked():
    assert not contents_of(io.BytesIO(b"%PDF-1.7 (How to /Encrypt a file)")).is_locked


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (MACROS["project"][0], "The file holds macros. Save it again without them"),
        (LOCKED["PDF"][0], "The file is locked with a password. Save it again without one"),
        (LOCKED["Office"][0], "The file is locked with a password. Save it again without one"),
    ],
)
def test_macros_and_passwords_are_refused_unless_the_settings_have_them_marked(settings, content, said):
    assert fault_of(ContentFile(content)) == said
    settings.MACROS = settings.LOCKED_FILES = "mark"
    assert fault_of(ContentFile(content)) == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"words", "The file must be PDF, Word, Excel, PowerPoint, PNG or JPEG"),
        (REFUSED["old Word"], "The file is of an older kind. Save it again as .docx, .xlsx or .pptx"),
        (SAMPLES[PDF], "The file must be Excel"),
    ],
)
def test_what_is_not_taken_is_said_with_what_is(content, said):
    only = (contents.EXCEL,) if said.endswith("be Excel") else contents.TAKEN
    assert fault_of(ContentFile(content), only) == said


def test_list_of_types_is_read_no_further_than_a_list_goes(monkeypatch):
    monkeypatch.setattr(contents, "_LONGEST_LIST", 100)
    with pytest.raises(NotTaken):
        contents_of(io.BytesIO(zipped(**{"[Content_Types].xml": " " * 10_000 + MAIN.format(WORD.content_type)})))


def test_zip_of_too_many_members_is_not_taken(monkeypatch):
    monkeypatch.setattr(contents, "_MOST_MEMBERS", 2)
    with pytest.raises(NotTaken, match="unpacks to far more"):
        contents_of(io.BytesIO(office(WORD, a="a", b="b")))


def test_what_unpacks_too_far_is_not_taken(monkeypatch):
    monkeypatch.setattr(contents, "MOST_UNPACKED", 100_000)
    assert contents_of(io.BytesIO(office(WORD, a=b"\0" * 90_000)))
    with pytest.raises(NotTaken, match="unpacks to far more"):
        contents_of(io.BytesIO(office(WORD, a=b"\0" * 60_000, b=b"\0" * 60_000)))


def test_what_an_archive_says_of_its_sizes_is_not_believed(monkeypatch):
    monkeypatch.setattr(contents, "MOST_UNPACKED", 100_000)
    said = office(WORD, a=b"\0" * 200_000)
    small = said.replace(struct.pack("<I", 200_000), struct.pack("<I", 10))
    assert sum(member.file_size for member in zipfile.ZipFile(io.BytesIO(small)).infolist()) < 1000
    with pytest.raises(NotTaken, match="unpacks to far more"):
        contents_of(io.BytesIO(small))


def test_an_archive_whose_members_lie_over_one_another_is_not_taken():
    """Otherwise each of thousands is read through, and none of them unpacks to anything."""
    file = io.BytesIO(office(WORD, a=secrets.token_bytes(5_000)))
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(20):
            again = copy.copy(archive.getinfo("a"))
            again.filename = again.orig_filename = f"a{number}"
            archive.filelist.append(again)
        archive._didModify = True
    with pytest.raises(NotTaken, match="unpacks to far more"):
        contents_of(file)


@given(content=st.sampled_from([*SAMPLES.values(), *(each for each, _ in LOCKED.values())]), data=st.data())
def test_whatever_is_done_to_a_file_it_is_something_or_not_taken(content, data):
    spoilt = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        spoilt[data.draw(st.integers(4, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    del spoilt[data.draw(st.integers(4, len(spoilt))) :]
    try:
        contents_of(io.BytesIO(bytes(spoilt)))
    except NotTaken:
        return


def test_a_member_locked_in_an_open_archive_is_not_taken():
    content = bytearray(office(WORD, a=b"secret"))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(NotTaken):
        contents_of(io.BytesIO(bytes(content)))

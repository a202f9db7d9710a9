"""Uploaded files: known by what they hold, kept under their name, opened by whoever sees their record."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from threespires.documents import contents
from threespires.documents.contents import EXCEL, JPEG, PDF, PNG, POWERPOINT, WORD, kind_of
from threespires.documents.models import Document
from threespires.documents.operations import LARGEST, keep, name_kept
from threespires.history.models import Event
from threespires.kernel.verdict import Refused

_MAIN = '<Types><Override PartName="/main.xml" ContentType="{}.main+xml"/></Types>'


def office(kind, **members):
    """An Office file that says it is of this kind."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _MAIN.format(kind.content_type))
        for name, value in members.items():
            archive.writestr(name, value)
    return held.getvalue()


def zipped(**members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, value in members.items():
            archive.writestr(name, value)
    return held.getvalue()


SAMPLES = {
    PDF: b"%PDF-1.4\n",
    PNG: b"\x89PNG\r\n\x1a\n\x00\x00",
    JPEG: b"\xff\xd8\xff\xe0\x00\x10JFIF",
    WORD: office(WORD),
    EXCEL: office(EXCEL),
    POWERPOINT: office(POWERPOINT),
}


@pytest.mark.parametrize("kind", SAMPLES, ids=lambda kind: kind.words)
def test_kind_is_known_by_what_the_file_holds(kind):
    file = io.BytesIO(SAMPLES[kind])
    assert kind_of(file) is kind
    assert file.tell() == 0


REFUSED = {
    "empty": b"",
    "text": b"Just words",
    "page": b"<!DOCTYPE html><script>alert(1)</script>",
    "picture that holds script": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "program": b"MZ\x90\x00",
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "PDF further in": b"junk %PDF-1.4",
    "zip": zipped(**{"a.txt": "a"}),
    "OpenDocument": zipped(mimetype="application/vnd.oasis.opendocument.text"),
    "Word with macros": office(WORD, **{"word/vbaProject.bin": b"macro"}),
    "Word with macros, otherwise spelt": office(WORD, **{"word/VBAPROJECT.BIN": b"macro"}),
    "macro-enabled by its type": zipped(
        **{"[Content_Types].xml": 'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"'}
    ),
    "cut short": office(WORD)[:60],
    "first bytes alone": b"PK\x03\x04",
}


@pytest.mark.parametrize("name", REFUSED)
def test_kind_is_none_of(name):
    assert kind_of(io.BytesIO(REFUSED[name])) is None


def test_list_of_types_is_read_no_further_than_a_list_goes(monkeypatch):
    monkeypatch.setattr(contents, "_LONGEST_LIST", 100)
    bomb = zipped(**{"[Content_Types].xml": " " * 10_000 + _MAIN.format(WORD.content_type)})
    assert kind_of(io.BytesIO(bomb)) is None


def test_zip_of_too_many_members_is_not_taken(monkeypatch):
    monkeypatch.setattr(contents, "_MOST_MEMBERS", 2)
    assert kind_of(io.BytesIO(office(WORD, a="a", b="b"))) is None


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Report.pdf", "Report.pdf"),
        ("REPORT.PDF", "REPORT.pdf"),
        ("report", "report.pdf"),
        ("report.docx", "report.pdf"),
        ("report.exe", "report.exe.pdf"),
        ("Minutes 3.2 final.pdf", "Minutes 3.2 final.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\report.pdf", "report.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie- x.pdf"),
        ("quarter\u202efdp.exe", "quarter fdp.exe.pdf"),
        ('"quoted"<b>.pdf', "-quoted-b-.pdf"),
        ("Früher Bericht – Anhang.pdf", "Früher Bericht – Anhang.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        (".pdf", "pdf.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_name_is_kept_less_what_no_name_should_hold(name, kept):
    assert name_kept(name, PDF) == kept


@pytest.fixture
def p(settings, tmp_path, db):
    settings.MEDIA_ROOT = tmp_path
    return make.partnership()


def test_keep_writes_what_is_known_of_the_file(p):
    document = keep(SimpleUploadedFile("Audit.pdf", SAMPLES[PDF], "text/html"), by=p.quality)
    assert (document.name, document.content_type, document.size) == ("Audit.pdf", "application/pdf", 9)
    assert document.sha256 == hashlib.sha256(SAMPLES[PDF]).hexdigest()
    assert document.about == "PDF, 1 KB"
    with document.file.open() as file:
        assert file.read() == SAMPLES[PDF]
    assert Event.objects.about(document).get().verb == "document.kept"


def test_name_on_the_disk_says_nothing(p):
    document = keep(SimpleUploadedFile("Jane Doe.pdf", SAMPLES[PDF]), by=p.quality)
    assert "Jane" not in document.file.name
    assert document.file.name.endswith(".pdf")


@pytest.mark.parametrize(
    ("held", "said"),
    [(b"", "empty"), (b"words", "must be PDF"), (SAMPLES[PDF] + b" " * LARGEST, "smaller than 20 MB")],
)
def test_keep_refuses_what_is_empty_too_large_or_of_another_kind(p, held, said):
    with pytest.raises(Refused, match=said):
        keep(SimpleUploadedFile("file.pdf", held), by=p.quality)
    assert not Document.objects.exists()


def test_file_is_always_saved_never_shown(p, client):
    action = make.action(p)
    document = keep(SimpleUploadedFile("Audit “2026”.pdf", SAMPLES[PDF]), by=p.housing_officer)
    make.evidence(action, kind="document", text="", document=document)
    client.force_login(p.reviewer)
    answer = client.get(document.get_absolute_url())
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == SAMPLES[PDF]


def test_file_is_opened_by_whoever_sees_the_record_beside_it(p, client):
    action = make.action(p)
    document = keep(SimpleUploadedFile("Audit.pdf", SAMPLES[PDF]), by=p.housing_officer)
    make.evidence(action, kind="document", text="", document=document)
    opened = set()
    for name, person in p.people.items():
        client.force_login(person)
        answer = client.get(document.get_absolute_url())
        if answer.status_code == 200:
            opened.add(name)
            b"".join(answer.streaming_content)
    assert opened == set(p.people) - {"outsider"}


def test_file_beside_no_record_is_opened_by_nobody(p, client):
    document = keep(SimpleUploadedFile("Audit.pdf", SAMPLES[PDF]), by=p.quality)
    client.force_login(p.quality)
    assert client.get(document.get_absolute_url()).status_code == 404


def test_file_asks_for_signing_in(p, client):
    document = keep(SimpleUploadedFile("Audit.pdf", SAMPLES[PDF]), by=p.quality)
    assert client.get(document.get_absolute_url()).status_code == 302
    assert client.get("/documents/999999/").status_code == 302

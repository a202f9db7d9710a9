"""Uploaded files: kept under their name, opened by whoever sees their record."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.documents.samples import SAMPLES
from threespires.documents import store
from threespires.documents.contents import PDF
from threespires.documents.models import Document
from threespires.documents.operations import keep
from threespires.documents.taking import LARGEST, name_kept
from threespires.history.models import Event
from threespires.kernel.verdict import Refused


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
def p(db):
    return make.partnership()


def test_keep_writes_what_is_known_of_the_file(p):
    document = keep(SimpleUploadedFile("Audit.pdf", SAMPLES[PDF], "text/html"), by=p.quality)
    assert (document.name, document.content_type, document.size) == ("Audit.pdf", "application/pdf", 9)
    assert document.sha256 == hashlib.sha256(SAMPLES[PDF]).hexdigest()
    assert document.about == "PDF, 1 KB, not scanned for viruses"
    assert store.read(document) == SAMPLES[PDF]
    assert Event.objects.about(document).get().verb == "document.kept"


def test_name_on_the_disk_says_nothing(p):
    document = keep(SimpleUploadedFile("Jane Doe.pdf", SAMPLES[PDF]), by=p.quality)
    assert "Jane" not in document.file.name
    assert ".pdf" not in document.file.name


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
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.content == SAMPLES[PDF]


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
    assert opened == set(p.people) - {"outsider"}


def test_file_beside_no_record_is_opened_by_nobody(p, client):
    document = keep(SimpleUploadedFile("Audit.pdf", SAMPLES[PDF]), by=p.quality)
    client.force_login(p.quality)
    assert client.get(document.get_absolute_url()).status_code == 404


def test_file_asks_for_signing_in(p, client):
    document = keep(SimpleUploadedFile("Audit.pdf", SAMPLES[PDF]), by=p.quality)
    assert client.get(document.get_absolute_url()).status_code == 302
    assert client.get("/documents/999999/").status_code == 302

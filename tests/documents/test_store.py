"""Files lie sealed: with the key of their case, or with one of their own that goes with them."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tests import make
from threespires.documents import operations, reminders, store
from threespires.documents.models import Document
from threespires.documents.operations import keep
from threespires.history.models import Event
from threespires.vault import store as keys
from threespires.vault.sealing import Unreadable

pytestmark = pytest.mark.django_db

PLANTED = b"%PDF-1.4 Quillfeather was not brought"


@pytest.fixture
def p():
    return make.partnership()


def kept(p):
    return keep(SimpleUploadedFile("Letter.pdf", PLANTED), by=p.quality)


def on_disk(document):
    return Path(document.file.path).read_bytes()


def test_on_the_disk_a_file_is_sealed_and_opens_again(p):
    document = kept(p)
    assert b"Quillfeather" not in on_disk(document)
    assert store.read(Document.objects.get()) == PLANTED


def test_each_file_has_a_key_of_its_own_which_goes_with_what_it_holds(p, django_capture_on_commit_callbacks):
    first, second = kept(p), kept(p)
    assert first.key != second.key
    sealed, key = on_disk(first), first.key
    with django_capture_on_commit_callbacks(execute=True):
        operations.remove_refused(first)
    assert key in keys.destroyed()
    assert Document.objects.get(pk=first.pk).name == "Letter.pdf", "its name stays, for whoever handed it in"
    first.file.save("back", ContentFile(sealed), save=False)
    with pytest.raises(Unreadable):
        store.read(first)
    assert store.read(second) == PLANTED


def test_what_it_is_called_is_sealed_and_stands_in_no_history(p):
    document = keep(SimpleUploadedFile("Quillfeather.pdf", PLANTED), by=p.quality)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM documents_document")
        assert b"Quillfeather" not in bytes(cursor.fetchone()[0])
    assert Document.objects.get().name == "Quillfeather.pdf"
    event = Event.objects.about(document).get()
    assert (event.title, "name" in event.changes) == ("Document", False)
    assert "Quillfeather" not in f"{event.changes} {document}"


def test_one_name_put_in_the_place_of_another_does_not_open(p):
    first, second = kept(p), kept(p)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE documents_document SET name = (SELECT name FROM documents_document WHERE id = %s) WHERE id = %s",
            [second.pk, first.pk],
        )
    with pytest.raises(Unreadable):
        _ = Document.objects.get(pk=first.pk).name


def test_one_file_put_in_the_place_of_another_does_not_open(p):
    first, second = kept(p), kept(p)
    Path(first.file.path).chmod(0o600)
    Path(first.file.path).write_bytes(on_disk(second))
    with pytest.raises(Unreadable):
        store.read(first)


def test_a_file_kept_before_is_sealed_by_the_clock(p, django_capture_on_commit_callbacks):
    document = kept(p)
    document.file.save("plain", ContentFile(PLANTED), save=False)
    document.is_sealed = False
    document.save()
    plain = Path(document.file.path)
    assert store.read(document) == PLANTED
    with django_capture_on_commit_callbacks(execute=True):
        assert reminders.seal_plain() == 1
    assert not plain.exists()
    document = Document.objects.get()
    assert b"Quillfeather" not in on_disk(document)
    assert store.read(document) == PLANTED
    assert reminders.seal_plain() == 0


def test_a_file_that_is_gone_from_the_disk_is_said_to_be(p, client):
    document = keep(SimpleUploadedFile("Letter.pdf", PLANTED), by=p.housing_officer)
    make.evidence(make.action(p), kind="document", text="", document=document)
    Path(document.file.path).unlink()
    client.force_login(p.reviewer)
    answer = client.get(document.get_absolute_url())
    assert answer.status_code == 403
    assert "isn’t where it was kept" in answer.content.decode()

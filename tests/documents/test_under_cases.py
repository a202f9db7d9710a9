"""A file under a case is seen by whoever sees the case, sealed with its key, read on record, and gone with it."""

from pathlib import Path

import pytest
from django.conf import settings as configured
from django.urls import reverse

from tests import make
from tests.cases.test_sealed import raw
from tests.documents.samples import CALLED, SAMPLES, harmful
from threespires.cases import operations as cases
from threespires.cases.models import Due, Entry
from threespires.cases.recording import changes_of
from threespires.documents import reminders, under_cases
from threespires.documents.contents import PDF
from threespires.documents.models import CaseFile
from threespires.documents.offers import decisions
from threespires.documents.permissions import visible_case_files
from threespires.history.models import Event
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.mail.models import Letter
from threespires.vault import boxes, store
from threespires.vault.sealing import Unreadable

pytestmark = pytest.mark.django_db

PLANTED = b"%PDF-1.4 Quillfeather was not brought"
Status = CaseFile.Status


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def kept(p):
    return make.case_file(p, content=PLANTED, name="Quillfeather.pdf")


def on_disk(file):
    return Path(configured.MEDIA_ROOT) / "sealed" / str(file.case_id) / str(file.pk)


def fresh(file):
    return CaseFile.objects.get(pk=file.pk)


def test_neither_its_name_nor_what_it_holds_stands_anywhere_in_clear(kept):
    assert b"Quillfeather" not in on_disk(kept).read_bytes() + raw(CaseFile) + raw(Entry)
    assert "Quillfeather" not in f"{list(Event.objects.values())} {on_disk(kept)} {kept}"
    assert (fresh(kept).name, under_cases.read(fresh(kept))) == ("Quillfeather.pdf", PLANTED)


def test_it_is_sealed_with_the_key_of_its_case(kept):
    assert kept.sealed_under() == kept.case_id
    store.destroy(kept.case_id, kept.uploaded_at)
    for read in (lambda: fresh(kept).name, lambda: under_cases.read(kept)):
        with pytest.raises(store.KeyDestroyed):
            read()


def test_one_put_in_the_place_of_another_does_not_open(p, kept):
    other = make.case_file(p, kept.case)
    on_disk(kept).chmod(0o600)
    on_disk(kept).write_bytes(on_disk(other).read_bytes())
    with pytest.raises(Unreadable):
        under_cases.read(kept)


def test_that_it_was_handed_in_is_on_record_with_what_is_known_of_it_sealed(p, kept):
    entry = Entry.objects.get(thing=str(kept.pk))
    assert (entry.verb, entry.person, entry.case_id) == ("file.kept", p.reviewer, kept.case_id)
    assert changes_of(entry)["name"] == [None, "Quillfeather.pdf"]


def test_whoever_sees_the_case_opens_it_and_that_they_read_it_is_on_record(p, kept, client):
    opened = set()
    for name, person in p.people.items():
        client.force_login(person)
        answer = client.get(kept.get_absolute_url())
        assert answer.status_code in (200, 404)
        if answer.status_code == 200:
            opened.add(name)
            assert answer.content == PLANTED
            assert answer.headers["Content-Disposition"] == 'attachment; filename="Quillfeather.pdf"'
            assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert opened == {"reviewer", "second_reviewer"}
    read = Entry.objects.filter(verb="read", thing=str(kept.pk))
    assert {entry.person for entry in read} == {p.reviewer, p.second_reviewer}


def test_whoever_is_shut_out_finds_none_and_whoever_declared_an_interest_is_told(p, kept, client):
    named = make.member(p.practice_review, "Named")
    cases.shut_out(kept.case, named, by=p.reviewer, why="Named in it")
    cases.declare_interest(kept.case, by=p.second_reviewer, why="A cousin works there")
    client.force_login(named)
    assert client.get(kept.get_absolute_url()).status_code == 404
    client.force_login(p.second_reviewer)
    answer = client.get(kept.get_absolute_url())
    assert answer.status_code == 403
    assert "You declared an interest in this case" in answer.content.decode()
    assert "Quillfeather" not in answer.content.decode()
    assert not visible_case_files(named).exists()
    assert not Entry.objects.filter(verb="read", thing=str(kept.pk)).exists()


def test_by_the_address_of_another_case_it_is_not_there(p, kept, client):
    client.force_login(p.reviewer)
    other = make.case_learning(p).case
    assert client.get(reverse("documents:case_file", args=[other.pk, kept.pk])).status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_said_to_be(p, kept, client):
    on_disk(kept).unlink()
    client.force_login(p.reviewer)
    answer = client.get(kept.get_absolute_url())
    assert answer.status_code == 403
    assert "isn’t where it was kept" in answer.content.decode()


def test_what_is_not_taken_is_not_kept(p):
    with pytest.raises(Refused, match="must be PDF"):
        make.case_file(p, content=b"words")
    assert not CaseFile.objects.exists()


# ------------------------------------------------------------------------------------------- the virus scanner


def test_a_clean_file_is_let_out_at_once(scanner, p, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        kept = make.case_file(p)
        assert kept.status == Status.HELD
    assert fresh(kept).status == Status.CLEAN
    assert Entry.objects.filter(verb="file.scanned", person=None).get().thing == str(kept.pk)
    assert not Due.objects.exists()


def test_nobody_opens_a_file_before_and_looking_is_a_reading(scanner, p, client):
    kept = make.case_file(p, content=SAMPLES[PDF])
    client.force_login(p.second_reviewer)
    page = client.get(kept.get_absolute_url())
    assert "This file is being checked for viruses" in page.content.decode()
    assert "OFFICIAL-SENSITIVE" in page.content.decode()
    assert SAMPLES[PDF] not in page.content
    assert Entry.objects.filter(verb="read", thing=str(kept.pk), person=p.second_reviewer).exists()


def test_a_harmful_file_is_deleted_and_whoever_handed_it_in_is_told(scanner, p, client):
    kept = make.case_file(p, content=harmful(), name="Letter of Heron.docx")
    reminders.scan_case_file(str(kept.case_id), str(kept.pk))
    assert (fresh(kept).status, fresh(kept).harm, fresh(kept).name) == (Status.REFUSED, CALLED, "Letter of Heron.docx")
    assert not on_disk(kept).exists()
    assert b"Heron" not in raw(CaseFile)
    letter = Letter.objects.get()
    assert letter.to == p.reviewer.email
    assert "Heron" not in letter.subject + letter.body
    (told,) = decisions(p.reviewer, today())
    assert told.href == kept.get_absolute_url()
    assert "Heron" not in told.title + told.detail
    assert decisions(p.second_reviewer, today()) == []
    client.force_login(p.reviewer)
    page = client.get(kept.get_absolute_url()).content.decode()
    assert "This file was refused and deleted" in page
    assert decisions(p.reviewer, today()) == []


def test_while_the_scanner_is_away_it_waits_for_the_clock(settings, tmp_path, p, django_capture_on_commit_callbacks):
    settings.SCANNER = str(tmp_path / "nobody.sock")
    with django_capture_on_commit_callbacks(execute=True):
        kept = make.case_file(p)
    assert fresh(kept).status == Status.HELD
    assert reminders.scan_held() == 0
    settings.SCANNER = ""
    assert reminders.scan_held() == 1
    assert fresh(kept).status == Status.NOT_SCANNED
    assert reminders.scan_held() == 0


def test_what_is_left_of_a_refused_file_is_deleted_by_the_clock(scanner, p, monkeypatch):
    kept = make.case_file(p, content=harmful(), name="Letter.docx")

    def die(*_):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(under_cases, "_finish", die)
        with pytest.raises(SystemExit):
            under_cases.scan(kept.case_id, kept.pk, patience=20)
    assert on_disk(kept).exists()
    reminders.scan_held()
    assert not on_disk(kept).exists()
    assert Entry.objects.filter(verb="file.refused").count() == 1


# ------------------------------------------------------------------------------------------- boxes


def test_what_lies_under_a_key_goes_at_once_and_only_that(p, kept):
    other = make.case_file(p)
    more = make.case_file(p, kept.case)
    boxes.remove_all(kept.case_id)
    assert not on_disk(kept).parent.exists()
    assert not on_disk(more).exists()
    assert on_disk(other).exists()
    boxes.remove_all(kept.case_id)


def test_an_older_copy_of_the_files_is_swept_once_its_key_was_destroyed(kept):
    store.destroy(kept.case_id, kept.uploaded_at)
    assert on_disk(kept).exists()
    boxes.remove_what_opens_no_more()
    assert not on_disk(kept).exists()

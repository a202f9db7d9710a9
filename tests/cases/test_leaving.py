"""A group leaves with everything: what it takes out is all there is, readable, marked, and reads back in."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext, isolate_apps
from django.urls import reverse

from tests import make
from tests.make.meetings import on
from threespires.accounts.models import Person
from threespires.cases import operations as cases
from threespires.cases.keeping import operations as keeping
from threespires.cases.leaving import writing
from threespires.cases.leaving.reading import NotRead, read_export, verify
from threespires.cases.leaving.rows import row_of
from threespires.cases.leaving.writing import export
from threespires.cases.models import Case, CaseRecord, Due, Entry, Hold, Interest, Numbering, case_models
from threespires.cases.permissions import visible_cases
from threespires.documents import under_cases
from threespires.documents.models import CaseFile
from threespires.kernel.clock import now, today
from threespires.thread.learning import operations as learning
from threespires.thread.learning.models import CaseLearning, Release
from threespires.vault import boxes
from threespires.vault.fields import SealedText

pytestmark = pytest.mark.django_db

LETTER = b"%PDF-1.7 To whom it may concern"
PAGE = "/cases/practice-review/export/"


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture(autouse=True)
def own(settings, tmp_path):
    settings.KEYS, settings.ANCHORS, settings.KEY_STORE = (tmp_path / name for name in ("keys", "anchors", "store"))


@pytest.fixture
def kept(p):
    """One of every kind of case record."""
    heron = make.case_learning(p, title="Case Heron", text="Missed at the eye clinic")
    make.case_file(p, heron.case, name="Letter of Heron.pdf", content=LETTER)
    drawn = make.release(p, sources=[heron], title="Nobody holds the whole picture")
    cases.shut_out(drawn.case, make.member(p.practice_review, "Named"), by=p.reviewer, why="Named in it")
    keeping.put_on_hold(heron.case, by=p.reviewer, why="A court asked")
    return heron


@pytest.fixture
def taken(p, kept, tmp_path):
    content, _ = export(p.practice_review, visible_cases(p.reviewer), marking="OFFICIAL-SENSITIVE")
    file = tmp_path / "out.zip"
    file.write_bytes(content)
    return file


def empty(settings, tmp_path):
    """The same partnership in a new installation: no case, and other keys."""
    for model in (Due, Release, CaseLearning, CaseFile, Hold, Interest):
        model.objects.all().delete()
    Case.objects.all().delete()
    Numbering.objects.all().delete()
    settings.KEY_STORE, settings.MEDIA_ROOT = tmp_path / "new-store", tmp_path / "new-files"


def test_whoever_sits_in_an_emergency_takes_nothing_out(p, kept, client):
    hour = now() + timedelta(hours=1)
    seat = make.seated(p.practice_review, make.person("Came"), ends=today() + timedelta(days=1), ends_at=hour)
    client.force_login(seat.person)
    assert visible_cases(seat.person).exists()
    assert PAGE not in client.get("/cases/practice-review/keeping/").content.decode()
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE).status_code == 403


def test_a_member_takes_out_what_they_see_and_each_record_is_written_down_as_read(p, kept, client):
    client.force_login(p.second_reviewer)
    before = Entry.objects.count()
    answer = client.post(PAGE)
    assert answer["Content-Disposition"].startswith('attachment; filename="case-records-practice-review-')
    letter = f"files/{CaseFile.objects.get().pk}.pdf"
    with ZipFile(BytesIO(answer.content)) as packed:
        pages = {"index.html", "case-1.html", "case-2.html"}
        assert set(packed.namelist()) == {"cases.json", "digests.json", letter, *pages}
        page = packed.read("case-1.html").decode()
        assert packed.read(letter) == LETTER
    assert f'href="{letter}"' in page
    assert "Letter of Heron.pdf" in page
    assert "Missed at the eye clinic" in page
    assert "OFFICIAL-SENSITIVE" in page
    read = Entry.objects.filter(number__gt=before)
    assert {(entry.verb, entry.person) for entry in read} == {("read", p.second_reviewer)}
    assert {entry.kind for entry in read} == {model._meta.label_lower for model in case_models()}


def test_whoever_is_shut_out_takes_nothing_of_that_case_out(p, kept, client):
    client.force_login(Person.objects.get(name="Named"))
    with ZipFile(BytesIO(client.post(PAGE).content)) as packed:
        assert "Nobody holds the whole picture" not in packed.read("cases.json").decode()
        assert "case-2.html" not in packed.namelist()


@pytest.mark.parametrize("name", ["manager", "scrutineer", "early_help_chair", "chief_executive"])
def test_to_others_there_is_no_such_page(p, kept, client, name):
    client.force_login(p.people[name])
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE).status_code == 404


def test_an_empty_group_has_nothing_to_take_out(p, client):
    client.force_login(p.reviewer)
    assert "there is nothing to take out" in client.get(PAGE).content.decode()


def test_it_reads_back_in_as_it_was_under_new_keys(p, taken, settings, tmp_path):
    before = {row["id"]: row for rows in verify(taken)["records"].values() for row in rows}
    assert len(before) == len(case_models())
    empty(settings, tmp_path)
    call_command("read_export", str(taken))
    after = {str(one.pk): row_of(one) for model in case_models() for one in model.objects.all()}
    assert after == before
    assert CaseLearning.objects.get().title == "Case Heron"
    assert under_cases.read(CaseFile.objects.get()) == LETTER
    assert visible_cases(p.reviewer).count() == 2
    assert Release.objects.get().case.drawn_from.get() == CaseLearning.objects.get().case
    assert Entry.objects.first().verb == "case.read_in"
    assert make.case_learning(p).case.number == 3


def test_of_a_refused_file_that_it_was_is_taken_out_and_read_in(p, kept, settings, tmp_path):
    file = CaseFile.objects.get()
    CaseFile.objects.update(status="refused")
    boxes.remove(file.case_id, file.pk)
    out = tmp_path / "out.zip"
    out.write_bytes(export(p.practice_review, visible_cases(p.reviewer), marking="OFFICIAL-SENSITIVE")[0])
    empty(settings, tmp_path)
    read_export(out)
    assert (CaseFile.objects.get().name, CaseFile.objects.get().status) == ("Letter of Heron.pdf", "refused")


def test_an_altered_file_is_not_read_in(taken, settings, tmp_path):
    empty(settings, tmp_path)
    with ZipFile(taken) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    taken.write_bytes(writing._zip({name: held.replace(b"concern", b"mislead") for name, held in files.items()}))
    with pytest.raises(NotRead, match="isn’t as it was written"):
        read_export(taken)


def test_what_waits_for_its_day_waits_on_where_it_is_read_in(p, settings, tmp_path):
    day = today() + timedelta(days=30)
    waiting = make.release(p, title="Waits for its day", not_before=day)
    learning.check_release(waiting, by=p.second_reviewer)
    file = tmp_path / "out.zip"
    file.write_bytes(export(p.practice_review, visible_cases(p.reviewer), marking="OFFICIAL-SENSITIVE")[0])
    empty(settings, tmp_path)
    read_export(file)
    assert learning.release_due() == 0
    with on(day):
        assert learning.release_due() == 1
    assert Release.objects.get().learning.title == "Waits for its day"


def test_taking_out_many_takes_as_many_statements_as_taking_out_few(p, kept):
    taken = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            export(p.practice_review, visible_cases(p.reviewer), marking="OFFICIAL-SENSITIVE")
        taken.append(len(asked))
        for number in range(5):
            make.release(p, title=f"Release {number}")
            make.case_learning(p, by=p.second_reviewer)
    assert taken[0] == taken[1]


def test_people_whom_nobody_here_knows_cannot_sign_in(taken, settings, tmp_path):
    empty(settings, tmp_path)
    data = taken.read_bytes()
    Person.objects.filter(name="Named").update(email="elsewhere@example.org")
    taken.write_bytes(data)
    read_export(taken)
    named = Interest.objects.get().person
    assert (named.is_active, named.has_usable_password()) == (False, False)


def test_where_the_group_keeps_cases_nothing_is_read_in(taken):
    with pytest.raises(CommandError, match="keeps cases already"):
        call_command("read_export", str(taken))


def test_what_was_altered_is_not_read_in(taken, settings, tmp_path):
    empty(settings, tmp_path)
    with ZipFile(taken) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    files["cases.json"] = files["cases.json"].replace(b"Heron", b"Eagle")
    taken.write_bytes(writing._zip(files))
    with pytest.raises(NotRead, match="isn’t as it was written"):
        read_export(taken)
    assert not Case.objects.exists()


@pytest.mark.parametrize("content", [b"", b"no archive", writing._zip({"cases.json": b"{}"})])
def test_what_is_no_export_is_refused(tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(NotRead, match="isn’t an export"):
        verify(tmp_path / "x.zip")


@pytest.mark.on_postgresql
@isolate_apps("threespires.cases")
def test_a_new_kind_of_case_record_is_in_the_export_by_being_there(p, monkeypatch):
    class Newcomer(CaseRecord):
        words = SealedText()

        class Meta:
            app_label = "cases"

    with connection.schema_editor() as editor:
        editor.create_model(Newcomer)
    kept = make.case_learning(p)
    Newcomer.objects.create(case=kept.case, words="Said at the door")
    monkeypatch.setattr(writing, "case_models", lambda: [*case_models(), Newcomer])
    content, records = export(p.practice_review, Case.objects.filter(pk=kept.case_id), marking="OFFICIAL-SENSITIVE")
    with ZipFile(BytesIO(content)) as packed:
        held = json.loads(packed.read("cases.json"))["records"]
        assert held["cases.newcomer"][0]["words"] == "Said at the door"
        assert "Said at the door" in packed.read("case-1.html").decode()
    assert any(isinstance(each, Newcomer) for each in records)


def test_the_way_to_it_stands_where_one_looks_for_it(p, client):
    client.force_login(p.second_reviewer)
    assert PAGE in client.get(reverse("cases:keeping", args=["practice-review"])).content.decode()

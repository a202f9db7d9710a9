"""Files are held until ClamAV's daemon, a real one, has found nothing in them."""

import socket
import threading
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import make
from tests.documents.samples import CALLED, SAMPLES, harmful
from threespires.documents import operations, reminders
from threespires.documents.contents import EXCEL, PDF
from threespires.documents.models import Document
from threespires.documents.offers import decisions
from threespires.documents.operations import keep
from threespires.documents.scanner import ScannerAway, ScannerFails, answers, harm_in
from threespires.documents.taking import LARGEST
from threespires.history.models import Event
from threespires.kernel.clock import now, today
from threespires.mail.models import Letter
from threespires.sheets import operations as sheets
from threespires.sheets.models import SheetImport
from threespires.thread.actions.models import Action
from threespires.vault import store as vault

pytestmark = pytest.mark.django_db
Status = Document.Status


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def away(settings, tmp_path) -> None:
    settings.SCANNER = str(tmp_path / "nobody.sock")


@pytest.fixture
def beside(p):
    """Hands a file in, which then stands beside an action."""

    def beside(content):
        document = keep(SimpleUploadedFile("Letter.docx", content), by=p.housing_officer)
        make.evidence(make.action(p), kind="document", text="", document=document)
        return document

    return beside


def test_the_scanner_says_what_it_found(scanner):
    assert answers()
    assert harm_in(b"Nothing but words", patience=20) == ""
    assert harm_in(harmful(), patience=20) == CALLED


def test_large_files_go_to_the_scanner_whole(scanner):
    assert harm_in(b"%PDF-" + bytes(LARGEST), patience=60) == ""


def test_the_scanner_answers_by_tcp_too(scanner, settings):
    with socket.create_server(("127.0.0.1", 0)) as door:
        settings.SCANNER = f"127.0.0.1:{door.getsockname()[1]}"
        threading.Thread(target=_pass_on, args=(door, scanner), daemon=True).start()
        assert harm_in(harmful(), patience=20) == CALLED


def _action_of(document):
    return Action.objects.get(evidence__document=document)


def _pass_on(door, to):
    """One line, handed on to the scanner's socket and back."""
    here, _ = door.accept()
    with here, socket.socket(socket.AF_UNIX) as there:
        there.connect(to)
        said = b""
        while not said.endswith(b"\0\0\0\0"):
            said += here.recv(65536)
        there.sendall(said)
        here.sendall(there.recv(4096))


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: Can't allocate memory ERROR\0"]
)
def test_an_answer_that_is_neither_is_no_answer(settings, answer):
    with socket.create_server(("127.0.0.1", 0)) as door:
        settings.SCANNER = f"127.0.0.1:{door.getsockname()[1]}"

        def say():
            with door.accept()[0] as line:
                line.recv(65536)
                line.sendall(answer)

        threading.Thread(target=say, daemon=True).start()
        with pytest.raises(ScannerAway):
            harm_in(b"words", patience=5)


def test_whoever_says_nothing_is_not_waited_for(settings):
    with socket.create_server(("127.0.0.1", 0)) as door:
        settings.SCANNER = f"127.0.0.1:{door.getsockname()[1]}"
        with pytest.raises(ScannerAway, match="does not answer"):
            harm_in(b"words", patience=0.05)


def test_a_clean_file_is_let_out_at_once(scanner, beside, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = beside(SAMPLES[PDF])
        assert document.status == Status.HELD
    document.refresh_from_db()
    assert (document.status, document.about) == (Status.CLEAN, "PDF, 1 KB")
    assert Event.objects.about(document).filter(verb="document.scanned").get().person == "The virus scanner"


def test_nobody_opens_a_file_before(scanner, p, beside, client):
    document = beside(SAMPLES[PDF])
    for person in (p.housing_officer, p.reviewer):
        client.force_login(person)
        page = client.get(document.get_absolute_url())
        assert page.status_code == 200
        assert "This file is being checked for viruses" in page.content.decode()
        assert SAMPLES[PDF] not in page.content
    client.force_login(p.outsider)
    assert client.get(document.get_absolute_url()).status_code == 404


def test_beside_its_record_it_says_that_it_is_being_checked(scanner, p, beside, client):
    document = beside(SAMPLES[PDF])
    client.force_login(p.reviewer)
    assert (
        "PDF, 1 KB, being checked for viruses" in client.get(_action_of(document).get_absolute_url()).content.decode()
    )


def test_a_harmful_file_is_deleted_and_its_uploader_told_by_what_name(scanner, p, beside, client):
    document = beside(harmful())
    path = Path(document.file.path)
    assert path.exists()
    reminders.scan_document(document.pk)
    document.refresh_from_db()
    assert (document.status, document.harm, document.file.name) == (Status.REFUSED, CALLED, "")
    assert not path.exists()
    letter = Letter.objects.get()
    assert letter.to == p.housing_officer.email
    assert CALLED in letter.body
    assert "Letter.docx" not in letter.subject + letter.body
    (waits,) = decisions(p.housing_officer, today())
    assert CALLED in waits.title
    assert "Letter.docx" not in waits.title + waits.detail
    assert decisions(p.manager, today()) == []
    client.force_login(p.housing_officer)
    page = client.get(waits.href).content.decode()
    assert "This file was refused and deleted" in page
    assert "Letter.docx" in page
    assert decisions(p.housing_officer, today()) == []


def test_while_the_scanner_is_away_files_are_held_until_it_is_back(p, beside, settings, clamd, tmp_path, caplog):
    settings.SCANNER = str(tmp_path / "nobody.sock")
    held = [beside(SAMPLES[PDF]), beside(harmful())]
    assert reminders.scan_held() == 0
    reminders.scan_document(held[0].pk)
    assert "does not answer" in caplog.text
    assert "Letter" not in caplog.text
    assert set(Document.objects.values_list("status", flat=True)) == {Status.HELD}
    settings.SCANNER = clamd
    assert reminders.scan_held() == 2
    assert list(Document.objects.order_by("pk").values_list("status", flat=True)) == [Status.CLEAN, Status.REFUSED]
    assert reminders.scan_held() == 0


@pytest.mark.parametrize("fault", ["missing", "without its key", "answered with an error"])
def test_a_file_that_can_not_be_scanned_keeps_no_other_from_its_turn(away, beside, settings, clamd, monkeypatch, fault):
    broken, sound = beside(SAMPLES[PDF]), beside(SAMPLES[EXCEL])
    settings.SCANNER = clamd
    if fault == "missing":
        Path(broken.file.path).unlink()
    elif fault == "without its key":
        vault.destroy(broken.key, now())
    else:
        monkeypatch.setattr(operations, "harm_in", fails_once(harm_in))
    assert reminders.scan_held() == 1
    assert [Document.objects.get(pk=each.pk).status for each in (broken, sound)] == [Status.HELD, Status.CLEAN]


def fails_once(ask):
    answers = iter([ScannerFails("The virus scanner answered: Can't allocate memory ERROR")])

    def harm_in_it(content, *, patience):
        if fault := next(answers, None):
            raise fault
        return ask(content, patience=patience)

    return harm_in_it


def test_a_scanner_that_is_away_costs_whoever_hands_in_nothing_but_the_wait(
    away, beside, monkeypatch, django_capture_on_commit_callbacks
):
    asked = []
    monkeypatch.setattr(operations, "have_done", lambda *job: asked.append(job))
    with django_capture_on_commit_callbacks(execute=True):
        document = beside(SAMPLES[PDF])
    assert asked == [("threespires.documents.reminders.scan_document", document.pk)]


def test_what_could_not_be_deleted_is_deleted_later(scanner, beside):
    document = beside(harmful())
    path = Path(document.file.path)
    Document.objects.update(status=Status.REFUSED, harm=CALLED)
    reminders.scan_held()
    document.refresh_from_db()
    assert not path.exists()
    assert document.file.name == ""


def test_scanning_twice_changes_nothing(scanner, beside):
    document = beside(SAMPLES[PDF])
    reminders.scan_document(document.pk)
    reminders.scan_document(document.pk)
    assert Event.objects.about(document).filter(verb="document.scanned").count() == 1


def test_without_a_scanner_files_say_that_they_were_not_scanned(p, beside, client):
    document = beside(SAMPLES[PDF])
    assert document.about == "PDF, 1 KB, not scanned for viruses"
    client.force_login(p.housing_officer)
    for page in (
        reverse("actions:evidence", args=[_action_of(document).ref]),
        reverse("sheets:hand_in", args=["action-plan"]),
    ):
        client.force_login(p.housing_officer if "actions" in page else p.manager)
        assert "Here files are not scanned for viruses" in client.get(page).content.decode()
    assert client.get(document.get_absolute_url()).content == SAMPLES[PDF]


def test_files_that_came_before_wait_for_the_clock(p, beside):
    beside(SAMPLES[PDF])
    Document.objects.update(status=Status.HELD)
    assert reminders.scan_held() == 1
    assert Document.objects.get().status == Status.NOT_SCANNED


@pytest.fixture
def sheet(p):
    def sheet(content):
        return sheets.hand_in(by=p.manager, kind="action-plan", file=SimpleUploadedFile("Plan.xlsx", content))

    return sheet


def test_a_spreadsheet_is_read_once_it_was_found_clean(scanner, sheet, monkeypatch, django_capture_on_commit_callbacks):
    asked = []
    monkeypatch.setattr("threespires.kernel.background.async_task", lambda job, pk: asked.append(pk))
    made = sheet(SAMPLES[EXCEL])
    assert made.status == SheetImport.Status.CHECKING
    with django_capture_on_commit_callbacks(execute=True):
        assert asked == []
        reminders.scan_held()
    made.refresh_from_db()
    assert (made.status, asked) == (SheetImport.Status.READING, [made.pk])


def test_a_harmful_spreadsheet_is_given_up_and_there_is_nothing_to_read_again(scanner, p, sheet, client):
    made = sheet(harmful(EXCEL))
    reminders.scan_held()
    made.refresh_from_db()
    assert made.status == SheetImport.Status.FAILED
    client.force_login(p.manager)
    page = client.get(made.get_absolute_url()).content.decode()
    assert f"The virus scanner found {CALLED} in it, so the file was deleted" in page
    assert "Read it again" not in page
    assert "Hand in another" in page

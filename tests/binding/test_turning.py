"""What people hand in becomes pages; what can't is refused with its reason; LibreOffice has its time and no more."""

import os
import socket
import stat
import subprocess
import threading
import time
from pathlib import Path

import pytest

from tests.binding import looking, making
from threespires.binding.memory import folder_in_memory, lies_in_memory
from threespires.binding.turning import CannotTurn, as_pages, count_pages


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "kind", "words", "element"),
    [
        (making.word("Not brought", table=[["Quarter", "Share"], ["First", "12%"]]), making.WORD, "12%", "Table"),
        # LibreOffice before 24 tells a screen reader nothing of a spreadsheet.
        (making.excel([["Ward", "Children"], ["North", "17"]]), making.EXCEL, "North", ""),
        (making.powerpoint("What changed"), making.POWERPOINT, "What changed", "H (block)"),
    ],
    ids=["word", "excel", "powerpoint"],
)
def test_office_files_become_pages_with_what_a_screen_reader_goes_by(content, kind, words, element, tmp_path):
    pages = as_pages(content, kind, title="A paper")
    assert words in looking.text(pages, tmp_path, 1)
    assert element in looking.structure(pages, tmp_path)


def test_a_picture_stands_on_a_page_with_its_title_for_those_who_do_not_see_it(tmp_path):
    pages = as_pages(making.png(), "image/png", title="Map of wards")
    assert count_pages(pages) == 1
    assert b"/Alt (Map of wards)" in looking.plain(pages, tmp_path)


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (b"%PDF-1.7 and then nothing of the kind", "application/pdf", "broken"),
        (making.locked(making.sheets("Locked"), user="word", owner="other"), "application/pdf", "password"),
        (making.locked(making.sheets("Kept"), owner="other"), "application/pdf", "against changes"),
        (b"\x89PNG\r\n\x1a\nno picture", "image/png", "broken"),
        (b"anything", "application/vnd.ms-office", "password"),
    ],
    ids=["broken", "locked", "against changes", "broken picture", "locked office"],
)
def test_what_has_no_pages_is_refused_with_the_reason(content, kind, reason):
    with pytest.raises(CannotTurn, match=reason):
        as_pages(content, kind, title="A paper")


@pytest.mark.slow
def test_an_office_file_that_libreoffice_cannot_open_is_refused():
    with pytest.raises(CannotTurn, match="LibreOffice can’t open it"):
        as_pages(b"PK\x03\x04 and nothing more", making.EXCEL, title="A paper")


def test_libreoffice_that_hangs_is_stopped_with_all_it_began(settings, tmp_path):
    begun = tmp_path / "begun"
    settings.LIBREOFFICE = _program(tmp_path, f"sleep 600 & echo $! > {begun}; wait")
    settings.LIBREOFFICE_SECONDS = 1
    with pytest.raises(CannotTurn, match="not done with it after 1 seconds"):
        as_pages(making.excel([["a"]]), making.EXCEL, title="A paper")
    for _ in range(100):
        asked = ["ps", "-o", "stat=", "-p", begun.read_text().strip()]
        state = subprocess.run(asked, capture_output=True, check=False, text=True).stdout.strip()
        if state[:1] in ("", "Z"):
            break
        time.sleep(0.1)
    else:
        pytest.fail(f"What it began still runs: {state}")


def test_where_there_is_no_libreoffice_it_is_said(settings):
    settings.LIBREOFFICE = "no-such-program"
    with pytest.raises(CannotTurn, match="LibreOffice is missing"):
        as_pages(making.excel([["a"]]), making.EXCEL, title="A paper")


def test_libreoffice_is_told_none_of_our_secrets(settings, tmp_path, monkeypatch):
    monkeypatch.setenv("THREESPIRES_SECRET_KEY", "nobody may know")
    told = tmp_path / "told"
    settings.LIBREOFFICE = _program(tmp_path, f"env > {told}")
    with pytest.raises(CannotTurn):
        as_pages(making.excel([["a"]]), making.EXCEL, title="A paper")
    assert "nobody may know" not in told.read_text()
    assert "PATH=" in told.read_text()


@pytest.mark.slow
def test_a_file_that_names_a_picture_elsewhere_fetches_nothing():
    asked = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(30)

        def wait() -> None:
            try:
                server.accept()
            except OSError:
                return
            asked.set()

        listening = threading.Thread(target=wait, daemon=True)
        listening.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/picture.png"
        pages = as_pages(making.word("Linked", "Words", picture_at=address), making.WORD, title="A paper")
    assert count_pages(pages) == 1
    assert not asked.is_set()


def test_what_lies_in_memory_is_for_one_user_and_goes():
    with folder_in_memory() as folder:
        (folder / "paper").write_text("x")
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        if Path("/dev/shm").is_dir():
            assert os.path.ismount("/dev/shm")
            assert str(folder).startswith("/dev/shm/")
    assert not folder.exists()


def test_it_is_told_whether_a_folder_lies_in_memory(settings, tmp_path):
    settings.MEMORY = str(Path(__file__).parent)
    assert not lies_in_memory()
    if Path("/dev/shm").is_dir():
        settings.MEMORY = "/dev/shm"
        assert lies_in_memory()


def _program(folder: Path, script: str) -> str:
    path = folder / "program"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    return str(path)

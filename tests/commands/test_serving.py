"""What is made ready is made ready once, and never under a running server's feet."""

import sys
from pathlib import Path

import pytest

from tests.commands.processes import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import prepare
import serving


@pytest.fixture
def managed(monkeypatch) -> list[str]:
    """The management commands run so far; migrating makes the database."""
    ran: list[str] = []
    monkeypatch.setattr(serving, "manage", lambda name, *_: ran.append(name))
    return ran


def test_a_second_start_finds_nothing_to_migrate_and_nothing_to_tell(managed, tmp_path):
    serving.fill(tmp_path, reset=False)
    (tmp_path / "threespires.sqlite3").touch()
    serving.fill(tmp_path, reset=False)
    assert managed == ["migrate", "build_demo"]


def test_new_tables_are_migrated_and_the_story_stays_told(managed, monkeypatch, tmp_path):
    serving.fill(tmp_path, reset=False)
    (tmp_path / "threespires.sqlite3").touch()
    monkeypatch.setattr(serving, "_tables", lambda: "another version")
    serving.fill(tmp_path, reset=False)
    serving.fill(tmp_path, reset=False)
    assert managed == ["migrate", "build_demo", "migrate"]


def test_a_story_without_its_database_is_told_anew(managed, tmp_path):
    serving.fill(tmp_path, reset=False)
    serving.fill(tmp_path, reset=False)
    assert managed == ["migrate", "build_demo"] * 2


def test_collecting_anew_keeps_every_file_that_a_running_server_knows(monkeypatch, tmp_path):
    def collect(*_: object, env: dict[str, str]) -> None:
        folder = Path(env["THREESPIRES_COLLECTED"])
        folder.mkdir()
        for name, words in sent.items():
            (folder / name).write_text(words)

    monkeypatch.setattr(prepare, "BUILD", tmp_path)
    monkeypatch.setattr(prepare, "_run", collect)
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "look.css").write_text("old")
    sent = {"look.1.css": "old", "staticfiles.json": "look.1.css"}
    prepare._collect_static_files()
    (tmp_path / "static" / "look.css").write_text("new")
    sent = {"look.2.css": "new", "staticfiles.json": "look.2.css"}
    prepare._collect_static_files()
    collected = {path.name: path.read_text() for path in (tmp_path / "collected").iterdir()}
    assert collected == {"look.1.css": "old", "look.2.css": "new", "staticfiles.json": "look.2.css"}
    assert not (tmp_path / "collecting").exists()

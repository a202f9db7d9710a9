"""bin/test names what the machine lacks, and how to install it."""

import sys
from types import SimpleNamespace

import pytest

from tests.commands.processes import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import parts

ABSENT = parts.SystemPart("a Teleprinter", "teleprinter", lambda: False)
PRESENT = parts.SystemPart("a Clock", "clock", lambda: True)


def test_what_is_missing_is_named_with_the_line_that_installs_it(monkeypatch):
    monkeypatch.setattr(parts, "PARTS", (PRESENT, ABSENT))
    monkeypatch.setattr(parts.os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stopped:
        parts.require_all()
    assert stopped.value.code == (
        "The tests need a Teleprinter. On Debian or Ubuntu:\n"
        "  apt-get update && apt-get install --yes --no-install-recommends teleprinter"
    )


def test_what_is_missing_is_installed_for_root(monkeypatch):
    ran, here = [], []
    monkeypatch.setattr(parts, "PARTS", (parts.SystemPart("a Teleprinter", "teleprinter", lambda: bool(here)),))
    monkeypatch.setattr(parts.os, "geteuid", lambda: 0)
    monkeypatch.setattr(parts.shutil, "which", lambda name: f"/usr/bin/{name}")

    def install(*commands: str) -> None:
        ran.extend(commands)
        here.extend(commands)

    monkeypatch.setattr(parts, "_install", install)
    parts.require_all()
    assert [command.split()[:2] for command in ran] == [["apt-get", "update"], ["apt-get", "install"]]
    assert "teleprinter" in ran[1].split()


def test_where_a_package_is_not_to_be_had_another_serves(monkeypatch):
    ran, here = [], []
    part = parts.SystemPart("a Teleprinter", "teleprinter", lambda: bool(here), otherwise="telegraph")
    monkeypatch.setattr(parts, "PARTS", (part,))
    monkeypatch.setattr(parts.os, "geteuid", lambda: 0)
    monkeypatch.setattr(parts.shutil, "which", lambda name: f"/usr/bin/{name}")

    def run(command: list[str], **_: object) -> SimpleNamespace:
        ran.append(command[-1])
        if command[-1] == "telegraph":
            here.append(command)
        return SimpleNamespace(returncode=int(command[-1] == "teleprinter"), stdout="Not to be had")

    monkeypatch.setattr(parts.subprocess, "run", run)
    parts.require_all()
    assert ran == ["--quiet", "teleprinter", "telegraph"]


def test_nothing_is_asked_of_a_machine_that_has_all(monkeypatch):
    monkeypatch.setattr(parts, "PARTS", (PRESENT,))
    monkeypatch.setattr(parts, "_install", pytest.fail)
    parts.require_all()

"""The parts of the machine that tests need: what is missing is installed where the caller is root, else named."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import chromium
import clamav
import postgres

INSTALL = "apt-get install --yes --no-install-recommends"


@dataclass(frozen=True)
class SystemPart:
    """A part, the Debian package that brings it, how to tell that it is here, and a package that serves as well."""

    name: str
    package: str
    here: Callable[[], bool]
    otherwise: str = ""


def _reads(library: str) -> bool:
    """Whether LibreOffice is here with the part of it that reads one kind of file."""
    program = shutil.which("soffice")
    return bool(program) and (Path(program).resolve().parent / library).exists()


PARTS = (
    SystemPart(
        "a PostgreSQL server", "postgresql", lambda: all(postgres.program(name) for name in ("initdb", "postgres"))
    ),
    SystemPart("Chromium", "chromium-headless-shell", lambda: bool(chromium.program()), otherwise="chromium"),
    *(
        SystemPart(f"LibreOffice {name}", f"libreoffice-{name.lower()}-nogui", partial(_reads, library))
        for name, library in (("Calc", "libsclo.so"), ("Writer", "libswlo.so"), ("Impress", "libsdlo.so"))
    ),
    SystemPart("Poppler’s tools", "poppler-utils", lambda: bool(shutil.which("pdfinfo"))),
    SystemPart("qpdf", "qpdf", lambda: bool(shutil.which("qpdf"))),
    SystemPart("ClamAV’s daemon", "clamav-daemon", lambda: bool(clamav.program())),
)


def require_all() -> None:
    """Returns when every part is here; else stops with the exact line that installs what is missing."""
    missing = _missing()
    if not missing:
        return
    names = ", ".join(part.name for part in missing)
    install = f"{INSTALL} {' '.join(part.package for part in missing)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SystemExit(f"The tests need {names}. On Debian or Ubuntu:\n  apt-get update && {install}")
    print(f"Installing {names}", flush=True)
    _install("apt-get update --quiet --quiet")
    for part in missing:
        _install(*(f"{INSTALL} --quiet --quiet {package}" for package in (part.package, part.otherwise) if package))
    postgres.program.cache_clear()
    if still := _missing():
        raise SystemExit(f"Installed, and yet not found: {', '.join(part.name for part in still)}")


def _missing() -> list[SystemPart]:
    return [part for part in PARTS if not part.here()]


def _install(*commands: str) -> None:
    """Runs the first of these that succeeds."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    said = ""
    for command in commands:
        done = subprocess.run(
            command.split(), env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if done.returncode == 0:
            return
        said += f"{done.stdout}\nThis failed, so the tests can’t run: {command}\n"
    raise SystemExit(said.strip())

"""The parts of the machine that tests need: what is missing is installed where the caller is root, else named."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

import postgres


@dataclass(frozen=True)
class SystemPart:
    """A part, the Debian package that brings it, and how to tell that it is here."""

    name: str
    package: str
    here: Callable[[], bool]


PARTS = (
    SystemPart(
        "a PostgreSQL server", "postgresql", lambda: all(postgres.program(name) for name in ("initdb", "postgres"))
    ),
    SystemPart("Chromium", "chromium", lambda: bool(chromium())),
    SystemPart("LibreOffice", "libreoffice-calc-nogui", lambda: bool(shutil.which("soffice"))),
)


def chromium() -> str | None:
    """Where Chromium is."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def require_all() -> None:
    """Returns when every part is here; else stops with the exact line that installs what is missing."""
    missing = _missing()
    if not missing:
        return
    names = ", ".join(part.name for part in missing)
    install = f"apt-get install --yes --no-install-recommends {' '.join(part.package for part in missing)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SystemExit(f"The tests need {names}. On Debian or Ubuntu:\n  apt-get update && {install}")
    print(f"Installing {names}", flush=True)
    for command in ("apt-get update --quiet --quiet", f"{install} --quiet --quiet"):
        _install(command)
    postgres.program.cache_clear()
    if still := _missing():
        raise SystemExit(f"Installed, and yet not found: {', '.join(part.name for part in still)}")


def _missing() -> list[SystemPart]:
    return [part for part in PARTS if not part.here()]


def _install(command: str) -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command.split(), env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{done.stdout}\nThis failed, so the tests can’t run: {command}")

"""A backup holds the database and the uploaded files: never a key, so that whoever finds one reads no case in it."""

import json
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

from threespires.kernel.clock import now
from threespires.kernel.database import suited

FORM = 1
_ABOUT, _FILES = "backup.json", "files"


class NoBackup(Exception):
    """What stands in the way of making a backup, or of putting one back."""


def back_up(folder: Path) -> Path:
    """Writes the database and the files into a new folder.

    Raises:
        NoBackup: where something is there already, or PostgreSQL's own program refuses.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NoBackup(f"{folder} isn’t empty. Name a folder of its own for each backup")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    # Files are never altered and come before their rows, so a database copied first names none that is missing after.
    suited(postgresql=_dump, sqlite=_copy)(folder / _database())
    files = Path(settings.MEDIA_ROOT)
    if files.exists():
        shutil.copytree(files, folder / _FILES)
    (folder / _ABOUT).write_text(json.dumps({"form": FORM, "at": now().isoformat(), "database": _database()}))
    return folder


def put_back(folder: Path) -> None:
    """Puts a backup in the place of an empty database and of files that aren't there.

    Raises:
        NoBackup: where it isn't one of this kind of database, or something is there already.
    """
    about = _about(folder)
    if about.get("form") != FORM or about.get("database") != _database():
        raise NoBackup(f"{folder} isn’t a backup of this kind of database")
    if connection.introspection.table_names():
        raise NoBackup("The database isn’t empty. Make a new one for what was backed up")
    files = Path(settings.MEDIA_ROOT)
    if files.exists() and any(files.iterdir()):
        raise NoBackup(f"{files} isn’t empty. Move what is there elsewhere")
    suited(postgresql=_undump, sqlite=_copy_back)(folder / _database())
    if (folder / _FILES).exists():
        shutil.copytree(folder / _FILES, files, dirs_exist_ok=True)


def _about(folder: Path) -> dict[str, Any]:
    try:
        return json.loads((folder / _ABOUT).read_text())
    except (OSError, ValueError) as problem:
        raise NoBackup(f"{folder} holds no backup") from problem


def _database() -> str:
    return suited(postgresql="database.dump", sqlite="database.sqlite3")


def _dump(to: Path) -> None:
    _run("pg_dump", "--format=custom", "--no-privileges", f"--file={to}")


def _undump(of: Path) -> None:
    _run("pg_restore", "--exit-on-error", "--no-owner", "--single-transaction", f"--dbname={_named()}", str(of))


def _named() -> str:
    return settings.DATABASES["default"]["NAME"]


def _run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs, as the role of the settings; its password goes by the environment."""
    asked = connections["default"].get_connection_params()
    environment = {
        name: str(asked[key])
        for name, key in (
            ("PGHOST", "host"), ("PGPORT", "port"), ("PGUSER", "user"), ("PGPASSWORD", "password"),
            ("PGDATABASE", "dbname"), ("PGSSLMODE", "sslmode"), ("PGSSLROOTCERT", "sslrootcert"),
        )
        if asked.get(key)
    }  # fmt: skip
    found = shutil.which(program)
    if not found:
        raise NoBackup(f"{program} isn’t on the PATH. On Debian or Ubuntu: apt-get install postgresql-client")
    done = subprocess.run(  # noqa: S603  (a program of PostgreSQL's, with words of our own)
        [found, *arguments], env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NoBackup(f"{program} refused: {done.stderr.strip()}")


def _copy(to: Path) -> None:
    connection.ensure_connection()
    with sqlite3.connect(to) as copy:
        connection.connection.backup(copy)
    copy.close()


def _copy_back(of: Path) -> None:
    connection.ensure_connection()
    with sqlite3.connect(of) as kept:
        kept.backup(connection.connection)
    kept.close()

"""What of the settings is unsafe, each with its remedy. What is an error keeps production from serving."""

import stat
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, Warning
from django.db import DatabaseError
from django.utils.module_loading import import_string

from threespires.binding.memory import lies_in_memory
from threespires.binding.turning import can_turn_office
from threespires.documents import scanner

_ENCRYPTED = ("require", "verify-ca", "verify-full")
_FEWEST_LETTERS = 10


def unsafe_settings(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """Everything unsafe; nothing outside production, which is for trying out."""
    if not settings.PRODUCTION:
        return []
    return [*_secrets(), *_addresses(), *_lines(), *_folders(), *_scanner(), *_packs(), *_wall()]


def refuse_what_is_unsafe() -> list[str]:
    """What is only doubtful, in words.

    Raises:
        SystemExit: naming everything that is unsafe, with its remedy.
    """
    found = unsafe_settings()
    unsafe = [_say(each) for each in found if each.level >= ERROR]
    if unsafe:
        raise SystemExit("\n".join(["Threespires does not start, since this is unsafe:", *unsafe]))
    return [_say(each) for each in found]


def _say(message: CheckMessage) -> str:
    return f"- {message.msg}\n  {message.hint}"


def _secrets() -> Iterator[CheckMessage]:
    if len(set(settings.SECRET_KEY)) < _FEWEST_LETTERS:
        yield Error(
            "THREESPIRES_SECRET_KEY can be guessed.",
            hint="Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'",
            id="threespires.E001",
        )


def _addresses() -> Iterator[CheckMessage]:
    hosts = settings.ALLOWED_HOSTS
    if not hosts or any(host == "*" or host.startswith(".") for host in hosts):
        yield Error(
            "THREESPIRES_HOSTS doesn’t name the hosts that this site answers to.",
            hint="Name each, such as THREESPIRES_HOSTS=threespires.example.org",
            id="threespires.E002",
        )
    if not settings.SECURE:
        if not all(_is_here(host) for host in hosts):
            yield Error(
                "THREESPIRES_SECURE=false sends passwords and pages unencrypted to other machines.",
                hint="Leave it out; or, to try things on this machine, let THREESPIRES_HOSTS=localhost",
                id="threespires.E003",
            )
        return
    if not settings.ADDRESS.startswith("https://"):
        yield Error(
            "THREESPIRES_ADDRESS doesn’t begin with https://, so links in letters lead to an unencrypted page.",
            hint="Let it be where people find the site, such as THREESPIRES_ADDRESS=https://threespires.example.org",
            id="threespires.E004",
        )
    if any(not origin.startswith("https://") for origin in settings.CSRF_TRUSTED_ORIGINS):
        yield Error(
            "THREESPIRES_ORIGINS accepts forms from an unencrypted page.",
            hint="Let each begin with https://",
            id="threespires.E005",
        )


def _lines() -> Iterator[CheckMessage]:
    """What goes to other machines."""
    database = settings.DATABASES["default"]
    if not _is_here(database.get("HOST", "")) and database["OPTIONS"].get("sslmode") not in _ENCRYPTED:
        yield Error(
            "The line to the database on another machine may be unencrypted.",
            hint="Let THREESPIRES_DATABASE_URL end in ?sslmode=verify-full",
            id="threespires.E006",
        )
    if settings.EMAIL_HOST and not settings.EMAIL_USE_TLS and not _is_here(settings.EMAIL_HOST):
        yield Warning(
            "Letters, with links to choose a password, go to the mail server unencrypted.",
            hint="Set THREESPIRES_MAIL_TLS=true, and THREESPIRES_MAIL_PORT as the server asks, mostly 587",
            id="threespires.W007",
        )


def _folders() -> Iterator[CheckMessage]:
    for name, folder in (
        ("THREESPIRES_KEYS", settings.KEYS),
        ("THREESPIRES_KEY_STORE", settings.KEY_STORE),
        ("THREESPIRES_DATA", settings.MEDIA_ROOT),
    ):
        if folder.exists() and stat.S_IMODE(folder.stat().st_mode) & 0o077:
            yield Error(
                f"Other users of this machine can read {folder}.",
                hint=f"Take that away ({name}): chmod -R go= {folder}",
                id="threespires.E008",
            )
    for name, folder in (
        ("THREESPIRES_KEYS", settings.KEYS),
        ("THREESPIRES_KEY_STORE", settings.KEY_STORE),
        ("THREESPIRES_ANCHORS", settings.ANCHORS),
    ):
        if Path(settings.DATA).resolve() in folder.resolve().parents:
            yield Warning(
                f"{folder} lies among the data, so a copy of the data holds it too.",
                hint=f"Let {name} be a folder apart, as docs/running.md says",
                id="threespires.W009",
            )


def _scanner() -> Iterator[CheckMessage]:
    remedy = "Install ClamAV’s daemon as docs/running.md says, and set THREESPIRES_SCANNER=/run/clamav/clamd.ctl"
    if not settings.SCANNER:
        yield Error(
            "No virus scanner is set, so uploaded files would go unchecked.", hint=remedy, id="threespires.E010"
        )
    elif not scanner.answers():
        yield Warning(
            f"The virus scanner at {settings.SCANNER} does not answer, so uploaded files are held.",
            hint=remedy,
            id="threespires.W011",
        )


def _packs() -> Iterator[CheckMessage]:
    if not can_turn_office():
        yield Warning(
            f"There is no {settings.LIBREOFFICE} here, so Word, Excel and PowerPoint papers don’t come into packs.",
            hint="Install LibreOffice as docs/running.md says, or name it by THREESPIRES_LIBREOFFICE",
            id="threespires.W014",
        )
    if not lies_in_memory():
        yield Warning(
            "Papers lie unsealed on a disk while they are turned into pages.",
            hint="Let THREESPIRES_MEMORY name a folder in memory, such as one that is mounted as tmpfs",
            id="threespires.W015",
        )


def _wall() -> Iterator[CheckMessage]:
    """Whether the database keeps case records from those who may not see them, whatever the application does."""
    # Models aren't there yet when this is read.
    holes = import_string("threespires.cases.wall.holes.holes")
    try:
        found = holes()
    except DatabaseError:
        yield Warning(
            "The database doesn’t answer, so nobody knows whether its wall round case records stands.",
            hint="Start it, and run bin/threespires check --deploy again",
            id="threespires.W013",
        )
        return
    for hole in found:
        yield Error(
            f"{hole}.",
            hint="Let the database’s roles be as docs/running.md has them made, and run bin/threespires migrate",
            id="threespires.E012",
        )


def _is_here(host: str) -> bool:
    """Whether a host is this machine: by name, by number, or a socket's folder."""
    if host in ("", "localhost") or host.startswith("/"):
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False

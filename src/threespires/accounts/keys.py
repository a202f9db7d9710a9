"""The key that seals the secrets of second factors: in a file outside the database."""

import base64
import os
import secrets
from pathlib import Path

from django.conf import settings

from threespires.accounts.sealing import seal, unseal

_PLACE = "second factor"


def seal_secret(text: str) -> str:
    """The secret of a factor, as the database keeps it."""
    return base64.b64encode(seal(_key(), text.encode(), place=_PLACE)).decode()


def open_secret(sealed: str) -> str:
    """The secret again.

    Raises:
        Unreadable: if it was sealed with another key.
    """
    return unseal(_key(), base64.b64decode(sealed), place=_PLACE).decode()


def _key() -> bytes:
    file = Path(settings.KEYS) / "accounts.key"
    if not file.exists():
        _make(file)
    return bytes.fromhex(file.read_text().strip())


def _make(file: Path) -> None:
    """Writes a new key, unless another process did so a moment ago."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as opened:
        opened.write(secrets.token_bytes(32).hex())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

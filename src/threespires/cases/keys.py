"""The key that seals the record of who looked: in a file outside the database."""

import os
import secrets
from pathlib import Path

from django.conf import settings

_LENGTH = 32


class KeyMissing(Exception):
    """The record has entries, and the key that sealed them isn't where the settings say."""


def record_key(*, begun: bool) -> bytes:
    """The key, 32 bytes; made when the record begins.

    Args:
        begun: whether the record has entries already, which only the key that sealed them can go on from.

    Raises:
        KeyMissing: if it has begun, and its key is gone.
    """
    file = Path(settings.KEYS) / "record.key"
    try:
        return bytes.fromhex(file.read_text().strip())
    except FileNotFoundError:
        if begun:
            raise KeyMissing(
                f"The key of the record of who looked is not in {file}. Put it back from where it is kept safe: "
                "until then no case record can be opened."
            ) from None
    _make(file)
    return record_key(begun=begun)


def _make(file: Path) -> None:
    """Writes a new key, unless another process did so a moment ago."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as opened:
        opened.write(secrets.token_bytes(_LENGTH).hex())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

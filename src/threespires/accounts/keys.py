"""The key that seals the secrets of second steps: in a file outside the database."""

import base64
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.conf import settings

from threespires.vault.files import write_new
from threespires.vault.ring import KeyMissing
from threespires.vault.sealing import new_key, seal, unseal

_PLACE = "second step"


def seal_secret(text: str) -> str:
    """The secret of a second step, as the database keeps it."""
    return base64.b64encode(seal(_key(), text.encode(), place=_PLACE)).decode()


def open_secret(sealed: str) -> str:
    """The secret again.

    Raises:
        KeyMissing: if the key is gone.
        Unreadable: if it was sealed with another key.
    """
    return unseal(_key(), base64.b64decode(sealed), place=_PLACE).decode()


def _key() -> bytes:
    """The key; made when the first second step is set up."""
    file = Path(settings.KEYS) / "accounts.key"
    if not file.exists():
        if Authenticator.objects.exists():
            raise KeyMissing(
                f"The key of second steps is not in {file}. Put it back from where it is kept safe: until then nobody "
                "who has one can sign in."
            )
        write_new(file, new_key().hex())
    return bytes.fromhex(file.read_text().strip())

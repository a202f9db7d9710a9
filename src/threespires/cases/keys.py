"""The key that seals the record of who looked: in a file outside the database."""

from pathlib import Path

from django.conf import settings

from threespires.vault.files import write_new
from threespires.vault.ring import KeyMissing
from threespires.vault.sealing import new_key


def record_key(*, begun: bool) -> bytes:
    """The key, 32 bytes; made when the record begins.

    Args:
        begun: whether the record has entries already, which only the key that sealed them can go on from.

    Raises:
        KeyMissing: if it has begun, and its key is gone.
    """
    file = Path(settings.KEYS) / "record.key"
    if not file.exists():
        if begun:
            raise KeyMissing(
                f"The key of the record of who looked is not in {file}. Put it back from where it is kept safe: "
                "until then no case record can be opened."
            )
        write_new(file, new_key().hex())
    return bytes.fromhex(file.read_text().strip())

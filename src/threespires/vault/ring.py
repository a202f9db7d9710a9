"""The ring of wrapping keys: what the keys of cases are wrapped in. Each is a numbered file; the highest is in use.

They lie where THREESPIRES_KEYS says, which is neither in the database nor in the key store.
"""

import re
from pathlib import Path

from django.conf import settings

from threespires.vault.files import remove, write_new
from threespires.vault.sealing import new_key

_NAME = re.compile(r"wrapping-(\d+)\.key")


class KeyMissing(Exception):
    """A key isn't where the settings say."""


def numbers() -> list[int]:
    """The numbers of the wrapping keys that are here, the one in use last."""
    folder = Path(settings.KEYS)
    found = (_NAME.fullmatch(file.name) for file in folder.glob("wrapping-*.key"))
    return sorted(int(match.group(1)) for match in found if match)


def wrapping_key(number: int) -> bytes:
    """The wrapping key of a number.

    Raises:
        KeyMissing: where it isn't here.
    """
    try:
        return bytes.fromhex(_file(number).read_text().strip())
    except FileNotFoundError:
        raise KeyMissing(
            f"Wrapping key {number} is not in {settings.KEYS}. Put it back from where it is kept safe: "
            "until then no case can be opened."
        ) from None


def begin() -> int:
    """Makes the first wrapping key; gives its number."""
    write_new(_file(1), new_key().hex())
    return 1


def turn() -> int:
    """Makes a new wrapping key, which is in use from now on; gives its number."""
    number = numbers()[-1] + 1
    write_new(_file(number), new_key().hex())
    return number


def take_off(number: int) -> None:
    """Removes a wrapping key in which nothing is wrapped any more."""
    remove(_file(number))


def _file(number: int) -> Path:
    return Path(settings.KEYS) / f"wrapping-{number}.key"

"""What a sealed part is made of: the key in two halves, and the parcel of rows, files and keys that it seals."""

import json
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from threespires.leaving.folder import digest
from threespires.leaving.models import SealedPart
from threespires.vault import store
from threespires.vault.sealing import KEY_LENGTH, seal, unseal

KEYS = "keys.json"
_TOGETHER = 4


def begin(part: SealedPart) -> None:
    """Makes the two halves of its key. Neither tells anything of the key without the other."""
    part.first_known_by, part.second_known_by = (digest(store.make(name)) for name in (part.first, part.second))


def key_of(part: SealedPart) -> bytes:
    """The key, of both halves.

    Raises:
        KeyMissing, KeyDestroyed: where one isn't here.
    """
    halves = zip(store.key_of(part.first), store.key_of(part.second), strict=True)
    return bytes(one ^ other for one, other in halves)


def sealed(part: SealedPart, content: bytes) -> bytes:
    return seal(key_of(part), content, place=_place(part.pk))


def opened(part: SealedPart, content: bytes) -> bytes:
    """What was sealed as this part.

    Raises:
        KeyMissing, KeyDestroyed, Unreadable: where it can't be opened.
    """
    return unseal(key_of(part), content, place=_place(part.pk))


def pack(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def read_keys(content: bytes) -> dict[UUID, bytes]:
    """The keys that came in a part, by their names."""
    return {UUID(name): bytes.fromhex(key) for name, key in json.loads(content).items()}


def say_half(half: bytes) -> str:
    """A half as people copy it: hexadecimal digits, four together."""
    told = half.hex()
    return " ".join(told[start : start + _TOGETHER] for start in range(0, len(told), _TOGETHER))


def read_half(typed: str) -> bytes | None:
    """The half that somebody typed, however they parted it; None where it is none."""
    try:
        half = bytes.fromhex("".join(typed.replace("-", " ").split()))
    except ValueError:
        return None
    return half if len(half) == KEY_LENGTH else None


def whose(part: SealedPart, half: bytes) -> str | None:
    """Which half it is, "first" or "second"; None where it is none of this part."""
    known = {part.first_known_by: "first", part.second_known_by: "second"}
    return known.get(digest(half))


def facts_of(part: SealedPart) -> dict[str, Any]:
    """What an export tells of a part, to be read in elsewhere: nothing of what it holds."""
    return {
        "id": str(part.pk),
        "group": part.group.key if part.group else None,
        "first": str(part.first),
        "second": str(part.second),
        "made_at": part.made_at.isoformat(),
        "first_known_by": part.first_known_by,
        "second_known_by": part.second_known_by,
    }


def _place(part: UUID) -> str:
    return f"part:{part}"

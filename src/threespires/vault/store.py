"""The key store: the key of each case, wrapped, in a file of its own outside the database and its backups.

A key that is destroyed is gone for good: from the store, from the copies of it that the settings name, and from any
older copy that is put back, since what was destroyed is listed and the list is applied again.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from threespires.kernel.verdict import Refused
from threespires.vault import ring
from threespires.vault.files import held, remove, write_new, write_over
from threespires.vault.ring import KeyMissing
from threespires.vault.sealing import Unreadable, new_key, seal, unseal

_DESTROYED = "destroyed.txt"


class KeyDestroyed(Exception):
    """The key was destroyed: what it sealed can't be read by anybody, ever."""


def make(name: UUID) -> bytes:
    """Makes the key of this name; gives it, 32 bytes.

    Raises:
        KeyMissing: where the store has begun and the ring that wraps it is not here.
        FileExistsError: where there is a key of this name, or was.
    """
    with held(_folder()):
        key = new_key()
        _put(name, key)
        return key


def is_there(name: UUID) -> bool:
    """Whether there is a key of this name in the store."""
    return _file(_folder(), name).exists()


def take_in(name: UUID, key: bytes) -> None:
    """Puts a key that came from elsewhere into the store, under the name it had there.

    Raises:
        KeyMissing: where the store has begun and the ring that wraps it is not here.
        FileExistsError: where there is a key of this name, or was.
    """
    with held(_folder()):
        _put(name, key)


def make_for(name: UUID, words: str) -> bytes:
    """The same, refused in words where the keys aren't here: `words` say what can't be done then.

    Raises:
        Refused: where the store has begun and the ring that wraps it is not here.
    """
    try:
        return make(name)
    except KeyMissing as missing:
        raise Refused(say_shut(words)) from missing


def say_shut(words: str) -> str:
    """Why what `words` say can't be done, and whom to tell."""
    return f"{words} now, since the keys that seal it aren’t here. Tell whoever runs the system"


def key_of(name: UUID) -> bytes:
    """The key of this name, 32 bytes.

    Raises:
        KeyMissing: where it isn't in the store, or what it is wrapped in not on the ring.
        KeyDestroyed: where it was destroyed.
    """
    wrapped = _read(name)
    try:
        return _unwrapped(name, wrapped)
    except KeyMissing:
        # Between the reading and this it may have been wrapped anew, and what it was wrapped in taken off the ring.
        if (anew := _read(name)) == wrapped:
            raise
        return _unwrapped(name, anew)


def destroy(name: UUID, at: datetime) -> None:
    """Destroys the key of this name, here and in each copy, and lists it as destroyed."""
    with held(_folder()):
        line = f"{name} {at.isoformat(timespec='seconds')}\n"
        for folder in (_folder(), *_copies()):
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / _DESTROYED).open("a", encoding="utf-8") as listed:
                listed.write(line)
            remove(_file(folder, name))


def destroyed() -> set[UUID]:
    """The names of all keys that were destroyed, as the store and its copies list them."""
    lists = (folder / _DESTROYED for folder in (_folder(), *_copies()))
    lines = (line for each in lists if each.exists() for line in each.read_text(encoding="utf-8").splitlines())
    return {UUID(line.split()[0]) for line in lines}


def destroy_again() -> int:
    """Destroys whatever is listed as destroyed and came back, as with an older copy; gives how many."""
    with held(_folder()):
        back = [
            file for folder in (_folder(), *_copies()) for name in destroyed() if (file := _file(folder, name)).exists()
        ]
        for file in back:
            remove(file)
        return len(back)


def names() -> Iterator[UUID]:
    """The names of all keys in the store."""
    return (UUID(file.stem) for file in sorted(_folder().glob("*/*.key")))


def rewrap() -> int:
    """Wraps every key in the wrapping key in use, while the system runs, and takes the others off the ring.

    Returns:
        How many keys were wrapped anew.
    """
    done = sum(_rewrap_one(name) for name in list(names()))
    with held(_folder()):
        # Whoever made a key in between did so before this block, or will after it with the key in use.
        done += sum(_wrap_in_use(name) for name in list(names()))
        for number in ring.numbers()[:-1]:
            ring.take_off(number)
    return done


def _rewrap_one(name: UUID) -> bool:
    with held(_folder()):
        return _wrap_in_use(name)


def _wrap_in_use(name: UUID) -> bool:
    file = _file(_folder(), name)
    wrapped = json.loads(file.read_text())
    if wrapped["in"] == _in_use():
        return False
    anew = _wrapped(name, _unwrapped(name, wrapped), _in_use())
    for folder in (_folder(), *_copies()):
        write_over(_file(folder, name), anew)
    return True


def _put(name: UUID, key: bytes) -> None:
    if name in destroyed():
        raise FileExistsError(f"A key of the name {name} was destroyed")
    if not write_new(_file(_folder(), name), _wrapped(name, key, _in_use())):
        raise FileExistsError(f"There is a key of the name {name}")
    for copy in _copies():
        write_over(_file(copy, name), _file(_folder(), name).read_text())


def _in_use() -> int:
    """The number of the wrapping key in use; the first is made with the first key of all.

    Raises:
        KeyMissing: where keys are wrapped, and no wrapping key is here.
    """
    found = ring.numbers()
    if found:
        return found[-1]
    if next(names(), None) is not None:
        raise KeyMissing(f"No wrapping key is in {settings.KEYS}. Put the keys back from where they are kept safe")
    return ring.begin()


def _wrapped(name: UUID, key: bytes, number: int) -> str:
    return json.dumps({"in": number, "key": seal(ring.wrapping_key(number), key, place=str(name)).hex()})


def _unwrapped(name: UUID, wrapped: dict) -> bytes:
    try:
        return unseal(ring.wrapping_key(wrapped["in"]), bytes.fromhex(wrapped["key"]), place=str(name))
    except Unreadable as problem:
        raise KeyMissing(f"The key {name} is not one that this ring wrapped") from problem


def _read(name: UUID) -> dict:
    try:
        return json.loads(_file(_folder(), name).read_text())
    except FileNotFoundError:
        if name in destroyed():
            raise KeyDestroyed(f"The key {name} was destroyed") from None
        raise KeyMissing(
            f"The key {name} is not in {_folder()}. Put the key store back from where its copy is kept: "
            "until then the case stays shut."
        ) from None


def _folder() -> Path:
    return Path(settings.KEY_STORE)


def _copies() -> list[Path]:
    return [Path(folder) for folder in settings.KEY_STORE_COPIES]


def _file(folder: Path, name: UUID) -> Path:
    # So many to a folder that looking into one stays quick.
    return folder / name.hex[:2] / f"{name}.key"

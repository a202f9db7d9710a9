"""Files on the disk, sealed: what a record holds beside its row.

Each lies in the folder of the key that seals it, by the name of its record: nothing need be noted of where it is, and
all that a key sealed can be removed with the key.
"""

from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from threespires.vault import store
from threespires.vault.sealing import seal, unseal


def put(key: UUID, thing: UUID, content: bytes) -> None:
    """Keeps what a record holds, in the place of what it held before.

    Args:
        key: the name of the key that seals it.
        thing: what the record goes by.

    Raises:
        KeyMissing, KeyDestroyed: where it can't be sealed.
    """
    sealed = seal(store.key_of(key), content, place=_place(thing))
    remove(key, thing)
    default_storage.save(_name(key, thing), ContentFile(sealed))


def take(key: UUID, thing: UUID) -> bytes:
    """What a record holds.

    Raises:
        FileNotFoundError: where it holds nothing.
        KeyMissing, KeyDestroyed, Unreadable: where it can't be opened.
    """
    with default_storage.open(_name(key, thing)) as opened:
        return unseal(store.key_of(key), opened.read(), place=_place(thing))


def remove(key: UUID, thing: UUID) -> None:
    """Deletes what a record holds; nothing where it holds nothing."""
    default_storage.delete(_name(key, thing))


def remove_all(key: UUID) -> None:
    """Deletes all that lies under a key."""
    folder = _folder(key)
    if default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
        default_storage.delete(folder)


def remove_what_opens_no_more() -> None:
    """Deletes all that lies under keys that were destroyed, as where an older copy of the files was put back."""
    for key in store.destroyed():
        remove_all(key)


def _folder(key: UUID) -> str:
    return f"sealed/{key}"


def _name(key: UUID, thing: UUID) -> str:
    return f"{_folder(key)}/{thing}"


def _place(thing: UUID) -> str:
    return f"file:{thing}"

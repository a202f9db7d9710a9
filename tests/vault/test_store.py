"""Keys of cases are wrapped, rotated while the system runs, and destroyed for good."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from shutil import copytree, rmtree
from uuid import UUID, uuid4

import pytest

from threespires.vault import ring, store
from threespires.vault.ring import KeyMissing
from threespires.vault.store import KeyDestroyed

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own(settings, tmp_path):
    settings.KEYS, settings.KEY_STORE = tmp_path / "keys", tmp_path / "store"
    settings.KEY_STORE_COPIES = [str(tmp_path / "copy")]
    return tmp_path


def files(own):
    return sorted(file for file in own.rglob("*.key"))


def test_a_key_is_kept_wrapped_and_for_nobody_else_to_read(own):
    name = uuid4()
    key = store.make(name)
    assert len(key) == 32
    assert store.key_of(name) == key
    assert files(own) == [
        own / "copy" / name.hex[:2] / f"{name}.key",
        own / "keys" / "wrapping-1.key",
        own / "store" / name.hex[:2] / f"{name}.key",
    ]
    assert all(file.stat().st_mode & 0o777 == 0o400 for file in files(own))
    assert all(key.hex() not in file.read_text() for file in files(own))


def test_a_key_is_made_once():
    name = uuid4()
    store.make(name)
    with pytest.raises(FileExistsError):
        store.make(name)


def test_a_key_moved_to_another_name_opens_nothing(own):
    one, other = uuid4(), uuid4()
    store.make(one)
    store.make(other)
    to = own / "store" / other.hex[:2] / f"{other}.key"
    to.chmod(0o600)
    to.write_text((own / "store" / one.hex[:2] / f"{one}.key").read_text())
    with pytest.raises(KeyMissing, match="not one that this ring wrapped"):
        store.key_of(other)


def test_without_the_ring_nothing_opens_and_nothing_is_made(own):
    name = uuid4()
    store.make(name)
    rmtree(own / "keys")
    with pytest.raises(KeyMissing, match="Wrapping key 1 is not in"):
        store.key_of(name)
    with pytest.raises(KeyMissing, match="No wrapping key is in"):
        store.make(uuid4())


def test_without_the_store_a_key_is_missing_and_says_where_it_should_be(own):
    name = uuid4()
    store.make(name)
    rmtree(own / "store")
    with pytest.raises(KeyMissing, match=f"The key {name} is not in {own / 'store'}"):
        store.key_of(name)


def test_rotation_wraps_every_key_anew_and_takes_the_old_key_off(own):
    keys = {name: store.make(name) for name in (uuid4() for _ in range(5))}
    assert ring.turn() == 2
    late = uuid4()
    keys[late] = store.make(late)
    assert store.rewrap() == 5
    assert ring.numbers() == [2]
    assert {name: store.key_of(name) for name in keys} == keys
    assert {json.loads(file.read_text())["in"] for file in files(own) if "wrapping" not in file.name} == {2}
    assert store.rewrap() == 0


def test_rotation_runs_while_others_make_and_open_keys():
    known = {name: store.make(name) for name in (uuid4() for _ in range(20))}

    def rotate(_):
        ring.turn()
        return store.rewrap()

    def use(number):
        name = UUID(int=number + 1)
        made = store.make(name)
        return all(store.key_of(each) == key for each, key in [*known.items(), (name, made)])

    with ThreadPoolExecutor(4) as pool:
        rotations = [pool.submit(rotate, None) for _ in range(4)]
        used = list(pool.map(use, range(40)))
        assert all(rotation.result() >= 0 for rotation in rotations)
    assert all(used)
    assert len(ring.numbers()) == 1


def test_a_destroyed_key_is_gone_from_the_store_and_its_copies(own):
    name, kept = uuid4(), uuid4()
    store.make(name)
    key = store.make(kept)
    store.destroy(name, NOW)
    assert [file.stem for file in files(own) if "wrapping" not in file.name] == [str(kept)] * 2
    with pytest.raises(KeyDestroyed):
        store.key_of(name)
    with pytest.raises(FileExistsError, match="was destroyed"):
        store.make(name)
    assert store.key_of(kept) == key


def test_an_older_copy_that_is_put_back_brings_nothing_back(own):
    name, kept = uuid4(), uuid4()
    store.make(name)
    store.make(kept)
    copytree(own / "store", own / "backup")
    store.destroy(name, NOW)
    rmtree(own / "store")
    copytree(own / "backup", own / "store")
    assert store.destroyed() == {name}, "the other copy still lists it"
    assert store.destroy_again() == 1
    with pytest.raises(KeyDestroyed):
        store.key_of(name)
    assert store.destroy_again() == 0
    assert set(store.names()) == {kept}

"""Whoever alters, removes, reorders, adds, cuts off or writes anew is found, and where."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from random import Random
from uuid import UUID

import pytest

from threespires.cases.chain import Anchor, Break, first_break, seal
from threespires.cases.models import NOTHING, Entry

KEY, ANOTHER_KEY = b"k" * 32, b"a" * 32
CASE = UUID(int=7)
BEGAN = datetime(2026, 3, 3, 9, tzinfo=UTC)
LONG = 40
TAMPERINGS = 1000


def written(numbers, *, key=KEY, follows=NOTHING, first=1):
    """A record of entries about these things."""
    entries = []
    for number, thing in enumerate(numbers, start=first):
        entry = Entry(
            number=number, at=BEGAN + timedelta(minutes=number), person_id=thing % 3 + 1, seat="Chair, Practice Review",
            group_id=5, case_id=CASE, verb="read", kind="learning.caselearning", thing=str(thing), changes=b"sealed",
            follows=follows,
        )  # fmt: skip
        entry.seal = follows = seal(key, entry.facts(), follows)
        entries.append(entry)
    return entries


def head_of(entries):
    return Anchor(entries[-1].number, entries[-1].seal) if entries else Anchor(0, NOTHING)


@pytest.fixture
def record():
    return written(range(LONG))


@pytest.mark.parametrize("length", [0, 1, LONG])
def test_a_record_that_nobody_touched_is_whole(length):
    entries = written(range(length))
    assert first_break(KEY, entries, head_of(entries), [head_of(entries[:k]) for k in (0, 1, length)]) is None


def test_a_moment_is_sealed_alike_in_whatever_zone_a_database_gives_it():
    (entry,) = written([1])
    elsewhere = entry.at.astimezone(timezone(timedelta(hours=1)))
    assert seal(KEY, entry.facts() | {"at": elsewhere}, NOTHING) == entry.seal


ALTERED = {
    "at": BEGAN, "person_id": 99, "seat": "Member", "group_id": 6, "verb": "release.checked",
    "kind": "learning.release", "thing": "x", "case_id": UUID(int=8), "changes": b"other",
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in Entry.SEALED if name != "number"])
def test_altering_any_fact_of_an_entry_is_found_at_it(record, name):
    setattr(record[16], name, ALTERED[name])
    assert first_break(KEY, record, head_of(record)) == Break(17, "The entry has been altered")


def test_facts_that_run_together_are_sealed_apart():
    (entry,) = written([1])
    joined = entry.facts() | {"verb": "readlearning.", "kind": "caselearning"}
    assert seal(KEY, joined, NOTHING) != entry.seal


def test_removing_an_entry_is_found_where_it_stood(record):
    del record[16]
    assert first_break(KEY, record, head_of(record)) == Break(17, "An entry is missing")


def test_removing_an_entry_and_closing_the_gap_is_found(record):
    del record[16]
    for number, entry in enumerate(record, start=1):
        entry.number = number
    assert first_break(KEY, record, head_of(record)).number == 17


def test_two_entries_in_each_others_place_are_found_at_the_first(record):
    record[16].thing, record[20].thing = record[20].thing, record[16].thing
    assert first_break(KEY, record, head_of(record)) == Break(17, "The entry has been altered")


def test_cutting_off_the_tail_is_found_by_the_head(record):
    assert first_break(KEY, record[:30], head_of(record)) == Break(
        31, "The record ends here, and should go on to entry 40"
    )


def test_cutting_off_the_tail_and_the_head_is_found_by_what_was_written_down(record):
    short = record[:30]
    found = first_break(KEY, short, head_of(short), [head_of(record[:20]), head_of(record[:35])])
    assert found == Break(31, "The record ends here, and once went on to entry 35")


def test_a_record_written_anew_with_the_key_is_found_by_what_was_written_down(record):
    anew = record[:10] + written(range(100, 130), follows=record[9].seal, first=11)
    assert first_break(KEY, anew, head_of(anew)) is None
    found = first_break(KEY, anew, head_of(anew), [head_of(record[:8]), head_of(record[:25])])
    assert found == Break(25, "The entry isn’t the one that was written down outside the database")


def test_a_record_sealed_with_another_key_is_found_at_its_first_entry():
    entries = written(range(3), key=ANOTHER_KEY)
    assert first_break(KEY, entries, head_of(entries)) == Break(1, "The entry has been altered")


def test_the_same_anchor_twice_is_one_and_a_false_one_is_found(record):
    anchors = [head_of(record[:20]), head_of(record[:20])]
    assert first_break(KEY, record, head_of(record), anchors) is None
    assert first_break(KEY, record, head_of(record), [replace(anchors[0], seal="f" * 64)]).number == 20
    assert first_break(KEY, record, head_of(record), [anchors[0], replace(anchors[0], seal="f" * 64)]).number == 20


def alter(chance, entries):
    at = chance.randrange(len(entries))
    name = chance.choice([*ALTERED, "follows", "seal"])
    setattr(entries[at], name, ALTERED.get(name, f"{chance.getrandbits(256):064x}"))
    return at + 1


def remove(chance, entries):
    at = chance.randrange(len(entries) - 1)
    del entries[at]
    return at + 1


def remove_and_renumber(chance, entries):
    at = remove(chance, entries)
    for number, entry in enumerate(entries, start=1):
        entry.number = number
    return at


def reorder(chance, entries):
    one, other = sorted(chance.sample(range(len(entries)), 2))
    entries[one], entries[other] = entries[other], entries[one]
    entries[one].number, entries[other].number = one + 1, other + 1
    return one + 1


def add(chance, entries):
    at = chance.randrange(len(entries))
    (foreign,) = written([1000], key=ANOTHER_KEY, follows=entries[at - 1].seal if at else NOTHING, first=at + 1)
    for entry in entries[at:]:
        entry.number += 1
    entries.insert(at, foreign)
    return at + 1


def cut(chance, entries):
    left = chance.randrange(LONG - 10)
    del entries[left:]
    return left + 1


def write_anew(chance, entries):
    at = chance.randrange(LONG - 10)
    tail = written(range(200, 200 + LONG - at), follows=entries[at - 1].seal if at else NOTHING, first=at + 1)
    entries[at:] = tail


@pytest.mark.parametrize("deed", [alter, remove, remove_and_renumber, reorder, add, cut, write_anew])
def test_every_one_of_a_thousand_random_tamperings_is_found(deed):
    """Whoever tampers sets the head to match, and holds even the key where they write anew; the last anchor, made
    ten entries before the end, is out of their reach."""
    chance = Random(f"tampering: {deed.__name__}")
    for _ in range(TAMPERINGS // 7 + 1):
        entries = written(range(LONG))
        anchors = [head_of(entries[:number]) for number in range(10, LONG - 5, 10)] + [head_of(entries[: LONG - 10])]
        anchors = list(dict.fromkeys(anchors))
        expected = deed(chance, entries)
        found = first_break(KEY, entries, head_of(entries), anchors)
        assert found is not None
        assert expected is None or found.number == expected

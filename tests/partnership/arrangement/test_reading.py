"""What a file may get wrong in its form, and what a hostile file is answered."""

import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.partnership.arrangement.sound import SOUND, spoilt, written
from threespires.partnership.arrangement.checking import read_and_check
from threespires.partnership.arrangement.facts import Arrangement
from threespires.partnership.arrangement.reading import LARGEST, read


def test_read_keeps_what_the_file_says():
    reading = read(SOUND.encode())
    assert reading.problems == ()
    assert [purpose.words for purpose in reading.arrangement.groups[0].purposes] == ["Lead.", "Decide."]
    assert str(reading.arrangement.agencies[2].starts) == "2022-07-01"


def test_read_forgives_windows_line_ends_and_a_byte_order_mark():
    reading = read(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    assert reading == read(SOUND.encode())


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\xff\xfe[\x00p\x00", "byte 1 is not UTF-8"),
        (b"x" * (LARGEST + 1), "the file has 1,000,001 bytes"),
        (b"a = ", "this is not TOML"),
        (b"a = 1\na = 2\n", "this is not TOML"),
        (b"a = 1" + b"0" * 5000, "this is not TOML"),
        (b"a = 2022-02-31", "this is not TOML"),
        (b"a = " + b"[" * 100_000, "the file nests brackets too deep"),
        (b"PK\x03\x04\x00\x00", "this is not TOML"),
        (b"", "the key “partnership” is missing"),
    ],
)
def test_read_answers_a_file_that_is_no_arrangement(content, found):
    reading = read_and_check(content)
    assert any(found in each.found for each in reading.problems)


def test_read_says_on_which_line_a_text_is_not_toml():
    assert read(b"a = 1\nb = = 2\n").problems[0].line == 2


@pytest.mark.parametrize(
    ("old", "new", "found", "expected"),
    [
        (
            'home_board = "home"',
            'hom_board = "home"',
            "the key “hom_board” is unknown",
            "“home_board”, perhaps",
        ),
        ('home_board = "home"', 'zzz = "home"', "the key “zzz” is unknown", "one of home_board"),
        ('home_board = "home"', "", "the key “home_board” is missing", "a short name"),
        (
            "quarters_from_month = 4",
            "quarters_from_month = 13",
            "“quarters_from_month” is 13",
            "from 1 to 12",
        ),
        (
            "quarters_from_month = 4",
            'quarters_from_month = "4"',
            "“quarters_from_month” is “4”",
            "a whole number",
        ),
        (
            "quarters_from_month = 4",
            "quarters_from_month = true",
            "“quarters_from_month” is true",
            "a whole number",
        ),
        ('key = "council"', 'key = "The Council"', "“key” is “The Council”", "small letters"),
        ('key = "council"', f'key = "{"c" * 61}"', "“key” is “ccc", "at most 60 long"),
        ('name = "Northmere Council"', 'name = ""', "“name” is “”", "words between quotation marks"),
        ('name = "Northmere Council"', "name = 7", "“name” is 7", "words between quotation marks"),
        ('name = "Northmere Council"', f'name = "{"n" * 201}"', "“name” is “nnn", "at most 200 letters"),
        ('name = "Northmere Council"', 'name = "a\\u0000b"', "“name” is “a", "words between quotation marks"),
        ('sector = "council"', 'sector = "parish"', "“sector” is “parish”", "council, health, police"),
        ("to = 2022-06-30", 'to = "2022-06-30"', "“to” is “2022-06-30”", "a day, as 2022-07-01"),
        ("to = 2022-06-30", "to = 2022-06-30T09:00:00", "“to” is 2022-06-30 09:00:00", "a day"),
        ("whole_time = 1.0", "whole_time = 1.5", "“whole_time” is 1.5", "a share above 0 and up to 1"),
        (
            'joint_with = ["next-door"]',
            'joint_with = "next-door"',
            "“joint_with” is “next-door”",
            "a list of",
        ),
        (
            'joint_with = ["next-door"]',
            'joint_with = ["next-door", "next-door"]',
            "“joint_with” is a list",
            "different short names",
        ),
        ('purposes = [{ words = "Do." }]', "purposes = []", "“purposes” is empty", "one at least"),
        ('purposes = [{ words = "Do." }]', 'purposes = ["Do."]', "it is “Do.”", "a table"),
        ('purposes = [{ words = "Do." }]', "purposes = 3", "“purposes” is 3", "a list of tables"),
        (
            'scale = { question = "How safe?", low = "Not", high = "Quite" }',
            "scale = 3",
            "“scale” is 3",
            "a table",
        ),
        (
            "times_a_year = 4, confirmed = true",
            'times_a_year = 4, confirmed = "yes"',
            "“confirmed” is “yes”",
            "true or",
        ),
        (
            "from = 2020-01-01\ncolumns",
            'from = 2020-01-01\ndrawn_from = ["gossip"]\ncolumns',
            "is a list",
            "audit, data",
        ),
    ],
)
def test_read_reports_what_is_misshapen_with_its_line(old, new, found, expected):
    reading = read(spoilt(old, new))
    line = 1 + SOUND[: SOUND.index(old)].count("\n")
    matching = [each for each in reading.problems if found in each.found and expected in each.expected]
    assert matching, [str(each) for each in reading.problems]
    assert abs(matching[0].line - line) <= 2 or "missing" in found


def test_read_reports_every_error_at_once():
    content = SOUND.replace("2022-06-30", '"soon"').replace('sector = "health"', "sector = 1").encode()
    assert len(read(content).problems) == 5


def _required(fact, table, path=()):
    """The path of every required key of a parsed file."""
    for named, _, rules in fact.declared():
        if rules["required"]:
            yield (*path, named)
        if rules["kind"] == "table" and named in table:
            yield from _required(rules["of"], table[named], (*path, named))
        if rules["kind"] == "tables":
            for number, each in enumerate(table.get(named, [])):
                yield from _required(rules["of"], each, (*path, named, number))


@pytest.mark.parametrize("path", list(_required(Arrangement, tomllib.loads(SOUND))), ids=str)
def test_read_reports_each_required_key_that_is_taken_out(path):
    data = tomllib.loads(SOUND)
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    content = "\n".join(f"{key} = {written(value)}" for key, value in data.items())
    assert [each.found for each in read(content.encode()).problems] == [f"the key “{path[-1]}” is missing"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    start=st.integers(0, len(SOUND)),
    length=st.integers(0, 200),
    put=st.text(alphabet="[]{}=\"'.,#\n\\ abc-_013é\x00", max_size=12),
)
@example(start=0, length=len(SOUND), put="")
def test_read_answers_any_spoilt_file_without_failing(start, length, put):
    reading = read_and_check((SOUND[:start] + put + SOUND[start + length :]).encode())
    assert all(each.found and each.expected and each.line >= 0 for each in reading.problems)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.binary(max_size=200))
def test_read_answers_any_bytes_without_failing(content):
    assert read_and_check(content).problems

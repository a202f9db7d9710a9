import pytest
from hypothesis import given
from hypothesis import strategies as st

from threespires.search.words import (
    LONGEST,
    MOST_WORDS,
    join_references,
    known_words,
    most_alike,
    read,
    references_in,
    say,
)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("neglect", [("neglect",)]),
        ("Neglect  neglect", [("neglect",)]),
        ("dental neglect", [("dental",), ("neglect",)]),
        ('"not brought" dental', [("not", "brought"), ("dental",)]),
        ('"not brought', [("not",), ("brought",)][1:]),
        ("the child", [("child",)]),
        ("the", [("the",)]),
        ("the who", [("the",), ("who",)]),
        ("children’s", [("children",)]),
        ("A-45", [("a45",)]),
        ("pr-12 neglect", [("pr12",), ("neglect",)]),
        ("16-17", [("16",), ("17",)]),
        ("", []),
        ('"', []),
        ('""', []),
        ("-:*()^", []),
    ],
)
def test_read_finds_words_and_phrases(typed, asked):
    assert read(typed) == asked


def test_read_stops_at_so_many_letters_and_words():
    assert read("x" * 10_000) == [("x" * LONGEST,)]
    assert len(read(" ".join(f"w{number}" for number in range(40)))) == MOST_WORDS


@given(st.text())
def test_read_gives_plain_words_whatever_is_typed(typed):
    for phrase in read(typed):
        for word in phrase:
            assert word.replace("_", "a").isalnum() or not word.isascii()


def test_say_repeats_what_was_asked():
    assert say([("not", "brought"), ("dental",)]) == '"not brought" dental'


def test_references_are_one_word_each():
    assert join_references("see A-45, then PR-2026") == "see a45, then pr2026"
    assert references_in("A-45", "after a-45 and L-3", "") == "a45 l3"


def test_known_words_are_those_worth_correcting():
    assert known_words("The Child’s GP, 2026", "neglect A-45 x" + "y" * 60) == {"child", "neglect"}


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("neglcet", {"neglect", "negative"}, "neglect"),
        ("hosue", {"house", "child"}, "house"),
        ("apointment", {"appointment", "point"}, "appointment"),
        ("visits", {"visit", "visitor"}, "visits"),
        ("zebra", {"neglect"}, ""),
        ("neglect", set(), ""),
        ("lawfull", {"lawful"}, "lawful"),
        ("lawfuls", {"lawful"}, "lawfuls"),
    ],
)
def test_most_alike_leads_a_typing_error_back(typed, known, meant):
    assert most_alike(typed, known) == meant

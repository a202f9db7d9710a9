import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures.reading import bounded, names
from threespires.pictures.letters import REGULAR, SEMI, clean, longest_word, width, wrap


@given(names, st.floats(40, 400), st.sampled_from([13.5, 15, 20]), st.sampled_from([REGULAR, SEMI]))
@bounded
def test_wrap_keeps_every_letter_and_fits(text, room, size, weight):
    lines = wrap(text, room, size, weight)
    assert all(width(line, size, weight) <= room for line in lines)
    letters = "".join(clean(text).split()).replace("-", "")
    assert "".join("".join(lines).split()).replace("-", "") == letters


def test_width_is_what_the_font_measures():
    # Summed by hand from the font: A 543, u 544, d 555, i 246, t 338.
    assert width("Audit", 10) == pytest.approx(22.26, abs=0.1)


def test_width_of_a_marked_letter_is_that_of_its_base():
    assert width("é", 10) == width("e", 10)


def test_width_of_an_unknown_letter_is_reckoned_wide():
    assert width("漢", 10) == 10


def test_wrap_never_begins_a_line_with_a_dot_or_star():
    for room in range(90, 200, 5):
        lines = wrap("Blocked since 12 February · no evidence *", room, 13.5)
        assert not any(line.startswith(("·", "*")) for line in lines)


def test_wrap_cuts_a_word_that_is_too_long_with_a_hyphen():
    lines = wrap("Interdisciplinarity", 60, 15, SEMI)
    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])


def test_wrap_of_nothing_is_no_lines():
    assert wrap(" \n ", 100, 15) == []


def test_longest_word_is_room_enough():
    room = longest_word("Multi-agency Safeguarding", 15, SEMI)
    assert "Safeguarding" in wrap("Multi-agency Safeguarding", room, 15, SEMI)


def test_clean_drops_what_xml_cannot_hold():
    assert clean("a\x00b\ud800 \n c￾") == "ab c"

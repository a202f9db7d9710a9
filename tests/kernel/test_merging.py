"""What two people wrote at once is made one text, and nothing of it is lost."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threespires.kernel.merging import merge, split

BEFORE = "Housing said so. The nurse asked for the numbers.\n\nThe chair asked whether it could be shared."


def test_each_writes_in_a_paragraph_of_their_own():
    mine = BEFORE.replace("numbers.", "numbers of February.")
    theirs = BEFORE + " The Police offered their agreement."
    made = merge(BEFORE, theirs, mine)
    assert made.text == mine + " The Police offered their agreement."
    assert not made.clashes


def test_both_write_at_the_end_and_type_on():
    """Whoever types on finds their next words beside their last ones."""
    alice, bob = BEFORE + " Alice says", BEFORE + " Bob sa"
    stands = merge(BEFORE, alice, bob).text
    assert stands == BEFORE + " Bob sa Alice says"
    stands = merge(alice, stands, alice + " no.").text
    stands = merge(bob, stands, BEFORE + " Bob says yes.").text
    assert stands == BEFORE + " Bob says yes. Alice says no."


def test_both_begin_an_empty_text():
    stands = merge("", "Alice", "Bob").text
    assert stands == "Bob\nAlice"
    assert merge("Alice", stands, "Alice said").text == "Bob\nAlice said"


def test_two_who_change_the_same_words_keep_both_and_are_told():
    made = merge("About thirty families", "About forty families", "About twenty families")
    assert made.text == "About twenty forty families"
    assert made.clashes


def test_what_one_changed_and_the_other_took_out_stays_and_is_told():
    made = merge("One. Two three. Four.", "One. Four.", "One. Two thirty three. Four.")
    assert made.text == "One. Two thirty three. Four."
    assert made.clashes


def test_both_did_the_same():
    for now in ("One two", "", "Three", "One and two"):
        made = merge("One two", now, now)
        assert (made.text, made.clashes) == (now, False)


def test_one_took_words_out_beside_those_that_the_other_put_in():
    made = merge("One two three", "One three", "One two three four")
    assert (made.text, made.clashes) == ("One three four", False)


@pytest.mark.slow
def test_a_long_text_of_one_word_is_merged_in_no_time():
    base = "word " * 4000
    made = merge(base, base + "theirs", f"mine {base}")
    assert "theirs" in made.text
    assert "mine" in made.text


# ------------------------------------------------------------------------------------- whatever is written

WORDS = st.lists(st.sampled_from(["a", "b", "c", "dd", "ee"]), max_size=12)
GAPS = st.sampled_from([" ", "\n", "\n\n", "  "])


@st.composite
def texts(draw):
    return "".join(word + draw(GAPS) for word in draw(WORDS)).strip()


def contains(words: list[str], run: list[str]) -> bool:
    return any(words[n : n + len(run)] == run for n in range(len(words) - len(run) + 1))


@given(texts(), texts())
def test_where_one_changed_nothing_the_others_words_stand(base, changed):
    assert merge(base, changed, base).text == changed
    assert merge(base, base, changed).text == changed
    assert merge(base, changed, changed).text == changed


@given(texts(), texts(), texts())
@settings(max_examples=400)
def test_no_word_that_either_wrote_is_lost(base, theirs, mine):
    before, after = Counter(base.split()), Counter(merge(base, theirs, mine).text.split())
    for wrote in (theirs, mine):
        for word, times in (Counter(wrote.split()) - before).items():
            assert after[word] >= times


@given(WORDS, st.data())
def test_what_each_wrote_anew_stands_as_they_wrote_it(words, data):
    """Each puts a run of new words somewhere: both runs stand whole, and all that stood before, in its order."""
    places = [data.draw(st.integers(0, len(words))) for _ in range(2)]
    runs = [["x1", "x2", "x3"], ["y1", "y2"]]
    theirs, mine = (" ".join([*words[:p], *run, *words[p:]]) for p, run in zip(places, runs, strict=True))
    made = merge(" ".join(words), theirs, mine)
    now = made.text.split()
    assert all(contains(now, run) for run in runs)
    assert [word for word in now if word not in {*runs[0], *runs[1]}] == words or made.clashes
    assert set(now) >= {*words}


@given(texts(), texts(), texts())
def test_it_is_the_same_words_whoever_is_first(base, theirs, mine):
    one, other = merge(base, theirs, mine), merge(base, mine, theirs)
    assert Counter(one.text.split()) == Counter(other.text.split())
    assert one.clashes == other.clashes


@given(texts())
def test_the_words_of_a_text_are_the_text(text):
    assert "".join(split(f" {text} ")) == f" {text} "

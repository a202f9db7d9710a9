"""What went out keeps its numbers; no two pages are called the same; letters tell nothing."""

from hypothesis import given
from hypothesis import strategies as st

from threespires.papers.numbering import Numbers, number_on

COUNTS = st.lists(st.tuples(st.integers(1, 300), st.booleans()), max_size=12)


def called(numbers: list[Numbers]) -> list[str]:
    return [f"{each.series}{n}" for each in numbers for n in range(each.first, each.last + 1)]


@given(st.lists(COUNTS, max_size=4))
def test_no_two_pages_are_called_the_same_however_many_supplements_come(editions):
    out: list[Numbers] = []
    for counts in editions:
        before = list(out)
        joined = number_on(out, counts)
        assert out == before
        assert [each.count for each in joined] == [count for count, _ in counts]
        out += joined
    assert len(called(out)) == len(set(called(out)))


@given(COUNTS, COUNTS)
def test_pages_for_everybody_are_numbered_on_without_a_gap(first, second):
    out = number_on([], first)
    out += number_on(out, second)
    plain = [name for name in called(out) if name.isdigit()]
    assert plain == [str(n) for n in range(1, len(plain) + 1)]


def test_pages_that_not_everybody_has_leave_no_gap_among_those_of_everybody():
    numbers = number_on([], [(3, True), (8, False), (2, True)])
    assert [each.first for each in numbers if not each.series] == [1, 4]
    assert [each.first for each in numbers if each.series] == [1]


def test_letters_come_in_no_order_and_are_used_once():
    numbers = number_on([], [(1, False)] * 300)
    letters = [each.series for each in numbers]
    assert len(set(letters)) == 300
    assert letters != sorted(letters)

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.pictures.reading import bounded
from threespires.pictures.layers import Extent, crossings, ordered, placed

EVEN = Extent(10, 30, 10)


def test_ordered_takes_out_a_crossing_that_needs_none():
    columns = [["a", "b"], ["c", "d"]]
    links = [("a", "d"), ("b", "c")]
    assert crossings(columns, links) == 1
    assert crossings(ordered(columns, links), links) == 0


def test_ordered_puts_what_has_no_links_at_the_foot():
    assert ordered([["alone", "a"], ["b"]], [("a", "b")])[0] == ["a", "alone"]


def test_placed_sets_a_parent_midway_between_its_two_children():
    y = placed(
        [["parent"], ["one", "two"]],
        [("parent", "one"), ("parent", "two")],
        dict.fromkeys(("parent", "one", "two"), EVEN),
    )
    assert y["parent"] == (y["one"] + y["two"]) / 2


def test_placed_runs_a_chain_straight():
    y = placed([["a"], ["b"], ["c"]], [("a", "b"), ("b", "c")], dict.fromkeys("abc", EVEN))
    assert len(set(y.values())) == 1


@given(st.lists(st.integers(0, 8), min_size=1, max_size=6), st.randoms(use_true_random=False))
@bounded
def test_placed_keeps_order_and_space(counts, chance):
    columns = [[(column, spot) for spot in range(count)] for column, count in enumerate(counts)]
    links = [
        (start, end) for left, right in pairwise(columns) for start in left for end in right if chance.random() < 0.3
    ]
    extents = {thing: Extent(8, chance.choice([8, 60, 200]), 12) for column in columns for thing in column}
    best = ordered(columns, links)
    y = placed(best, links, extents)
    assert crossings(best, links) <= crossings(columns, links)
    assert min((y[thing] - 8 for thing in y), default=0) >= -0.01
    for column in best:
        for high, low in pairwise(column):
            assert y[low] - extents[low].above >= y[high] + extents[high].below + 12 - 0.01

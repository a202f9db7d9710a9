from hypothesis import given
from hypothesis import strategies as st

from tests.pictures.reading import (
    SVG,
    assert_legible,
    bounded,
    lines,
    links,
    names,
    parse,
    traced,
    words,
    written,
)
from tests.pictures.samples import CONCERN_TO_CHANGE
from threespires.pictures import process
from threespires.pictures.drawing import GOLD
from threespires.pictures.process import Process, Step


def draw(told):
    return parse(process.draw(told, prefix="process"))


def test_draw_gives_six_steps_with_their_counts_and_links():
    root = draw(CONCERN_TO_CHANGE)
    assert_legible(root)
    assert list(links(root)) == [step.href for step in CONCERN_TO_CHANGE.steps]
    assert len(list(root.iter(f"{SVG}circle"))) == 6
    assert "61 actions: 4 late, 1 blocked" in words(root)
    assert "what we found is learning again" in words(root)


def test_draw_without_a_count_says_nothing_in_its_place():
    (named,) = links(draw(Process("Short", (Step("Learning", "We learned", "Anyone", href="/l"),)))).values()
    assert named == "We learned, 1. Learning, Anyone"


@given(st.lists(st.builds(Step, names, names, names, lines), min_size=1, max_size=8), names)
@bounded
def test_steps_of_any_length_keep_apart(steps, back):
    root = draw(Process("Any", tuple(steps), back))
    assert_legible(root)
    text = written(root)
    for x, y in traced(root, GOLD):
        assert not any(line.holds(x, y) for line in text)

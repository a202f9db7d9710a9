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
    size,
    traced,
    words,
    written,
)
from tests.pictures.samples import NOT_BROUGHT
from threespires.pictures import thread
from threespires.pictures.drawing import GOLD, LATE
from threespires.pictures.thread import SIX_STEPS, Column, Knot, State, Strand, Style, Thread


def draw(picture, **more):
    return parse(thread.draw(picture, prefix="thread", **more))


def assert_drawn(root, told):
    assert_legible(root)
    assert set(links(root)) == {knot.href for knot in told.knots if knot.href}
    assert len(list(root.iter(f"{SVG}circle"))) == len(told.knots)
    text = written(root)
    for x, y in traced(root, GOLD):
        assert not any(line.holds(x, y) for line in text), (x, y)


def test_draw_says_everything_and_is_legible():
    root = draw(NOT_BROUGHT)
    assert_drawn(root, NOT_BROUGHT)
    assert size(root)[0] == 1184
    said = words(root)
    assert "Share tenancy moves" in said
    assert "what we found is learning again" in said


def test_a_name_tells_the_state_of_its_knot():
    named = links(draw(NOT_BROUGHT))
    assert named["/thread/moves"] == "Share tenancy moves, Blocked since 12 February · no evidence, stopped"
    assert named["/thread/flag"].endswith(", done")
    assert named["/thread/forum"].endswith(", not yet done")


def test_where_you_are_is_written():
    told = Thread("One", (Knot("a", 2, "A priority", state=State.HERE),))
    assert "You are here" in words(draw(told))


def test_a_broken_strand_shows_two_strokes_and_a_dotted_one_dots():
    root = draw(NOT_BROUGHT)
    assert len([p for p in root.iter(f"{SVG}path") if p.get("stroke") == LATE]) == 2
    assert len([p for p in root.iter(f"{SVG}path") if p.get("stroke-dasharray")]) == 2


def test_new_learning_that_leads_nowhere_lies_below_everything():
    below = {line.text: line.top for line in written(draw(NOT_BROUGHT))}
    assert below["Not brought to the"] > max(below["Housing and MASH can"], below["what we found is learning again"])


def test_a_line_back_to_learning_that_leads_on_climbs_at_the_left():
    told = Thread(
        "Round",
        (Knot("a", 0, "Audit"), Knot("b", 5, "Test")),
        (Strand("a", "b"), Strand("b", "a")),
    )
    root = draw(told)
    assert_drawn(root, told)
    circle = next(root.iter(f"{SVG}circle"))
    assert min(x for x, _ in traced(root, GOLD)) < float(circle.get("cx")) - 9


def test_a_thread_of_one_knot_and_of_none_keep_their_headings():
    for knots in ((), (Knot("a", 3, "Alone"),)):
        root = draw(Thread("Short", knots))
        assert_legible(root)
        assert "Did it change?" in words(root)


def test_strands_to_unknown_knots_are_left_out():
    told = Thread("Gap", (Knot("a", 0, "Audit"),), (Strand("a", "gone"), Strand("gone", "a")))
    assert not traced(draw(told), GOLD)
    assert thread.rows(told)[0].rows[0].leads_to == ()


@st.composite
def threads(draw_, most=24):
    columns = draw_(st.just(SIX_STEPS) | st.just((Column("We did", "Actions"), Column("It changed", "Tests"))))
    knots = tuple(
        Knot(
            f"k{place}",
            draw_(st.integers(0, len(columns) - 1)),
            draw_(names),
            tuple(draw_(st.lists(lines, max_size=2))),
            draw_(st.sampled_from(list(State))),
            f"/k{place}",
        )
        for place in range(draw_(st.integers(1, most)))
    )
    keys = st.sampled_from([knot.key for knot in knots])
    forward = draw_(st.lists(st.tuples(keys, keys), max_size=most * 3 // 2))
    back = draw_(st.lists(st.tuples(keys, keys), max_size=3))
    column = {knot.key: knot.column for knot in knots}
    strands = [Strand(a, b, draw_(st.sampled_from(list(Style)))) for a, b in forward if column[a] < column[b]]
    return Thread("Any", knots, (*strands, *(Strand(a, b) for a, b in back if column[a] >= column[b])))


@given(threads())
@bounded
def test_a_thread_of_any_shape_keeps_lines_off_words(told):
    assert_drawn(draw(told), told)


def test_sixty_knots_are_drawn_apart():
    knots = tuple(
        Knot(f"k{i}", i % 6, f"A piece of work with a name, number {i}", ("3 March",), href=f"/{i}") for i in range(60)
    )
    strands = tuple(
        Strand(f"k{i}", f"k{i + step}") for i in range(54) for step in (1, 7) if i % 6 < 5 and i + step < 60
    )
    told = Thread("Sixty", knots, strands)
    assert_drawn(draw(told), told)


def test_rows_give_every_column_and_both_directions():
    steps = thread.rows(NOT_BROUGHT)
    assert [step.column.verb for step in steps] == [column.verb for column in SIX_STEPS]
    (enquiry,) = steps[1].rows
    assert [knot.key for knot in enquiry.comes_from] == ["audit", "words", "panel"]
    assert [knot.key for knot in enquiry.leads_to] == ["priority"]
    dentist = steps[0].rows[-1]
    assert [knot.key for knot in dentist.comes_from] == ["again"]

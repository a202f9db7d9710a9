import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures.reading import SVG, assert_legible, bounded, lines, links, names, parse, size, words
from tests.pictures.samples import COVENTRY, LONG, SALTMERE, chart_with
from threespires.pictures import structure
from threespires.pictures.structure import Kind, Node, Structure


def draw(chart, **more):
    return parse(structure.draw(chart, prefix="chart", **more))


def boxes(root):
    """The boxes that hold words: name to left, top, width and height."""
    return {
        link.get("aria-label").split(",")[0]: tuple(
            float(link.find(f"{SVG}rect").get(name)) for name in ("x", "y", "width", "height")
        )
        for link in root.iter(f"{SVG}a")
    }


@pytest.mark.parametrize("chart", [COVENTRY, SALTMERE])
def test_draw_says_everything_and_is_legible(chart):
    root = draw(chart)
    assert_legible(root)
    said = words(root)
    for node in chart.nodes:
        assert all(word in said for word in node.name.split())
        assert node.href in links(root) or not node.href


def test_draw_labels_the_lines_with_the_arrangements_words():
    said = words(draw(SALTMERE))
    assert "works through" in said
    assert "tasks work" not in said  # one leading group: nothing runs between two


def test_draw_marks_the_partner_that_is_wider_and_explains_the_star():
    said = words(draw(COVENTRY))
    assert "West Midlands Police *" in said
    assert "Coventry City Council *" not in said
    assert "* Covers an area larger than Coventry" in said


def test_draw_leaves_out_the_note_when_no_partner_is_wider():
    chart = Structure("Saltmere", SALTMERE.nodes, note="* Covers more")
    assert "Covers more" not in words(draw(chart))


def test_joint_group_and_shared_team_reach_over_the_edge_of_the_area():
    root = draw(COVENTRY)
    area = root.find(f"{SVG}rect")
    left, right = float(area.get("x")), float(area.get("x")) + float(area.get("width"))
    placed = boxes(root)
    x, _, wide, _ = placed["Policies and Procedures"]
    assert x < right < x + wide
    x, _, wide, _ = placed["Board team"]
    assert x < left < x + wide
    assert "WARWICKSHIRE" in words(root)


def test_chart_is_no_wider_or_higher_than_a_landscape_page_for_twelve_groups():
    wide, high = size(draw(chart_with(12)))
    assert wide / high > 277 / 190


@given(st.integers(1, 12), st.integers(0, 4), names, names)
@bounded
def test_any_number_of_sub_groups_keeps_apart(groups, joint, name, board):
    root = draw(chart_with(groups, min(joint, groups), name, (board,)))
    assert_legible(root)
    assert len(list(root.iter(f"{SVG}a"))) == groups + 4
    assert_apart(root)


@st.composite
def arrangements(draw_):
    """Charts of any shape: unknown parents, circles, several boards, no partners, deep trees."""
    keys = [f"n{place}" for place in range(draw_(st.integers(0, 14)))]
    nodes = tuple(
        Node(
            key,
            draw_(names),
            draw_(st.sampled_from(list(Kind))),
            draw_(lines),
            f"/{key}",
            draw_(st.sampled_from([*keys, "", "unknown"])),
            tuple(draw_(st.lists(names, max_size=2))),
            draw_(st.booleans()),
        )
        for key in keys
    )
    return Structure(draw_(names), nodes, note=draw_(lines))


@given(arrangements())
@bounded
def test_a_chart_of_any_shape_keeps_apart(chart):
    root = draw(chart)
    assert_legible(root)
    assert set(links(root)) == {node.href for node in chart.nodes}
    assert_apart(root)


def assert_apart(root):
    grounds = [rect for link in root.iter(f"{SVG}a") for rect in link.findall(f"{SVG}rect")]
    placed = [tuple(float(rect.get(name)) for name in ("x", "y", "width", "height")) for rect in grounds]
    for place, (x, y, wide, high) in enumerate(placed):
        for other_x, other_y, other_wide, other_high in placed[place + 1 :]:
            apart_across = x + wide <= other_x + 0.2 or other_x + other_wide <= x + 0.2
            assert apart_across or y + high <= other_y + 0.2 or other_y + other_high <= y + 0.2


def test_names_are_escaped():
    chart = Structure("A & B", (Node("x", '<b>"Quoted" & more</b>', Kind.SUB_GROUP, href='/x?a=1&b="2"'),))
    picture = str(structure.draw(chart, prefix="chart"))
    assert "<b>" not in picture
    assert links(parse(picture)) == {'/x?a=1&b="2"': '<b>"Quoted" & more</b>'}


def test_blue_is_the_partnerships_own():
    root = draw(COVENTRY, blue="#5a2a6e")
    fills = {element.get("fill") for element in root.iter()}
    assert "#5a2a6e" in fills
    assert "#1b4b82" not in fills


def test_download_has_a_white_ground_and_holds_every_line_to_its_length():
    root = draw(COVENTRY, download=True)
    assert root.find(f"{SVG}rect").get("fill") == "#fff"
    assert all(float(text.get("textLength")) > 0 for text in root.iter(f"{SVG}text"))


def test_a_long_name_is_broken_not_cut_off():
    root = draw(chart_with(7, name=LONG))
    assert_legible(root)
    assert "Collaborative" in words(root).replace("- ", "")


def test_rows_nest_groups_and_let_partners_and_teams_stand_alone():
    tops = structure.rows(COVENTRY)
    assert [branch.node.key for branch in tops] == ["council", "icb", "police", "executive", "team"]
    (implementation,) = tops[3].branches
    assert [branch.node.key for branch in implementation.branches] == [
        "reviews",
        "cdop",
        "workforce",
        "contextual",
        "mash",
        "early-help",
        "procedures",
        "forum",
    ]


@given(arrangements())
@bounded
def test_rows_hold_every_node_once(chart):
    def keys(branches):
        return [key for branch in branches for key in (branch.node.key, *keys(branch.branches))]

    assert sorted(keys(structure.rows(chart))) == sorted(node.key for node in chart.nodes)

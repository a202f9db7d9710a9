from hypothesis import given
from hypothesis import strategies as st

from tests.pictures.reading import SVG, assert_legible, bounded, links, names, parse, words
from threespires.pictures import balance
from threespires.pictures.balance import Level

LEVELS = (
    Level("Universal", 3),
    Level("Early help", 0),
    Level("Multi-agency early help", 14, "/early-help", signal=True),
    Level("Statutory intervention", 6),
)


def draw(levels, **more):
    return parse(balance.draw("Balance of levels", levels, prefix="b", **more))


def bars(root):
    return [float(rect.get("width")) for rect in root.findall(f"{SVG}rect") if rect.get("fill") != "none"]


def test_draw_gives_each_level_its_name_number_and_bar():
    root = draw(LEVELS)
    assert_legible(root)
    assert words(root) == "Universal 3 Early help 0 Multi-agency early help 14 Statutory intervention 6"
    three, fourteen, six = bars(root)
    assert abs(fourteen / three - 14 / 3) < 0.01
    assert abs(six / three - 2) < 0.01
    assert links(root) == {"/early-help": "Multi-agency early help, 14"}


def test_only_the_signal_is_blue():
    blue = [rect for rect in draw(LEVELS).findall(f"{SVG}rect") if rect.get("fill") == "#1b4b82"]
    assert len(blue) == 1


def test_draw_with_nothing_at_any_level_has_no_bars():
    root = draw([Level("Universal", 0), Level("Statutory", 0)])
    assert_legible(root)
    assert bars(root) == []


@given(st.lists(st.builds(Level, names, st.integers(0, 100_000)), max_size=8))
@bounded
def test_names_of_any_length_keep_apart(levels):
    assert_legible(draw(levels))

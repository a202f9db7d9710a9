import pytest

from tests.pictures.reading import SVG, assert_legible, parse
from threespires.pictures import bar
from threespires.pictures.drawing import BLUE, INK, LATE, REST


def rects(picture):
    root = parse(picture)
    assert_legible(root)
    return [(rect.get("fill"), float(rect.get("width"))) for rect in root.iter(f"{SVG}rect")]


def test_progress_is_named_by_its_words():
    assert parse(bar.progress(2, 4, "2 of 4", prefix="p")).find(f"{SVG}title").text == "2 of 4"


@pytest.mark.parametrize(("done", "total", "filled"), [(2, 4, 60), (4, 4, 120), (5, 4, 120)])
def test_progress_fills_its_share(done, total, filled):
    assert rects(bar.progress(done, total, "so far", prefix="p"))[1] == (BLUE, filled)


@pytest.mark.parametrize(("done", "total"), [(0, 3), (0, 0)])
def test_progress_with_nothing_done_is_an_empty_bar(done, total):
    assert len(rects(bar.progress(done, total, "none", prefix="p"))) == 1


def test_clock_in_time_stops_short_of_its_tick():
    _, used, tick = rects(bar.clock(9, 15, "Day 9 of 15", prefix="c"))
    assert used == (BLUE, 66)
    assert tick[0] == INK


def test_clock_on_its_last_day_is_not_yet_over():
    assert rects(bar.clock(15, 15, "Due today", prefix="c"))[1] == (BLUE, 110)


def test_clock_that_has_run_over_is_red_past_its_tick():
    assert rects(bar.clock(8, 7, "1 day over", prefix="c"))[1] == (LATE, 118)


def test_days_gives_each_day_a_block():
    colours = [colour for colour, _ in rects(bar.days(9, 15, "Day 9 of 15", prefix="d"))]
    assert colours == [BLUE] * 9 + [REST] * 6


def test_days_today_is_taller_than_the_rest():
    heights = [float(rect.get("height")) for rect in parse(bar.days(3, 5, "Day 3", prefix="d")).iter(f"{SVG}rect")]
    assert heights.index(max(heights)) == 2
    assert heights.count(max(heights)) == 1


def test_days_over_the_limit_are_red_after_a_tick():
    colours = [colour for colour, _ in rects(bar.days(18, 15, "3 days over", prefix="d"))]
    assert colours == [BLUE] * 15 + [LATE] * 3 + [INK]


def test_days_too_many_to_count_become_a_clock():
    assert bar.days(50, 130, "Day 50", prefix="d") == bar.clock(50, 130, "Day 50", prefix="d")

from datetime import date

import pytest

from tests.pictures.reading import SVG, assert_legible, parse, words, written
from threespires.pictures import scale
from threespires.pictures.scale import Score

DAYS = (date(2025, 10, 16), date(2025, 12, 11), date(2026, 2, 24))


def draw(*scores):
    return parse(scale.draw("Housing", [Score(*pair) for pair in zip(DAYS, scores, strict=False)], prefix="s"))


def circles(root):
    return [float(circle.get("cx")) for circle in root.iter(f"{SVG}circle")]


def test_draw_runs_from_the_first_to_the_latest_with_points_between():
    root = draw(4, 5, 6)
    assert_legible(root)
    assert words(root) == "6"
    between, first, latest = circles(root)
    assert first < between < latest


def test_draw_shows_a_fall_to_the_left_of_where_it_began():
    first, latest = circles(draw(4, 4, 3))
    assert latest < first


def test_draw_takes_scores_in_the_order_of_their_dates():
    told = [Score(DAYS[2], 8), Score(DAYS[0], 2)]
    assert words(parse(scale.draw("Schools", told, prefix="s"))) == "8"


def test_draw_tells_every_score_and_date_in_words():
    description = draw(4, 5).find(f"{SVG}desc").text
    assert description == "4 on 16 October 2025; 5 on 11 December 2025."


def test_draw_without_a_score_is_an_empty_track():
    root = draw()
    assert_legible(root)
    assert not circles(root)
    assert root.find(f"{SVG}desc").text == "No score yet."


@pytest.mark.parametrize("mark", [0, 5, 10])
def test_axis_stands_over_the_tracks(mark):
    head = {line.text: (line.left + line.right) / 2 for line in written(parse(scale.axis(prefix="a")))}
    assert head[str(mark)] == pytest.approx(circles(draw(mark))[-1], abs=0.5)

from datetime import date

import pytest

from threespires.home.owing import (
    Owing,
    decision_rows,
    last_day_of_week,
    owing,
    rows,
    say_at_once,
    say_how_much,
    say_near_date,
    say_short_date,
)
from threespires.kernel import plates
from threespires.kernel.plates import Owed

TUESDAY = date(2026, 3, 3)


@pytest.fixture
def offered(monkeypatch):
    """Lets the test say what the rooms offer."""
    kept = {"owed": [], "decisions": []}
    monkeypatch.setattr(plates, "gathered", lambda name: [lambda person, today: list(kept.get(name, []))])
    return kept


def thing(title, due=None, **facts):
    return Owed(title, "/somewhere/", due=due, **facts)


@pytest.mark.parametrize(
    ("late", "this_week", "said"),
    [
        (2, 5, "Two things are late. Five are due this week."),
        (1, 1, "One thing is late. One is due this week."),
        (0, 0, "Nothing is late. Nothing is due this week."),
        (0, 1, "Nothing is late. One thing is due this week."),
        (0, 5, "Nothing is late. Five things are due this week."),
        (1, 0, "One thing is late. Nothing is due this week."),
        (10, 10, "Ten things are late. Ten are due this week."),
        (11, 12, "11 things are late. 12 are due this week."),
        (1234, 0, "1,234 things are late. Nothing is due this week."),
    ],
)
def test_say_how_much_counts_in_words_to_ten(late, this_week, said):
    assert say_how_much(late, this_week) == said


@pytest.mark.parametrize(
    ("day", "sunday"),
    [(date(2026, 3, 2), 8), (TUESDAY, 8), (date(2026, 3, 8), 8), (date(2026, 3, 9), 15)],
)
def test_the_week_ends_on_sunday(day, sunday):
    assert last_day_of_week(day) == date(2026, 3, sunday)


def test_dates_are_said_as_near_as_they_are():
    assert say_short_date(date(2026, 2, 26), TUESDAY) == "26 February"
    assert say_short_date(date(2025, 12, 30), TUESDAY) == "30 December 2025"
    assert say_near_date(TUESDAY, TUESDAY) == "Today"
    assert say_near_date(date(2026, 3, 4), TUESDAY) == "Wednesday 4"


@pytest.mark.parametrize(
    ("due", "group"),
    [
        (date(2026, 3, 2), "Late"),
        (TUESDAY, "This week"),
        (date(2026, 3, 8), "This week"),
        (date(2026, 3, 9), "After that"),
        (None, "After that"),
    ],
)
def test_what_is_owed_stands_where_its_day_puts_it(offered, due, group):
    offered["owed"] = [thing("Something", due)]
    [found] = rows(owing(None, TUESDAY))
    assert (found["title"], found["tone"]) == (group, "late" if group == "Late" else "neutral")


def test_the_soonest_stand_first_and_those_without_a_day_last(offered):
    days = [None, date(2026, 4, 1), date(2026, 2, 1), TUESDAY]
    offered["owed"] = [thing(str(day), day) for day in days]
    assert [owed.due for owed in owing(None, TUESDAY).everything] == [days[2], TUESDAY, days[1], None]


def test_only_the_first_few_are_shown_but_all_are_counted(offered):
    offered["owed"] = [thing(f"Late {n}", date(2026, 3, 1)) for n in range(6)] + [
        thing(f"Later {n}", date(2026, 5, 1)) for n in range(8)
    ]
    mine = owing(None, TUESDAY)
    shown = rows(mine, 9)
    assert [(group["title"], len(group["rows"])) for group in shown] == [("Late", 6), ("After that", 3)]
    assert (len(mine.everything), mine.sentence[:19]) == (14, "Six things are late")
    assert sum(len(group["rows"]) for group in rows(mine)) == 14


def test_a_row_says_when_and_how_late(offered):
    offered["owed"] = [thing("Minutes", date(2026, 2, 26), detail="Corrections are in"), thing("Vision")]
    late, after = rows(owing(None, TUESDAY))
    assert late["rows"] == [
        {
            "when": "26 February",
            "late_words": "5 days late",
            "title": "Minutes",
            "href": "/somewhere/",
            "detail": "Corrections are in",
        }
    ]
    assert (after["rows"][0]["when"], after["rows"][0]["late_words"]) == ("No date", "")


def test_the_latest_to_wait_for_a_decision_stand_first(offered):
    offered["decisions"] = [thing("Old", since=date(2026, 2, 1)), thing("Undated"), thing("New", since=TUESDAY)]
    found = decision_rows(owing(None, TUESDAY))
    assert [(row["title"], row["aside"]) for row in found] == [
        ("New", "since 3 March"),
        ("Old", "since 1 February"),
        ("Undated", ""),
    ]


@pytest.mark.parametrize(
    ("late", "waiting", "said"),
    [
        (0, 1, "One thing waits for your decision. Nothing is late."),
        (0, 9, "Nine things wait for your decision. Nothing is late."),
        (1, 9, "One thing is late. Nothing is due this week."),
        (0, 0, "Nothing is late. Nothing is due this week."),
    ],
)
def test_heading_says_what_waits_where_nothing_is_owed(late, waiting, said):
    owed = [Owed("A thing", "/")]
    assert Owing(date(2026, 3, 3), owed * late, [], [], owed * waiting).sentence == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((1, 0, 0), "One thing is to be dealt with at once."),
        ((2, 1, 0), "Two things are to be dealt with at once. One more is late."),
        ((1, 2, 5), "One thing is to be dealt with at once. Two more are late. Five are due this week."),
        ((1, 0, 1), "One thing is to be dealt with at once. One is due this week."),
    ],
)
def test_say_at_once_begins_with_what_can_not_wait(counts, said):
    assert say_at_once(*counts) == said


def test_what_is_owed_at_once_stands_before_what_is_later_than_it(offered):
    offered["owed"] = [thing("Old", date(2026, 1, 5)), thing("At once", TUESDAY, at_once=True)]
    mine = owing(None, TUESDAY)
    assert [each.title for each in mine.everything] == ["At once", "Old"]
    assert mine.sentence.startswith("One thing is to be dealt with at once. One more is late.")
    assert [group["title"] for group in rows(mine)] == ["At once", "Late"]

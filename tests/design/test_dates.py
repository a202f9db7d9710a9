from datetime import date

import pytest

from threespires.design.dates import NoDate, Typed, read_date, read_words


@pytest.mark.parametrize(
    "words", ["27 3 2026", "27/03/2026", "27 March 2026", "27 mar 2026", "2026-03-27", "27.3.2026"]
)
def test_reads_a_day_however_it_is_written(words):
    assert read_date(read_words(words)) == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("typed", "wrong", "parts"),
    [
        (Typed("6", "3", ""), "must include a year", ("year",)),
        (Typed("", "", "2026"), "must include a day and month", ("day", "month")),
        (Typed("6", "3", "26"), "must have a year of 4 numbers", ("year",)),
        (Typed("30", "2", "2026"), "must be a real date", ()),
        (Typed("six", "3", "2026"), "must be a real date, like 27 March 2026", ("day",)),
        (Typed("soon", "", ""), "must be a real date, like 27 March 2026", ("day",)),
        (Typed("6", "13", "2026"), "must be a real date", ("month",)),
        (Typed("6", "Ma", "2026"), "must be a real date", ("month",)),
        (Typed("6", "Smarch", "2026"), "must be a real date", ("month",)),
        (Typed("٦", "²", "2026"), "must be a real date", ("month",)),
    ],
)
def test_says_what_is_wrong_with_a_day(typed, wrong, parts):
    with pytest.raises(NoDate, match=wrong) as refused:
        read_date(typed)
    assert refused.value.parts == parts


def test_counts_nothing_typed_as_no_day():
    assert not read_words("  ")
    assert not Typed()
    assert Typed(year="2026")


def test_writes_a_day_back_in_its_parts():
    assert Typed.of(date(2026, 3, 6)) == ("6", "3", "2026")

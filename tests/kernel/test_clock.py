from datetime import UTC, date, datetime, timedelta

import pytest

from threespires.kernel import clock

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def test_a_demonstration_of_another_day_runs_behind(settings):
    assert clock.now() == NOON
    settings.CLOCK_SET_BACK = 2 * DAY
    assert clock.now() == NOON - 2 * DAY
    assert clock.today() == date(2026, 3, 3)


def test_within_a_block_it_is_the_moment_told_and_after_it_what_it_was(settings):
    settings.CLOCK_SET_BACK = 2 * DAY
    with clock.at(NOON + DAY):
        with clock.at(NOON + 9 * DAY):
            assert clock.now() == NOON + 9 * DAY
        assert clock.now() == NOON + DAY
    assert clock.now() == NOON - 2 * DAY


def test_today_is_the_local_day():
    with clock.at(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 7, 1)


def test_pages_show_today_or_the_day_asked_for_and_after_it_what_they_showed():
    with clock.viewing(date(2025, 1, 1)):
        assert clock.viewed_day() == date(2025, 1, 1)
        assert clock.today() == date(2026, 3, 5)
        with clock.viewing(None):
            assert clock.viewed_day() == date(2026, 3, 5)
        assert clock.viewed_day() == date(2025, 1, 1)
    assert clock.viewed_day() == date(2026, 3, 5)

from datetime import UTC, datetime, timedelta

import pytest

from tests import make
from threespires.home.looking import A_VISIT, last_looked, say_when
from threespires.kernel import clock

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 16, 52, tzinfo=UTC)


def look(person, moment):
    person.refresh_from_db()
    with clock.at(moment):
        return last_looked(person)


def test_the_first_look_has_none_before_it():
    person = make.person()
    assert look(person, MONDAY) is None
    person.refresh_from_db()
    assert person.looked_at == MONDAY


def test_looking_again_within_half_an_hour_is_the_same_visit():
    person = make.person()
    look(person, MONDAY)
    assert look(person, MONDAY + timedelta(days=1)) == MONDAY
    assert look(person, MONDAY + timedelta(days=1) + A_VISIT) == MONDAY
    after = MONDAY + timedelta(days=1, seconds=1) + A_VISIT
    assert look(person, after) == MONDAY + timedelta(days=1)


def test_looking_again_in_the_same_visit_writes_nothing(django_assert_num_queries):
    person = make.person()
    look(person, MONDAY)
    with clock.at(MONDAY + timedelta(minutes=1)), django_assert_num_queries(0):
        last_looked(person)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 3, 3, 8, 5, tzinfo=UTC), "Today, 8:05am"),
        (MONDAY, "Yesterday, 4:52pm"),
        (datetime(2026, 3, 1, 12, tzinfo=UTC), "Sunday 1 March, noon"),
        (datetime(2025, 12, 30, 12, tzinfo=UTC), "Tuesday 30 December 2025, noon"),
    ],
)
def test_say_when_names_near_days(moment, said):
    with clock.at(datetime(2026, 3, 3, 9, tzinfo=UTC)):
        assert say_when(moment) == said

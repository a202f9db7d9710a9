"""What the clock tells people of their seats and posts."""

from datetime import timedelta

import pytest
from django.core import mail

from tests import make
from threespires.accounts.operations import set_password
from threespires.kernel import clock
from threespires.kernel.clock import now, today
from threespires.partnership.models import PostHolding, Seat
from threespires.partnership.reminders import tell_who_left

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    made = make.partnership()
    for person in made.people.values():
        set_password(person, password="three unlikely spires")
    return made


def end(person, *, days_ago=1):
    """All that the person held ended so long ago."""
    last = today() - timedelta(days=days_ago)
    Seat.objects.filter(person=person).update(ends=last)
    PostHolding.objects.filter(person=person).update(ends=last)


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """To whom letters went when the clock called."""

    def call():
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            tell_who_left()
        return [letter.to[0] for letter in mail.outbox]

    return call


def test_whoever_holds_nothing_any_more_is_told_once(p, told):
    end(p.housing_officer)
    assert told() == [p.housing_officer.email]
    assert "its rooms are closed to you" in mail.outbox[0].body
    assert told() == []


def test_whoever_still_holds_something_is_told_nothing(p, told):
    Seat.objects.filter(person=p.quality).update(ends=today() - timedelta(days=1))
    assert PostHolding.objects.now().filter(person=p.quality).exists()
    assert told() == []


def test_whoever_is_told_sits_again_and_leaves_again_is_told_again(p, told):
    end(p.housing_officer)
    told()
    with clock.at(now() + timedelta(days=40)):
        Seat.objects.filter(person=p.housing_officer).update(ends=today() - timedelta(days=2))
        assert told() == [p.housing_officer.email]


def test_nobody_is_told_late_nor_who_cannot_sign_in_nor_who_held_nothing(p, told):
    end(p.housing_officer, days_ago=15)
    end(p.schools_officer)
    p.schools_officer.is_active = False
    p.schools_officer.save()
    assert told() == []


def test_a_day_on_which_the_clock_stood_is_made_up_for(p, told):
    end(p.housing_officer, days_ago=5)
    assert told() == [p.housing_officer.email]


def test_the_last_day_is_still_a_day(p, told):
    end(p.housing_officer, days_ago=0)
    assert told() == []

"""What holds from a day to a day, what has a reference, and what history keeps of a thing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests import make
from tests.make.thread import learning
from threespires.kernel.models import facts_of, held_on
from threespires.partnership.models import Agency, Post, Seat
from threespires.thread.learning.models import Learning

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("starts", "ends", "held"),
    [
        (None, None, True),
        (TODAY, None, True),
        (TODAY + DAY, None, False),
        (None, TODAY, True),
        (None, TODAY - DAY, False),
        (TODAY, TODAY, True),
        (TODAY - DAY, TODAY + DAY, True),
        (TODAY - 9 * DAY, TODAY - DAY, False),
        (TODAY + DAY, TODAY + 9 * DAY, False),
    ],
)
def test_first_and_last_day_are_included_asked_of_one_of_a_list_and_through_another(clock_at, starts, ends, held):
    clock_at(TODAY)
    p = make.partnership()
    agency = Agency.objects.create(key="dated", name="Dated", starts=starts, ends=ends)
    Seat.objects.create(group=p.forum, person=p.outsider, agency=agency)
    assert agency.held(TODAY) is held
    assert Agency.objects.on(TODAY).filter(key="dated").exists() is held
    assert Agency.objects.now().filter(key="dated").exists() is held
    assert Seat.objects.filter(held_on(TODAY, "agency__"), person=p.outsider).exists() is held


def test_references_are_counted_on_from_the_highest_number():
    assert Learning.next_ref() == "L-1"
    p = make.partnership()
    refs = ["L-10", "L-9", "LX-99"]
    for ref in refs:
        Learning.objects.filter(pk=learning(p).pk).update(ref=ref)
    assert Learning.next_ref() == "L-11"


def test_history_keeps_plain_values_and_leaves_out_what_a_thing_says_it_should():
    team = make.partnership().team
    post = Post(key="trainer", name="Trainer", team=team, starts=TODAY, whole_time=Decimal("0.50"))
    facts = facts_of(post)
    assert facts["name"] == "Trainer"
    assert facts["order"] == 0
    assert facts["team"] == team.pk
    assert facts["starts"] == "2026-03-05"
    assert facts["whole_time"] == "0.50"
    assert facts["ends"] is None
    person = facts_of(make.person("Somebody"))
    assert person["name"] == "Somebody"
    assert not {"password", "last_login"} & set(person)


def test_history_keeps_what_several_related_things_are_called():
    p = make.partnership()
    shared = learning(p, by=p.quality, audience="groups", groups=[p.implementation, p.early_help], themes=["Health"])
    assert facts_of(shared)["groups"] == sorted(map(str, (p.implementation, p.early_help)))
    assert facts_of(shared)["themes"] == ["Health"]
    assert facts_of(make.statement(p, cites=[shared]))["cites"] == [shared.ref]
    assert facts_of(Learning())["groups"] == []

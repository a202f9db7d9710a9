"""A round of updates: whom it asks, what answers it, whom it asks again."""

from datetime import date, timedelta

import pytest

from tests import make
from threespires.kernel.verdict import Refused
from threespires.thread.actions import operations
from threespires.thread.actions.models import Action

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 10)


def test_ask_round_asks_each_agency_of_a_joint_action(p):
    work = make.work(p)
    asked = make.update_round(p, [make.action(p, work=work), make.joint_action(p, work=work)])
    assert sorted(answer.about.owner.name for answer in asked.answers.all()) == [
        "Health officer",
        "Housing officer",
        "Housing officer",
        "Schools officer",
    ]


def test_update_answers_every_round_that_waits_for_it(p):
    action = make.action(p, "in_progress")
    rounds = [make.update_round(p, [action]) for _ in range(2)]
    written = operations.update(action, by=p.housing_officer, text="On its way.")
    assert {asked.answers.get().update for asked in rounds} == {written}


def test_update_of_a_part_answers_for_that_part_alone(p):
    action = make.joint_action(p, "in_progress")
    asked = make.update_round(p, [action])
    part = action.parts.get(agency=p.schools)
    operations.update(action, part=part, by=p.schools_officer, text="On its way.")
    assert asked.answers.unanswered().count() == 2
    assert not asked.answers.owed_by(p.schools_officer).exists()


def test_update_of_the_whole_does_not_answer_for_the_agencies(p):
    action = make.joint_action(p, "in_progress")
    asked = make.update_round(p, [action])
    operations.update(action, by=p.health_officer, text="All well.")
    assert asked.answers.unanswered().count() == 3


def test_later_update_leaves_the_answer_that_was_given(p):
    action = make.action(p, "in_progress")
    asked = make.update_round(p, [action])
    first = operations.update(action, by=p.housing_officer, text="First.")
    operations.update(action, by=p.housing_officer, text="Second.")
    assert asked.answers.get().update == first


def test_finished_action_owes_no_answer(p):
    action = make.action(p, "in_progress")
    asked = make.update_round(p, [action])
    operations.withdraw(action, by=p.manager, because="No longer.")
    assert not asked.answers.unanswered().exists()


def test_ask_round_of_nothing_or_of_a_finished_action_is_refused(p):
    with pytest.raises(Refused, match="no action"):
        make.update_round(p, [])
    with pytest.raises(Refused, match="accepted"):
        make.update_round(p, [make.action(p, "accepted")])


def test_chase_gives_a_later_day_and_is_refused_once_all_have_answered(p):
    action = make.action(p, "in_progress")
    asked = make.update_round(p, [action])
    operations.chase(asked, by=p.manager, due_on=TODAY + timedelta(days=20))
    assert (asked.chased_on, asked.due_on) == (TODAY, date(2026, 3, 2))
    operations.update(action, by=p.housing_officer, text="Here.")
    with pytest.raises(Refused, match="Everyone has answered"):
        operations.chase(asked, by=p.manager)


def test_ask_round_takes_as_many_statements_however_many_it_asks(p, django_assert_num_queries):
    work = make.work(p)
    for count in (1, 12):
        for _ in range(count):
            make.action(p, work=work)
            make.joint_action(p, work=work)
        asked = Action.objects.filter(pk__in=Action.objects.order_by("-pk").values("pk")[: 2 * count])
        make.update_round(p, asked[:1])
        with django_assert_num_queries(11):
            made = make.update_round(p, asked)
        assert made.answers.count() == 4 * count

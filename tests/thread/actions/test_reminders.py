"""What the clock lets rise, and when: the arrangement's period here is 14 days."""

from datetime import date, timedelta

import pytest

from tests import make
from threespires.partnership.models import Term
from threespires.thread.actions import operations
from threespires.thread.actions.models import Action, Escalation
from threespires.thread.actions.reminders import rise_overdue

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 10)
DUE = date(2026, 2, 20)


@pytest.fixture
def late(p):
    return make.action(p, "in_progress", due_on=DUE)


def rises_on(clock_at, day):
    clock_at(day)
    return rise_overdue()


@pytest.mark.parametrize(("days", "rises"), [(0, 0), (1, 0), (14, 0), (15, 1), (40, 1)])
def test_late_rises_once_it_is_beyond_the_period(late, clock_at, days, rises):
    assert rises_on(clock_at, DUE + timedelta(days=days)) == rises


def test_late_rises_by_itself_with_the_reason(late, p, clock_at):
    rises_on(clock_at, date(2026, 3, 7))
    escalation = Escalation.objects.get()
    assert (escalation.to_group, escalation.raised_by, escalation.raised_on) == (p.executive, None, date(2026, 3, 7))
    assert escalation.reason == "Due on 20 February 2026 and not done."


@pytest.mark.parametrize(("days", "rises"), [(14, 0), (15, 1)])
def test_blocked_rises_once_it_is_beyond_the_period(p, clock_at, days, rises):
    make.action(p, "blocked", due_on=date(2027, 1, 1))
    assert rises_on(clock_at, TODAY + timedelta(days=days)) == rises
    if rises:
        assert Escalation.objects.get().reason == "Blocked since 10 February 2026: No lawful basis agreed."


def test_rises_once_while_an_answer_is_awaited(late, clock_at):
    assert rises_on(clock_at, date(2026, 3, 7)) == 1
    assert rises_on(clock_at, date(2026, 3, 7)) == 0
    assert rises_on(clock_at, date(2026, 9, 1)) == 0


def test_rises_again_only_when_the_period_has_run_again_since_the_answer(late, p, clock_at):
    rises_on(clock_at, date(2026, 3, 7))
    clock_at(date(2026, 3, 20))
    operations.answer(Escalation.objects.get(), by=p.scrutineer, answer="By the end of March.")
    assert rises_on(clock_at, date(2026, 4, 3)) == 0
    assert rises_on(clock_at, date(2026, 4, 4)) == 1


@pytest.mark.parametrize("status", ["proposed", "accepted", "withdrawn"])
def test_what_is_no_longer_with_its_owner_does_not_rise(p, clock_at, status):
    make.action(p, status, due_on=DUE)
    assert rises_on(clock_at, date(2026, 5, 1)) == 0


def test_late_part_lets_the_whole_rise_naming_the_agency(p, clock_at):
    action = make.joint_action(p, "in_progress", due_on=date(2027, 1, 1))
    action.parts.exclude(agency=p.schools).update(due_on=date(2027, 1, 1))
    assert rises_on(clock_at, make.soon(20) + timedelta(days=15)) == 1
    assert Escalation.objects.get().reason.startswith("Schools (primary): due on 2 March 2026 and not done.")


def test_part_that_is_complete_does_not_let_the_whole_rise(p, clock_at):
    action = make.joint_action(p, "in_progress", due_on=date(2027, 1, 1))
    for part in action.parts.all():
        operations.update(action, part=part, by=part.owner, text="Done.", status="proposed")
    assert rises_on(clock_at, date(2026, 8, 1)) == 0


def test_period_is_the_groups_own(late, p, clock_at):
    Term.objects.filter(group=p.implementation, name="escalation_days").update(value=30)
    assert rises_on(clock_at, date(2026, 3, 7)) == 0
    assert rises_on(clock_at, DUE + timedelta(days=31)) == 1


def test_without_a_period_or_a_group_above_nothing_rises(late, p, clock_at):
    Term.objects.filter(group=p.implementation, name="escalation_days").delete()
    assert rises_on(clock_at, date(2027, 1, 1)) == 0
    Term.objects.create(group=p.implementation, name="escalation_days", value=14)
    Action.objects.update(group=p.executive)
    assert rise_overdue() == 0


def test_every_action_beyond_the_period_rises_at_once(p, clock_at):
    work = make.work(p)
    for _ in range(3):
        make.action(p, "in_progress", work=work, due_on=DUE)
    make.action(p, "in_progress", work=work, due_on=date(2026, 12, 1))
    assert rises_on(clock_at, date(2026, 4, 1)) == 3


def test_statements_grow_only_with_what_rises(p, clock_at, django_assert_num_queries):
    work = make.work(p)
    for _ in range(4):
        make.action(p, "in_progress", work=work, due_on=date(2026, 12, 1))
    clock_at(date(2026, 4, 1))
    with django_assert_num_queries(3):
        rise_overdue()

"""A test of effect is planned, and reported. What it found is learning: the thread closes."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.clock import today
from threespires.kernel.locks import lock, save
from threespires.kernel.numbers import create_numbered
from threespires.kernel.verdict import Refused, require
from threespires.partnership.models import Agency, Group
from threespires.search.indexing import index
from threespires.thread.actions.lifecycle import TEST
from threespires.thread.actions.models import Action, TestOfEffect
from threespires.thread.actions.permissions import may_plan_test, may_report_test, may_withdraw_test
from threespires.thread.learning.models import Learning
from threespires.thread.learning.operations import learn
from threespires.thread.priorities.models import Priority


@transaction.atomic
def plan_test(
    *,
    by: Person,
    title: str,
    method: str,
    how_known: str,
    priority: Priority,
    actions: Iterable[Action],
    due_on: date,
    tester: Person,
    group: Group | None = None,
    agency: Agency | None = None,
) -> TestOfEffect:
    """Plans how it will be known whether practice changed, when and by whom.

    Args:
        actions: those of the priority whose effect is tested; none when the priority as a whole is.
        group, agency: for whom the tester tests.
    """
    verdict = require(may_plan_test(by, priority))
    actions = list(actions)
    if any(action.work.priority_id != priority.pk for action in actions):
        raise Refused("A test looks at actions of its own priority, and one of these belongs to another")
    test = TestOfEffect(
        title=title,
        method=method,
        how_known=how_known,
        priority=priority,
        due_on=due_on,
        tester=tester,
        group=group,
        agency=agency,
        planned_by=by,
    )
    return _plan(test, actions, by=by, seat=verdict.seat)


def _plan(test: TestOfEffect, actions: Iterable[Action], *, by: Person, seat: str) -> TestOfEffect:
    create_numbered(test)
    test.actions.set(actions)
    record("test.planned", test, by=by, seat=seat)
    index(test)
    return test


@transaction.atomic
def report_test(
    test: TestOfEffect,
    *,
    by: Person,
    result: str,
    found: str,
    found_on: date | None = None,
    learning_title: str = "",
    next_due_on: date | None = None,
) -> TestOfEffect:
    """Reports what the test found. It becomes learning; only when it is too early, another test is planned.

    Args:
        found_on: today where nothing is said.
        learning_title: how the learning is called; the test's title and result where nothing is said.
        next_due_on: when to look again, if it is too early.

    Raises:
        Refused: if `by` may not report it, nothing is said, or too early names no later day.
    """
    lock(test)
    verdict = require(may_report_test(by, test))
    result = TestOfEffect.Result(result)
    if not found.strip():
        raise Refused("Say what was found")
    TEST.apply(test, "report")
    test.result, test.found, test.found_on, test.found_by = result, found, found_on or today(), by
    if result == TestOfEffect.Result.TOO_EARLY:
        if not next_due_on or next_due_on <= today():
            raise Refused("When it is too early to say, name a later day on which to test again")
        test.again = _plan_again(test, next_due_on, by=by, seat=verdict.seat)
    else:
        test.learning = _learn(test, learning_title, by=by)
    save(test)
    record("test.reported", test, by=by, seat=verdict.seat, words=found)
    index(test)
    return test


def _plan_again(test: TestOfEffect, due_on: date, *, by: Person, seat: str) -> TestOfEffect:
    another = TestOfEffect(
        title=test.title,
        method=test.method,
        how_known=test.how_known,
        priority=test.priority,
        due_on=due_on,
        tester=test.tester,
        group=test.group,
        agency=test.agency,
        planned_by=by,
    )
    return _plan(another, test.actions.all(), by=by, seat=seat)


def _learn(test: TestOfEffect, title: str, *, by: Person) -> Learning:
    # Open learning is never a case group's; what such a group tests goes to everyone without its name.
    group = test.group if test.group and not test.group.is_case_group else None
    said = title or f"{test.title}: {test.get_result_display().lower()}"
    return learn(
        by=by,
        kind=Learning.Kind.TEST_OF_EFFECT,
        title=said[:200],
        summary=test.found,
        learned_on=test.found_on,
        group=group,
        agency=test.agency,
        origin=Learning.Origin.RECORD,
        origin_title=test.title,
        origin_address=test.get_absolute_url(),
    )


@transaction.atomic
def withdraw_test(test: TestOfEffect, *, by: Person, because: str) -> TestOfEffect:
    """A test that won't be made is withdrawn, and why is said."""
    lock(test)
    verdict = require(may_withdraw_test(by, test))
    TEST.apply(test, "withdraw")
    test.withdrawn_because = because
    save(test)
    record("test.withdrawn", test, by=by, seat=verdict.seat, words=because)
    return test

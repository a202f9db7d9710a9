"""Work is tasked to a group, taken up, finished or withdrawn."""

from datetime import date

from django.db import transaction

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.locks import lock, save
from threespires.kernel.numbers import create_numbered
from threespires.kernel.verdict import require
from threespires.partnership.models import Group, LevelOfNeed
from threespires.search.indexing import index
from threespires.thread.actions.lifecycle import WORK
from threespires.thread.actions.models import TaskedWork
from threespires.thread.actions.permissions import (
    may_finish_work,
    may_take_up_work,
    may_task,
    may_withdraw_work,
)
from threespires.thread.priorities.models import Priority, Statement


@transaction.atomic
def task(
    *,
    by: Person,
    priority: Priority,
    title: str,
    level: LevelOfNeed,
    group: Group,
    due_on: date,
    done_means: str,
    statement: Statement | None = None,
    occasion: str = "",
    occasion_address: str = "",
) -> TaskedWork:
    """What needs to happen is given to a group, at a level of need, by a date.

    Args:
        statement: what needs to happen, as the line of enquiry says it.
        done_means: what counts as done.
        occasion: the meeting at which it was tasked, and where that is kept.
    """
    verdict = require(may_task(by, priority))
    work = create_numbered(
        TaskedWork(
            priority=priority,
            title=title,
            level=level,
            group=group,
            due_on=due_on,
            done_means=done_means,
            statement=statement,
            tasked_by=by,
            occasion=occasion,
            occasion_address=occasion_address,
        )
    )
    record("work.tasked", work, by=by, seat=verdict.seat, words=occasion)
    index(work)
    return work


@transaction.atomic
def take_up_work(work: TaskedWork, *, by: Person) -> TaskedWork:
    """The group takes up what it was tasked with."""
    lock(work)
    verdict = require(may_take_up_work(by, work))
    WORK.apply(work, "take_up")
    save(work)
    record("work.taken_up", work, by=by, seat=verdict.seat)
    return work


@transaction.atomic
def finish_work(work: TaskedWork, *, by: Person, because: str) -> TaskedWork:
    """The group says that the work is done, and by what that shows."""
    lock(work)
    verdict = require(may_finish_work(by, work))
    WORK.apply(work, "finish")
    work.ended_because = because
    save(work)
    record("work.finished", work, by=by, seat=verdict.seat, words=because)
    return work


@transaction.atomic
def withdraw_work(work: TaskedWork, *, by: Person, because: str) -> TaskedWork:
    """Those who tasked the work take it back, and say why."""
    lock(work)
    verdict = require(may_withdraw_work(by, work))
    WORK.apply(work, "withdraw")
    work.ended_because = because
    save(work)
    record("work.withdrawn", work, by=by, seat=verdict.seat, words=because)
    return work

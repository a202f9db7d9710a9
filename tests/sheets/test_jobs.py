"""Reading, taking in and undoing are jobs: how far they are, what they find, what is said where they fail."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_q.exceptions import TimeoutException

from threespires.history.models import Event
from threespires.kernel import background, clock
from threespires.kernel.verdict import Refused
from threespires.sheets import operations, reminders
from threespires.sheets.lifecycle import WITH_A_JOB
from threespires.sheets.models import SheetImport

pytestmark = pytest.mark.django_db
Status = SheetImport.Status


@pytest.fixture(autouse=True)
def jobs(monkeypatch):
    """The jobs that are asked for, which the test does itself."""
    asked = []
    monkeypatch.setattr(background, "async_task", lambda job, *facts: asked.append((job.rpartition(".")[2], *facts)))
    return asked


@pytest.fixture
def ready(lists, hand_in):
    lists.held = {"A": "old", "B": "old"}
    sheet = hand_in(A="new", B="new")
    reminders.read_sheet(sheet.pk)
    sheet.refresh_from_db()
    return sheet


def changed():
    return list(Event.objects.filter(verb="list.changed").order_by("pk").values_list("words", flat=True))


def test_each_job_is_asked_for_by_id_once_the_change_is_kept(
    p, lists, hand_in, jobs, django_capture_on_commit_callbacks
):
    lists.held = {"A": "old"}
    with django_capture_on_commit_callbacks(execute=True):
        sheet = hand_in(A="new")
    operations.read_in(sheet)
    for ask, do in ((operations.apply, operations.take_in), (operations.undo, operations.put_back)):
        with django_capture_on_commit_callbacks(execute=True):
            ask(sheet, by=p.manager)
        do(sheet)
    assert jobs == [("read_sheet", sheet.pk), ("take_in_sheet", sheet.pk), ("put_back_sheet", sheet.pk)]
    assert all(hasattr(reminders, name) for name, _ in jobs)


def test_reading_notes_how_far_it_is_and_holds_no_lock_meanwhile(lists, hand_in, monkeypatch):
    monkeypatch.setattr(operations, "NOTED_EVERY", 2)
    lists.held = {f"N{number}": "same" for number in range(5)}
    sheet, seen = hand_in(**lists.held), []
    depth = len(connection.savepoint_ids)

    def look(ref):
        seen.append(tuple(SheetImport.objects.values_list("rows_done", "rows_total").get()))
        assert len(connection.savepoint_ids) == depth

    lists.meanwhile = look
    monkeypatch.setattr("threespires.sheets.kinds.AT_ONCE", 1)
    reminders.read_sheet(sheet.pk)
    assert seen == [(0, 5), (0, 5), (2, 5), (2, 5), (4, 5)]
    sheet.refresh_from_db()
    assert (sheet.status, sheet.rows_done, sheet.rows_total) == (Status.READY, 5, 5)


def test_a_sheet_is_taken_in_and_undone_and_history_says_by_whom(p, ready):
    operations.apply(ready, by=p.manager)
    assert ready.status == Status.APPLYING
    reminders.take_in_sheet(ready.pk)
    assert changed() == ["new", "new"]
    operations.undo(SheetImport.objects.get(), by=p.manager)
    reminders.put_back_sheet(ready.pk)
    assert changed() == ["new", "new", "old", "old"]
    ready.refresh_from_db()
    assert ready.status == Status.UNDONE
    events = Event.objects.filter(verb__startswith="sheet.").order_by("pk")
    assert [(event.verb, event.person, event.seat) for event in events] == [
        ("sheet.applied", str(p.manager), "whoever handed the sheet in"),
        ("sheet.undone", str(p.manager), "whoever handed the sheet in"),
    ]


@pytest.mark.parametrize("status", Status.values)
def test_a_job_that_comes_twice_or_late_does_nothing(ready, lists, status):
    SheetImport.objects.update(status=status)
    for job, its_own in ((reminders.read_sheet, Status.READING), (reminders.take_in_sheet, Status.APPLYING),
                         (reminders.put_back_sheet, Status.UNDOING)):  # fmt: skip
        if status != its_own:
            job(ready.pk)
            assert SheetImport.objects.get().status == status
    assert changed() == []


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Refused("it is finished"), "Row 3, B: it is finished. Nothing was changed"),
        (ValueError("a fault of ours"), operations.SOMETHING_WRONG),
        (TimeoutException("too long"), operations.TOO_LONG),
    ],
)
def test_one_row_that_fails_keeps_every_row_out_and_says_why(p, ready, lists, problem, said):
    fail_at(lists, "B", problem)
    operations.apply(ready, by=p.manager)
    run(reminders.take_in_sheet, ready, problem)
    assert (ready.status, ready.failed_because, changed()) == (Status.FAILED, said, [])
    lists.meanwhile = lambda ref: None
    operations.read_again(ready, by=p.manager)
    reminders.read_sheet(ready.pk)
    ready.refresh_from_db()
    assert (ready.status, ready.failed_because) == (Status.READY, "")


@pytest.mark.parametrize("problem", [Refused("it has moved on since"), ValueError("a fault of ours")])
def test_an_undo_that_fails_leaves_the_sheet_applied_and_says_why(p, ready, lists, problem):
    operations.apply(ready, by=p.manager)
    operations.take_in(ready)
    fail_at(lists, "B", problem)
    operations.undo(ready, by=p.manager)
    run(reminders.put_back_sheet, ready, problem)
    assert (ready.status, changed()) == (Status.APPLIED, ["new", "new"])
    assert ready.failed_because
    lists.meanwhile = lambda ref: None
    operations.undo(ready, by=p.manager)
    operations.put_back(ready)
    assert (ready.status, ready.failed_because) == (Status.UNDONE, "")


def test_a_read_that_fails_is_said_and_may_be_asked_for_again(p, lists, hand_in):
    lists.held = {"A": "old"}
    sheet = hand_in(A="new")
    problem = MemoryError()
    fail_at(lists, "A", problem)
    run(reminders.read_sheet, sheet, problem)
    assert (sheet.status, sheet.failed_because) == (Status.FAILED, operations.SOMETHING_WRONG)
    operations.drop(sheet, by=p.manager)
    assert sheet.status == Status.DROPPED


def test_a_record_that_is_gone_by_then_keeps_every_row_out(p, ready, lists):
    del lists.held["B"]
    operations.apply(ready, by=p.manager)
    operations.take_in(ready)
    assert ready.failed_because.startswith("Row 3, B: it isn’t there any more")
    assert changed() == []


def test_whoever_may_take_nothing_in_by_then_takes_nothing_in(p, ready, lists):
    operations.apply(ready, by=p.manager)
    lists.closed = True
    operations.take_in(ready)
    assert (ready.status, ready.failed_because, changed()) == (Status.FAILED, "The list is closed", [])


@pytest.mark.parametrize("status", Status.values)
def test_what_has_stood_still_too_long_is_given_up(ready, status):
    SheetImport.objects.update(status=status)
    with clock.at(timezone.now() + operations.STALLED_AFTER - timedelta(minutes=1)):
        assert reminders.give_up_stalled() == 0
    with clock.at(timezone.now() + operations.STALLED_AFTER + timedelta(minutes=1)):
        assert reminders.give_up_stalled() == (status in WITH_A_JOB)
    ready.refresh_from_db()
    after = {Status.READING: Status.FAILED, Status.APPLYING: Status.FAILED, Status.UNDOING: Status.APPLIED}
    assert ready.status == after.get(status, status)
    assert bool(ready.failed_because) == (status in WITH_A_JOB)


def fail_at(lists, ref, problem):
    def meanwhile(at):
        if at == ref:
            raise problem

    lists.meanwhile = meanwhile


def run(job, sheet, problem):
    """A refusal is an answer; what nobody foresaw is also told to whoever keeps the server."""
    if isinstance(problem, Refused):
        job(sheet.pk)
    else:
        with pytest.raises(type(problem)):
            job(sheet.pk)
    sheet.refresh_from_db()

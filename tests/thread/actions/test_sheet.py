import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests import make
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.sheets import operations as sheets
from threespires.sheets.models import SheetImport
from threespires.thread.actions import operations
from threespires.thread.actions.lifecycle import State
from threespires.thread.actions.models import Action
from threespires.thread.actions.sheet import COLUMNS, plan_workbook

pytestmark = pytest.mark.django_db
HEADINGS = [column.heading for column in COLUMNS]


@pytest.fixture
def p():
    return make.partnership()


def taken_out():
    """The whole plan as an open workbook."""
    return load_workbook(io.BytesIO(plan_workbook(Action.objects.order_by("pk"))))


def packed(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def handed_in(book, by):
    made = sheets.hand_in(by=by, kind="action-plan", file=ContentFile(packed(book), "plan.xlsx"))
    sheets.read_in(made)
    made.refresh_from_db()
    return made


def taken_in(made):
    """Asked for by whoever handed it in, and done by the job."""
    sheets.apply(made, by=made.uploaded_by)
    sheets.take_in(made)
    return made


def put_back(made):
    sheets.undo(made, by=made.uploaded_by)
    sheets.put_back(made)
    return made


def put(book, row, heading, value):
    book.active.cell(row=row, column=HEADINGS.index(heading) + 1, value=value)


def problems(made):
    return [(problem["row"], problem["column"]) for problem in made.problems]


def test_a_plan_taken_out_and_handed_in_again_changes_nothing(p):
    make.action(p)
    make.joint_action(p)
    made = handed_in(taken_out(), p.manager)
    assert (made.status, made.problems, made.changes) == (SheetImport.Status.READY, [], [])


def test_the_sheet_holds_an_action_and_below_it_its_parts_the_first_due_first(p):
    """As on the screen; each keeps the number it was made with, so that dates may change and it is still the same."""
    action = make.joint_action(p)
    sheet = taken_out().active
    refs = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert refs == [action.ref, f"{action.ref}.2", f"{action.ref}.3", f"{action.ref}.1"]


def test_an_update_by_excel_is_shown_first_and_then_taken_in(p):
    action = make.action(p, State.IN_PROGRESS)
    book = taken_out()
    put(book, 2, "State", "Blocked")
    put(book, 2, "Why it is blocked", "No agreement yet")
    put(book, 2, "New update", "We asked twice")
    made = handed_in(book, p.housing_officer)
    assert made.status == SheetImport.Status.READY
    fields = made.changes[0]["fields"]
    assert (fields["status"]["before"], fields["status"]["after"]) == ("In progress", "Blocked")
    action.refresh_from_db()
    assert action.status == State.IN_PROGRESS
    taken_in(made)
    action.refresh_from_db()
    assert (action.status, action.blocked_because) == (State.BLOCKED, "No agreement yet")
    assert action.updates.first().text == "We asked twice"


def test_every_error_is_named_by_row_and_column_and_nothing_is_taken_in(p):
    make.action(p, title="First")
    make.action(p, title="Second")
    make.action(p, title="Third")
    book = taken_out()
    put(book, 2, "Due", "soon")
    put(book, 3, "State", "Finished")
    put(book, 4, "Reference", "A-999")
    made = handed_in(book, p.manager)
    assert made.status == SheetImport.Status.REFUSED
    assert problems(made) == [(2, "Due"), (3, "State"), (4, "Reference")]
    assert made.changes == []


def test_a_sheet_sorted_by_one_column_alone_is_caught(p):
    make.action(p, title="First")
    make.action(p, title="Second")
    book = taken_out()
    put(book, 2, "Action", "Second")
    put(book, 3, "Action", "First")
    made = handed_in(book, p.manager)
    assert problems(made) == [(2, "Action"), (3, "Action")]


def test_errors_are_all_counted_though_only_the_first_are_listed(p, client, monkeypatch):
    monkeypatch.setattr(sheets, "PROBLEMS_KEPT", 2)
    for number in range(5):
        make.action(p, title=f"Action {number}")
    book = taken_out()
    for row in range(2, 7):
        put(book, row, "Due", "soon")
    made = handed_in(book, p.manager)
    assert (made.problems_found, len(made.problems)) == (5, 2)
    client.force_login(p.manager)
    page = client.get(made.get_absolute_url()).content.decode()
    assert "5 things are wrong in this sheet" in page
    assert "The first 2 are listed here." in page


def test_what_is_only_told_is_not_taken_in(p):
    make.action(p, State.BLOCKED)
    book = taken_out()
    for column in COLUMNS:
        if column.only_told:
            put(book, 2, column.heading, "Something else")
    assert (handed_in(book, p.manager).problems, SheetImport.objects.get().changes) == ([], [])


def test_the_same_action_twice_is_an_error(p):
    action = make.action(p)
    book = taken_out()
    book.active.append([cell.value for cell in book.active[2]])
    made = handed_in(book, p.manager)
    assert problems(made) == [(3, "Reference")]
    assert action.ref in made.problems[0]["words"]


def test_a_row_is_judged_by_the_actions_own_rules(p):
    make.action(p)
    book = taken_out()
    put(book, 2, "New update", "From somebody else")
    made = handed_in(book, p.schools_officer)
    assert problems(made) == [(2, "New update")]


def test_an_agency_lead_may_not_move_the_date_by_excel_either(p):
    action = make.action(p, owner=p.early_help_chair, agency=p.council)
    book = taken_out()
    put(book, 2, "Due", action.due_on + timedelta(days=7))
    made = handed_in(book, p.early_help_chair)
    assert problems(made) == [(2, "Due")]


def test_an_action_that_may_not_be_opened_reads_as_one_that_is_not_there(p):
    make.action(p)
    book = taken_out()
    with pytest.raises(Refused):
        handed_in(book, p.outsider)


def test_one_row_that_moved_on_keeps_every_row_out(p):
    first, second = make.action(p, title="First"), make.action(p, title="Second")
    book = taken_out()
    put(book, 2, "New update", "One")
    put(book, 3, "New update", "Two")
    made = handed_in(book, p.housing_officer)
    operations.update(second, by=p.housing_officer, text="Meanwhile")
    taken_in(made)
    assert first.updates.count() == 0
    assert made.status == SheetImport.Status.FAILED
    assert made.failed_because == f"Row 3, {second.ref}: it was changed by somebody else since. Nothing was changed"


def test_undo_puts_date_and_state_back_and_keeps_the_update(p):
    action = make.action(p, State.IN_PROGRESS)
    due = action.due_on
    book = taken_out()
    put(book, 2, "Due", due + timedelta(days=10))
    put(book, 2, "State", "Blocked")
    put(book, 2, "Why it is blocked", "Waiting")
    put(book, 2, "New update", "Stuck")
    made = handed_in(book, p.manager)
    put_back(taken_in(made))
    action.refresh_from_db()
    assert (action.due_on, action.status, action.blocked_because) == (due, State.IN_PROGRESS, "")
    assert action.updates.filter(text="Stuck").exists()


def test_undo_is_refused_once_the_action_has_moved_on(p):
    action = make.action(p)
    book = taken_out()
    put(book, 2, "Due", action.due_on + timedelta(days=10))
    made = handed_in(book, p.manager)
    taken_in(made)
    action.refresh_from_db()
    operations.change(action, by=p.manager, due_on=today() + timedelta(days=99))
    assert put_back(made).status == SheetImport.Status.APPLIED
    assert made.failed_because == f"Row 2, {action.ref}: it has moved on since. Nothing was changed"


def test_an_action_and_its_part_are_taken_in_together_whichever_row_comes_first(p):
    """A report on the part saves the action, too; that is no change by somebody else."""
    action = make.joint_action(p, State.IN_PROGRESS)
    book = taken_out()
    sheet = book.active
    for row in (2, 3):
        put(book, row, "New update", f"From row {row}")
    above, below = [cell.value for cell in sheet[2]], [cell.value for cell in sheet[3]]
    for column, (first, second) in enumerate(zip(below, above, strict=True), start=1):
        sheet.cell(2, column, first)
        sheet.cell(3, column, second)
    assert taken_in(handed_in(book, p.manager)).status == SheetImport.Status.APPLIED
    assert sorted(action.updates.values_list("text", flat=True))[:2] == ["From row 2", "From row 3"]


def test_comparing_takes_as_many_statements_for_many_rows_as_for_few(p, django_assert_max_num_queries):
    work = make.work(p)
    for number in (1, 9):
        for _ in range(number):
            make.joint_action(p, work=work)
        book = taken_out()
        made = sheets.hand_in(by=p.manager, kind="action-plan", file=ContentFile(packed(book), "plan.xlsx"))
        with django_assert_max_num_queries(16):
            sheets.read_in(made)


def test_a_part_is_updated_by_its_own_agency(p):
    action = make.joint_action(p)
    book = taken_out()
    schools = next(row for row in range(2, 6) if book.active.cell(row, 6).value == str(p.schools))
    put(book, schools, "State", "In progress")
    put(book, schools, "New update", "Half the offices")
    made = handed_in(book, p.schools_officer)
    taken_in(made)
    assert action.parts.get(agency=p.schools).status == State.IN_PROGRESS


def test_the_file_holds_what_is_chosen_on_the_screen(p, client):
    blocked = make.action(p, State.BLOCKED, title="Stuck")
    make.action(p, title="Not chosen")
    client.force_login(p.housing_officer)
    answer = client.get(reverse("actions:export"), {"state": "blocked"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [blocked.ref]
    client.force_login(p.outsider)
    assert client.get(reverse("actions:export")).status_code == 404


def test_an_import_goes_through_the_browser_and_can_be_undone(p, client):
    action = make.action(p)
    book = taken_out()
    put(book, 2, "New update", "By Excel")
    client.force_login(p.housing_officer)
    handed = client.post(
        reverse("sheets:hand_in", args=["action-plan"]), {"file": SimpleUploadedFile("plan.xlsx", packed(book))}
    )
    sheets.read_in(SheetImport.objects.get())
    page = client.get(handed.url).content.decode()
    assert "One row would change" in page
    assert "By Excel" in page
    made = SheetImport.objects.get()
    client.post(reverse("sheets:apply", args=[made.pk]))
    assert "Taking in, all of them or none: <strong>1 row</strong>" in client.get(handed.url).content.decode()
    sheets.take_in(made)
    assert "One row was taken in" in client.get(handed.url).content.decode()
    assert action.updates.get().text == "By Excel"
    client.post(reverse("sheets:undo", args=[made.pk]))
    sheets.put_back(made)
    assert "taken in and undone" in client.get(handed.url).content.decode()
    client.force_login(p.manager)
    assert client.get(handed.url).status_code == 404


def test_the_sheet_takes_the_same_queries_however_many_rows(p, client, django_assert_max_num_queries):
    for _ in range(4):
        make.joint_action(p)
    client.force_login(p.manager)
    client.get(reverse("actions:export"))
    with django_assert_max_num_queries(11):
        client.get(reverse("actions:export"))

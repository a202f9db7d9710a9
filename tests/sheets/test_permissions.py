"""Who sees, applies and undoes a spreadsheet on its way in."""

import pytest

from tests import make
from tests.verdicts import allowed
from threespires.documents.models import Document
from threespires.sheets import permissions
from threespires.sheets.models import SheetImport

pytestmark = pytest.mark.django_db
_Status = SheetImport.Status


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def sheet(p):
    by = p.housing_officer
    file = make.document(by, "plan.xlsx")
    return SheetImport.objects.create(kind="action-plan", file_name="plan.xlsx", document=file, uploaded_by=by)


def test_a_sheet_is_seen_by_whoever_handed_it_in(p, sheet):
    assert {name for name, person in p.people.items() if sheet in permissions.visible_imports(person)} == {
        "housing_officer"
    }


@pytest.mark.parametrize("status", _Status.values)
def test_a_sheet_is_applied_when_ready_and_undone_when_applied_by_whoever_handed_it_in(p, sheet, status):
    sheet.status = status
    own = {"housing_officer"}
    assert allowed(p, permissions.may_apply, sheet) == (own if status == _Status.READY else set())
    assert allowed(p, permissions.may_undo, sheet) == (own if status == _Status.APPLIED else set())
    assert allowed(p, permissions.may_read_again, sheet) == (own if status == _Status.FAILED else set())
    aside = status in (_Status.READY, _Status.REFUSED, _Status.FAILED)
    assert allowed(p, permissions.may_drop, sheet) == (own if aside else set())


@pytest.mark.parametrize("status", Document.Status.values)
def test_a_sheet_is_read_again_only_where_its_file_may_be_opened(sheet, status):
    sheet.status, sheet.document.status = _Status.FAILED, status
    verdict = permissions.may_read_again(sheet.uploaded_by, sheet)
    assert bool(verdict) == (status in ("clean", "not_scanned"))
    sheet.document = None
    assert permissions.may_read_again(sheet.uploaded_by, sheet).reason == "There is no file to read"


def test_a_sheet_that_was_applied_says_so_when_it_is_applied_again(p, sheet):
    sheet.status = _Status.APPLIED
    assert permissions.may_apply(p.housing_officer, sheet).reason == "This sheet is applied"


@pytest.mark.parametrize(
    ("rule", "status"),
    [
        (permissions.may_apply, _Status.READY),
        (permissions.may_undo, _Status.APPLIED),
        (permissions.may_read_again, _Status.FAILED),
    ],
)
def test_a_sheet_waits_while_whoever_handed_it_in_may_not_take_its_kind_in(p, sheet, rule, status):
    sheet.status, sheet.uploaded_by = status, p.outsider
    assert not rule(p.outsider, sheet)

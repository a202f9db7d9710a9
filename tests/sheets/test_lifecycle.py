"""Every step of a sheet on its way in from every state: what is not named here is refused."""

from tests.lifecycles import walked
from threespires.sheets.lifecycle import SHEET, UNDER_WAY
from threespires.sheets.models import SheetImport


def test_a_sheet_is_read_taken_in_and_undone_each_by_a_job_that_may_fail():
    assert SheetImport().status == SHEET.start == "checking"
    assert walked(SHEET) == {
        "let_in": {"checking": "reading"},
        "read": {"reading": "ready"},
        "refuse": {"reading": "refused"},
        "apply": {"ready": "applying"},
        "take_in": {"applying": "applied"},
        "fail": {"checking": "failed", "reading": "failed", "applying": "failed"},
        "read_again": {"failed": "reading"},
        "undo": {"applied": "undoing"},
        "put_back": {"undoing": "undone"},
        "keep": {"undoing": "applied"},
        "drop": {"ready": "dropped", "refused": "dropped", "failed": "dropped"},
    }


def test_under_way_is_whatever_only_a_job_moves_on():
    assert set(UNDER_WAY) == {"checking", "reading", "applying", "undoing"}
    jobs = {"let_in", "read", "refuse", "take_in", "fail", "put_back", "keep"}
    assert {step.name for step in SHEET if set(step.sources) <= set(UNDER_WAY)} == jobs

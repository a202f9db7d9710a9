"""Letting a case go: held by a member, asked by the chair, approved by a second; a certificate is all that is left."""

from datetime import date
from urllib.parse import urlsplit

import pytest

from threespires.cases.models import Case
from threespires.thread.learning import operations as learning

pytestmark = pytest.mark.django_db(transaction=True)

CASE = "Case Heron"
OVER = "Dispose of a case whose time is over"


@pytest.mark.on_sqlite_too
def test_a_case_is_held_then_disposed_of_by_two_and_leaves_a_certificate(visit):
    area, group = visit.area, visit.area.case_group
    learning.keep_in_case_group(
        by=area.reviewer, group=group, kind="practice_review", title=CASE, text="Missed at the eye clinic"
    )
    Case.objects.update(kept_from=date(2010, 3, 1))

    visit.sit(area.reviewer)
    visit.go(OVER)
    visit.heading("Keeping and letting go")
    visit.reads("Due since 1 March 2020", "To be confirmed by the partnership", "Nothing was disposed of")
    visit.look("keeping")
    visit.go("Case 1", "Put it on hold instead")
    visit.press("Put it on hold")
    visit.reads("There is a problem", "Enter why it must be kept")
    visit.look("case-hold-with-errors")
    visit.write("Why must it be kept?", "A court has asked for it")
    visit.press("Put it on hold")
    visit.reads("A court has asked for it", "Stops disposal")
    case = urlsplit(visit.page.url).path
    visit.look("case-on-hold")
    assert not visit.offers(link="Dispose of it")

    visit.go("Legal hold")
    visit.write("Why need it not be kept any longer?", "The court has judged")
    visit.look("case-end-hold")
    visit.press("End the hold")
    visit.go("Dispose of it")
    visit.look("case-dispose")
    visit.press("Ask a second person")
    visit.reads("You asked for this, so a second person decides it", "Its key is destroyed")

    other = visit.beside(area.second_reviewer)
    other.go("Dispose of case 1")
    other.look("proposal-to-dispose")
    other.press("Approve")
    other.reads("Approved, and done", "Disposed of on")
    other.place("Groups", str(group), "Learning", "Case learning")
    other.lacks(CASE, "eye clinic")
    other.go("Keeping and letting go", "Case 1")
    other.heading("Certificate of disposal")
    other.reads(area.reviewer.name, area.second_reviewer.name, "Key destroyed", "10 years from its last change")
    other.lacks(CASE, "eye clinic", "Not yet")
    other.look("certificate")
    other.finds_no_page(case, f"{case}hold/", f"{case}dispose/")

    visit.place("Groups", str(group), "Learning", "Case learning", "Who looked")
    visit.reads("Disposed of: case learning, case 1, disposed of")
    visit.lacks(CASE)

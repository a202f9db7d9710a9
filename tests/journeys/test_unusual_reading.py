"""Unusual reading of case records is looked into by somebody else than the reader."""

from datetime import timedelta

import pytest

from threespires.cases.recording import looked
from threespires.kernel import clock
from threespires.kernel.clock import now
from threespires.readings.reminders import find_unusual
from threespires.thread.learning import operations as learning

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_chair_looks_into_what_was_read_at_night_and_the_reader_finds_nothing(visit):
    area = visit.area
    visit.sit(area.reviewer)
    visit.open("/unusual-reading/")
    visit.reads("Nothing unusual was found that is for you to look into")
    visit.look("unusual-reading-none")
    read_at_night(area.reviewer, area.second_reviewer, area.case_group)

    visit.sit(area.reviewer)
    visit.go("Look into unusual reading of case records")
    visit.heading(f"{area.second_reviewer.name} read case records outside usual hours")
    visit.press("Write it down")
    visit.reads("There is a problem", "Enter what you found")
    visit.look("unusual-reading-with-errors")
    visit.write("What did you find?", "On call that night, for the rapid review")
    visit.press("Write it down")
    visit.reads("Looked into")
    visit.look("unusual-reading")
    visit.go(f"{area.second_reviewer.name}, outside usual hours")
    visit.reads("On call that night, for the rapid review")
    visit.look("unusual-reading-looked-into")
    address = visit.page.url.removeprefix(visit.page.url.partition("/unusual-reading/")[0])

    visit.sit(area.second_reviewer)
    visit.open("/unusual-reading/")
    visit.reads("Nothing unusual was found")
    visit.finds_no_page(address)


def read_at_night(writer, reader, group) -> None:
    """Five in the morning of the day before, a member reads a case."""
    yesterday = (now() - timedelta(days=1)).replace(hour=5)
    with clock.at(yesterday):
        kept = learning.keep_in_case_group(
            by=writer, group=group, kind="practice_review", title="Case Heron", text="Kept by the group"
        )
        looked([kept], by=reader, seat="member")
    find_unusual()

"""Assurance: the register of duties, kept on evidence by those who keep it and read by everybody else."""

import pytest

from tests.journeys.stories import soon
from threespires.kernel.clock import today
from threespires.work.assurance.models import Duty

pytestmark = pytest.mark.django_db(transaction=True)

WHY = "The yearly report was published in September and says what changed."


@pytest.mark.on_sqlite_too
def test_a_duty_stands_as_its_keeper_says_on_evidence_that_others_read(visit):
    area, duty = visit.area, Duty.objects.order_by("pk")[0]
    visit.sit(area.quality)
    visit.place("Assurance")
    visit.look("duties")
    visit.go(duty.label)
    visit.look("duty")
    visit.go("Say how it stands")
    visit.write("Why", WHY)
    visit.press("Save")
    visit.reads("Choose how it stands")
    assert visit.field("Why").input_value() == WHY
    visit.look("duty-assess-with-errors")
    visit.tick("Met")
    visit.date("Next date", soon(today(), 200))
    other = visit.beside(area.manager)
    other.place("Assurance", duty.label, "Say how it stands")
    other.tick("At risk")
    other.write("Why", "Nobody has seen the report.")
    other.press("Save")
    other.reads("At risk", "Nobody has seen the report.")
    visit.press("Save")
    visit.reads("Someone else changed this", "Nobody has seen the report.", WHY)
    visit.look("duty-changed-by-another")
    visit.press("Save")
    visit.reads("A duty is met on evidence. Add the evidence first")
    assert visit.field("Why").input_value() == WHY
    visit.look("duty-met-without-evidence")

    visit.open(duty.get_absolute_url())
    visit.go("Add evidence")
    visit.write("Where it is published or kept", "not an address")
    visit.press("Add evidence")
    visit.reads("There is a problem")
    visit.look("duty-evidence-with-errors")
    visit.write("What it is", "The yearly report")
    visit.write("Where it is published or kept", "https://example.test/report")
    visit.press_twice("Add evidence")
    assert duty.evidence.count() == 1
    visit.go("Say how it stands")
    visit.tick("Met")
    visit.write("Why", WHY)
    visit.press("Save")
    visit.reads("Met", WHY)
    visit.go("Change the owner")
    visit.look("duty-owner")
    visit.press("Save")

    visit.sit(area.lead(area.others[0]))
    visit.place("Assurance", duty.label)
    visit.reads(WHY, "The yearly report", "Only the Board manager or the quality assurance manager keeps the register")
    visit.look("duty-as-others-read-it")
    visit.sit(area.outsider)
    visit.finds_no_page("/assurance/", duty.get_absolute_url(), "/assurance/boundaries/")

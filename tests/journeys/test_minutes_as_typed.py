"""Minutes are saved while they are typed, and when one goes elsewhere."""

import pytest
from playwright.sync_api import expect

from threespires.kernel.clock import today
from threespires.meetings.reminders import plan_ahead

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.with_script_only]


def test_minutes_are_saved_as_they_are_typed_and_on_going_elsewhere(visit):
    area, group = visit.area, visit.area.executive
    plan_ahead()
    visit.on(group.meetings.after(today())[0].day)
    visit.sit(area.manager)
    visit.place("Meetings", str(group), "Open the meeting")
    visit.go("Prepare the agenda")
    visit.press("Add these to the agenda")
    visit.place("Meetings", str(group), "Open the meeting")
    visit.press("Open the meeting")
    visit.write("Minutes", "The chair welcomed everyone.")
    saved = visit.main.get_by_role("status").filter(has_text="Saved 9am")
    expect(saved).to_be_visible()
    visit.write("Minutes", "The chair welcomed everyone. Two")
    visit.go("Whole agenda")
    expect(visit.main).to_contain_text("Go to the meeting")
    visit.page.reload()
    visit.reads("The chair welcomed everyone. Two")
    visit.go("Go to the meeting")
    visit.write("Minutes", "The chair welcomed everyone. Two sent apologies.")
    visit.press("Save the minutes")
    visit.reads("Saved 9am")
    visit.lacks("Someone else changed this")

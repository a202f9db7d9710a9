"""Minutes are saved while they are typed, by two at once, without a connection for a while, and on going elsewhere."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.stories import Visit
from threespires.kernel.clock import today
from threespires.meetings.models import AgendaItem
from threespires.meetings.reminders import plan_ahead

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.with_script_only]

ALICE, BOB = "The chair welcomed everyone.", "The nurse asked for the numbers."


@pytest.fixture
def live(visit) -> Visit:
    """The Board manager has opened a meeting, and stands at its first item."""
    area, group = visit.area, visit.area.executive
    plan_ahead()
    visit.on(group.meetings.after(today())[0].day)
    visit.sit(area.manager)
    visit.place("Meetings", str(group), "Open the meeting")
    visit.go("Prepare the agenda")
    visit.press("Add these to the agenda")
    visit.place("Meetings", str(group), "Open the meeting")
    visit.press("Open the meeting")
    return visit


def says(v: Visit, words: str) -> None:
    """The line under the minutes comes to say so, at the latest when it saves itself again."""
    expect(v.main.get_by_role("status").filter(has_text=words)).to_be_visible(timeout=15_000)


def kept() -> str:
    return AgendaItem.objects.order_by("order").first().note


def test_minutes_are_saved_as_they_are_typed_and_on_going_elsewhere(live):
    live.write("Minutes", ALICE)
    says(live, "Saved 9am")
    live.write("Minutes", f"{ALICE} Two")
    live.go("Whole agenda")
    expect(live.main).to_contain_text("Go to the meeting")
    live.page.reload()
    live.reads(f"{ALICE} Two")
    live.go("Go to the meeting")
    live.write("Minutes", f"{ALICE} Two sent apologies.")
    live.press("Save the minutes")
    live.reads("Saved 9am")
    live.lacks("Someone else changed this")


def test_two_type_at_once_and_each_comes_to_see_what_the_other_wrote(live):
    other = live.beside(live.area.chair)
    other.open(live.page.url)
    live.field("Minutes").press_sequentially(ALICE, delay=20)
    other.field("Minutes").press_sequentially(BOB, delay=20)
    for v in (live, other):
        for words in (ALICE, BOB):
            expect(v.field("Minutes")).to_have_value(re.compile(re.escape(words)), timeout=20_000)
    assert live.field("Minutes").input_value() == other.field("Minutes").input_value() == kept()
    says(live, "Two people are writing")
    live.look("minutes-written-by-two")


def test_what_is_typed_without_a_connection_stays_and_is_sent_once_it_is_back(live):
    other = live.beside(live.area.chair)
    other.open(live.page.url)
    network = live.page.context
    network.set_offline(True)
    live.field("Minutes").press_sequentially(ALICE, delay=10)
    says(live, "Not saved yet: no connection")
    live.look("minutes-without-connection")
    live.unfold("Record a decision")
    live.write("What was decided", "Share a weekly list")
    live.main.get_by_role("button", name="Record the decision").click()
    says(live, "Not saved yet: no connection")
    assert live.field("What was decided").input_value() == "Share a weekly list", "the page stays"
    other.write("Minutes", BOB)
    says(other, "Saved 9am")
    with live.page.expect_navigation(timeout=20_000):
        network.set_offline(False)
    live.reads("Share a weekly list", "Decision D-1")
    assert live.field("Minutes").input_value() == f"{ALICE}\n{BOB}" == kept()


def test_what_was_typed_without_a_connection_outlives_its_page(live):
    """The browser is closed before the connection is back: whatever page is opened next sends it."""
    network = live.page.context
    network.set_offline(True)
    live.write("Minutes", ALICE)
    says(live, "Not saved yet: no connection")
    live.page.close()
    network.set_offline(False)
    live.page = network.new_page()
    with live.page.expect_response(lambda answer: answer.request.method == "POST"):
        live.page.goto("/")
    live.place("Meetings", str(live.area.executive), "Go to the meeting")
    expect(live.field("Minutes")).to_have_value(ALICE)
    assert kept() == ALICE


def test_who_is_here_is_sent_once_the_connection_is_back_and_others_see_it(live):
    other = live.beside(live.area.chair)
    other.open(live.page.url)
    lead = live.area.chair
    network = live.page.context
    live.go("Someone has arrived or left")
    live.choose(f"Is {lead} here?", "Here")
    network.set_offline(True)
    live.main.get_by_role("button", name="Save attendance").click()
    says(live, "Not sent yet: no connection")
    live.look("attendance-without-connection")
    with live.page.expect_navigation(timeout=20_000):
        network.set_offline(False)
    live.reads("Attendance noted")
    expect(other.page.locator("#here")).to_contain_text(str(lead), timeout=20_000)

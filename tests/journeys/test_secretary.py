"""The secretary of a group sets up a meeting, runs it on a phone and finishes it, by keyboard alone."""

import pytest
from docx import Document
from playwright.sync_api import Locator

from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.stories import Visit
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.meetings import operations
from threespires.meetings.models import Decision, Meeting
from threespires.meetings.presence import table
from threespires.meetings.reminders import plan_ahead
from threespires.partnership.models import Group

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 250
SAID = "The chair welcomed everyone."
LIST = "Each partner sends a weekly list."
HELD_BACK = "A trustee of the hospital charity"


class Keys:
    """Goes about by the keyboard alone: Tab until it stands there, then a key."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page

    def to(self, what: Locator) -> None:
        for _ in range(MANY):
            if what.evaluate("each => each === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: the keyboard doesn’t come to {what}")

    def go(self, name: str, role: str = "link") -> None:
        """Follows a link, or presses a button, whose name begins so."""
        self.to(self.visit.main.get_by_role(role, name=name).first)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, name: str) -> None:
        self.go(name, "button")

    def write(self, label: str, words: str) -> None:
        self.to(self.visit.field(label))
        self.page.keyboard.type(words)

    def choose(self, label: str, option: str) -> None:
        """Goes down a list until the option stands there."""
        list_ = self.visit.field(label)
        self.to(list_)
        self.page.keyboard.press("Home")
        for _ in range(MANY):
            if list_.evaluate("each => each.selectedOptions[0].text").startswith(option):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"“{label}” doesn’t offer “{option}”")

    def tick(self, label: str) -> None:
        self.to(self.visit.main.get_by_label(label, exact=True).first)
        self.page.keyboard.press("Space")

    def look(self, kind: str) -> None:
        self.page.set_viewport_size(DESKTOP)
        self.visit.look(kind)
        self.page.set_viewport_size(PHONE)


@pytest.fixture
def keys(visit) -> Keys:
    visit.page.set_viewport_size(PHONE)
    return Keys(visit)


def held_without_its_quorum(v: Visit, meeting: Meeting) -> None:
    """The quiet background: nobody was noted as there, so what was decided waits to be ratified."""
    manager = v.area.manager
    v.on(meeting.day)
    operations.prepare_agenda(meeting, by=manager)
    operations.open_meeting(meeting, by=manager)
    operations.decide(meeting, by=manager, text="We meet monthly")
    operations.close_meeting(meeting, by=manager)
    operations.circulate(meeting, by=manager)


def test_a_meeting_from_its_agenda_to_its_minutes(visit, keys, tmp_path):
    area, group = visit.area, visit.area.executive
    plan_ahead()
    before, meeting = list(group.meetings.after(today())[:2])
    held_without_its_quorum(visit, before)
    visit.on(meeting.day)
    set_up(visit, keys, meeting, group)
    run(visit, keys, meeting, before)
    take_one_in_private(visit, keys)
    finish(visit, keys, meeting)
    minutes = Document(str(visit.download("As a Word file", tmp_path)))
    assert minutes.paragraphs[0].text.startswith("Minutes of")
    assert LIST in [paragraph.text for paragraph in minutes.paragraphs]
    seen_by_whoever_stood_back(visit, meeting, area.executive_member(area.statutory[0]))


def set_up(v: Visit, keys: Keys, meeting: Meeting, group: Group) -> None:
    v.sit(v.area.manager)
    keys.go(f"Prepare the agenda of {group.in_a_sentence}")
    v.reads("What will be added", "Minutes of")
    keys.press("Add these to the agenda")
    v.open("/")
    keys.go(f"Run the meeting of {group.in_a_sentence}")
    for presence in table(meeting).presences:
        if presence.seat:
            keys.choose(f"Is {presence.seat.person} here?", "Here")
    keys.look("secretary-opens")
    keys.press("Open the meeting")
    v.reads("Quorate")


def run(v: Visit, keys: Keys, meeting: Meeting, before: Meeting) -> None:
    """Minutes, an interest, the last minutes approved, what was decided without a quorum ratified, a decision."""
    keys.write("Minutes", SAID)
    keys.press("Save the minutes")
    keys.go("Note an interest")
    keys.choose("Whose interest", str(v.area.executive_member(v.area.statutory[0])))
    keys.write("What the interest is", HELD_BACK)
    keys.tick("Welcome, apologies and interests")
    keys.tick("Statutory duties: have they been met")
    keys.look("secretary-notes-an-interest")
    keys.press("Note the interest")
    v.reads(HELD_BACK)
    keys.go("Back to the meeting")
    assert v.field("Minutes").input_value() == SAID
    keys.press("Next item")
    keys.go(f"Minutes of {say_date(before.day)}")
    keys.look("secretary-approves-minutes")
    keys.press("Approve them at this meeting")
    v.reads("The minutes are approved")
    keys.go("Ratify decision")
    keys.press("Record it")
    v.reads("Choose whether the group ratifies it")
    keys.tick("Yes, it stands")
    keys.look("secretary-ratifies")
    keys.press("Record it")
    v.reads("is ratified")
    assert Decision.objects.get(text="We meet monthly").status == "ratified"


def take_one_in_private(v: Visit, keys: Keys) -> None:
    keys.press("Next item")
    v.reads("Statutory duties", HELD_BACK, "Not quorate")
    keys.to(v.main.locator("summary").filter(has_text="Record a decision").first)
    v.page.keyboard.press("Enter")
    keys.write("What was decided", LIST)
    keys.write("What else was considered", "A list each month.")
    keys.write("By which authority", "The group’s terms")
    keys.press("Record the decision")
    v.reads(LIST, "A list each month.", "The group’s terms")
    keys.press("Next item")
    keys.go("Take it in private")
    keys.tick("This item is taken in private")
    keys.write("Why it is taken in private", "It is about a contract")
    keys.look("secretary-takes-in-private")
    keys.press("Save")
    v.reads("In private: It is about a contract")
    keys.look("secretary-runs-in-private")


def finish(v: Visit, keys: Keys, meeting: Meeting) -> None:
    keys.go("Close the meeting")
    keys.press("Close the meeting")
    v.reads("Meeting closed")
    keys.go("Minutes")
    v.reads("Draft", SAID, LIST, "Present")
    keys.press("Circulate the minutes")
    v.reads("The minutes are circulated", "Ratified here", "Decision D-1", "Approved here")
    keys.look("minutes")
    v.open("/meetings/log/decisions/")
    v.reads(LIST, "We meet monthly", "ratified on")
    keys.look("log-of-decisions")
    v.open(f"/meetings/group/{meeting.group.key}/attendance/")
    v.reads("By agency", "By person")
    keys.look("attendance-over-time")
    v.open(f"{meeting.get_absolute_url()}minutes/")


def seen_by_whoever_stood_back(v: Visit, meeting: Meeting, person: object) -> None:
    v.sit(person)
    v.open(f"{meeting.get_absolute_url()}minutes/")
    v.reads("You declared an interest in this and stand back from it", SAID)
    v.lacks(LIST)
    v.go("Ask for a correction")
    v.look("minutes-ask-correction")
    v.write("What should be put right", "We came at ten.")
    v.press("Ask for it")
    v.reads("Asked for", "We came at ten.")

"""Meetings: arranged, moved and cancelled; an agenda put in order; one that lacks its quorum."""

import pytest

from tests.journeys.stories import Visit, work_under_way
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.meetings.models import Meeting
from threespires.meetings.reminders import plan_ahead

pytestmark = pytest.mark.django_db(transaction=True)

EXTRA = "A rapid review cannot wait"
DECIDED = "Every service names one person to ring the family."


@pytest.mark.on_sqlite_too
def test_a_meeting_is_arranged_replied_to_moved_and_cancelled(visit):
    area, group = visit.area, visit.area.executive
    member = area.executive_member(area.statutory[1])
    plan_ahead()
    visit.sit(area.manager)
    visit.place("Meetings")
    visit.look("meetings")
    visit.choose("Group", str(group))
    visit.press("Show")
    visit.go(str(group), within=visit.section("By group"))
    visit.look("meetings-of-group")
    visit.go("Arrange another meeting")
    type_a_day(visit, "30", "2", "2026")
    visit.write("Time", "half past ten")
    visit.write("How long, in minutes", "90")
    visit.write("Why it is called", EXTRA)
    visit.press("Arrange the meeting")
    visit.reads("The day must be a real date", "The time must be")
    assert visit.field("Why it is called").input_value() == EXTRA
    visit.look("meeting-arrange-with-errors")
    type_a_day(visit, "18", "2", "2026")
    visit.write("Time", "10:30am")
    visit.write("Place", "The Guildhall")
    visit.press_twice("Arrange the meeting")
    assert Meeting.objects.filter(place="The Guildhall").count() == 1
    visit.open(the_extra_meeting())
    visit.reads("The Guildhall")
    visit.look("meeting-planned")

    visit.sit(member)
    visit.open(the_extra_meeting())
    visit.go("Say whether you will come")
    visit.tick("No, I send apologies")
    visit.write("Who comes instead of you", "The deputy")
    visit.look("meeting-reply")
    visit.press("Send the reply")
    visit.reads("You sent apologies, and The deputy comes instead.")

    visit.sit(area.manager)
    move_as_another_does(visit)
    visit.go("Cancel")
    visit.write("Why it is cancelled", "The review was withdrawn.")
    visit.look("meeting-cancel")
    visit.press("Cancel the meeting")
    visit.reads("This meeting was cancelled", "The review was withdrawn.")
    visit.look("meeting-cancelled")
    visit.go(str(group))
    visit.reads("Cancelled", "The review was withdrawn.")


def type_a_day(v: Visit, day: str, month: str, year: str) -> None:
    boxes = v.main.get_by_role("group", name="Day")
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        boxes.get_by_label(label, exact=True).fill(value)


def the_extra_meeting() -> str:
    return Meeting.objects.get(place="The Guildhall").get_absolute_url()


def move_as_another_does(v: Visit) -> None:
    """Two people move one meeting: the second is told where it stands now, and keeps what they typed."""
    address = the_extra_meeting()
    v.open(address)
    v.go("Move")
    type_a_day(v, "20", "2", "2026")
    v.write("Why it is moved", "Health can’t come on the 18th.")
    other = v.beside(v.area.chair)
    other.open(address)
    other.go("Move")
    type_a_day(other, "19", "2", "2026")
    other.write("Why it is moved", "The room is taken.")
    other.press("Move the meeting")
    other.reads("Thursday 19 February 2026")
    v.press("Move the meeting")
    v.reads("Someone else changed this", "19 February 2026", "20 February 2026")
    assert v.field("Why it is moved").input_value() == "Health can’t come on the 18th."
    v.look("meeting-moved-by-another")
    v.press("Move the meeting")
    v.reads("Friday 20 February 2026", "Health can’t come on the 18th.")


def test_an_agenda_is_put_in_order_by_hand(visit):
    area, group = visit.area, visit.area.implementation
    work_under_way(area, "Write the follow-up route")
    plan_ahead()
    visit.sit(area.manager)
    visit.place("Meetings")
    visit.go(str(group), within=visit.section("By group"))
    visit.go(say_date(group.meetings.after(today())[0].day))
    visit.look("meeting-without-agenda")
    visit.go("Prepare the agenda", "Go back")
    visit.look("agenda-empty")
    visit.go("See what would be added")
    visit.press("Add these to the agenda")
    visit.look("agenda-edit")
    visit.go("Add an item")
    visit.press("Save")
    visit.reads("Enter the title")
    visit.write("Title", "A visit to the front door")
    visit.write("Minutes", "15")
    visit.look("agenda-item-new")
    visit.press("Save")
    visit.go("Amend A visit to the front door")
    visit.write("Who presents it", "The duty manager")
    visit.press("Save")
    visit.reads("The duty manager")
    visit.go("Move up A visit to the front door")
    visit.go("Take off A visit to the front door")
    visit.reads("is off the agenda")
    visit.look("agenda-with-one-taken-off")
    visit.go("Put back A visit to the front door")
    visit.reads("is back on the agenda")
    visit.go("See it as members do")
    visit.reads("A visit to the front door")
    visit.look("meeting-with-agenda")


def test_what_a_meeting_without_its_quorum_decides_waits_to_be_ratified(visit, script):
    area, group = visit.area, visit.area.executive
    plan_ahead()
    visit.on(group.meetings.after(today())[0].day)
    visit.sit(area.chair)
    visit.place("Meetings", str(group), "Open the meeting")
    visit.choose(f"Is {area.chair} here?", "Here")
    visit.reads("No agenda yet")
    visit.look("meeting-open-without-agenda")
    visit.go("Prepare the agenda")
    visit.press("Add these to the agenda")
    visit.place("Meetings", str(group), "Open the meeting")
    visit.choose(f"Is {area.chair} here?", "Here")
    visit.press("Open the meeting")
    visit.reads("Not quorate")
    visit.look("meeting-run-not-quorate")
    visit.unfold("Record a decision")
    visit.press("Record the decision")
    visit.reads("Enter what was decided")
    visit.write("What was decided", DECIDED)
    visit.press("Record the decision")
    visit.reads("it waits to be ratified", DECIDED, "inquorate, to be ratified")
    write_as_another_does(visit, script)
    visit.go("Add reasons or dissent")
    visit.write("Dissent", "Health asked for a longer time.")
    visit.look("decision-explain")
    visit.press("Save")
    visit.reads("Health asked for a longer time.")

    visit.sit(area.lead(area.others[0]))
    visit.place("Meetings")
    visit.go(str(group), within=visit.section("By group"))
    visit.go(say_date(today()))
    visit.reads(DECIDED, "inquorate, to be ratified")
    visit.lacks("Health asked for a longer time.", "families spoke")
    visit.look("meeting-seen-by-another-group")


def write_as_another_does(v: Visit, script: bool) -> None:
    """Two write the same minutes: both texts stand; who changed what the other changed is shown both."""
    other = v.beside(v.area.manager)
    other.place("Meetings")
    other.go(str(v.area.executive), within=other.section("By group"))
    other.go(say_date(today()), "Go to the meeting")
    other.write("Minutes", "Thirty families spoke.")
    other.press("Save the minutes")
    v.write("Minutes", "The chair thanked them.")
    v.press("Save the minutes")
    assert v.field("Minutes").input_value() == "The chair thanked them.\nThirty families spoke."
    if script:
        return
    other.open(other.page.url)
    other.write("Minutes", "The chair thanked them.\nForty families spoke.")
    other.press("Save the minutes")
    v.write("Minutes", "The chair thanked them.\nTwenty families spoke.")
    v.press("Save the minutes")
    v.reads("Someone else changed this", "Forty families spoke.")
    assert v.field("Minutes").input_value() == "The chair thanked them.\nTwenty families spoke."
    v.look("minutes-changed-by-another")
    v.press("Save the minutes")

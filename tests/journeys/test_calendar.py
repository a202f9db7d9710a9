"""A member has their meetings come into their own calendar; the Board manager looks a year ahead and mends a clash."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.journeys.stories import BEGINS
from tests.journeys.test_meetings import type_a_day
from threespires.kernel.clock import today
from threespires.meetings import operations as meetings
from threespires.meetings.models import Calendar, Meeting
from threespires.meetings.reminders import plan_ahead
from threespires.partnership.models import Seat
from threespires.work.assurance.models import Duty

pytestmark = pytest.mark.django_db(transaction=True)


def test_meetings_come_into_a_members_own_calendar(visit):
    area = visit.area
    member = area.executive_member(area.statutory[1])
    plan_ahead()
    visit.sit(member)
    visit.place("Meetings", "Have them come into Outlook, Google or Apple")
    visit.reads("Executive Board meeting")
    visit.look("calendar")
    visit.press("Make the address")
    visit.look("calendar-address")
    where = visit.field("The secret address").input_value()
    answer = Client().get(where.partition("localhost:8000")[2])
    assert answer.content.count(b"BEGIN:VEVENT") >= 4
    visit.go("Done")
    visit.reads("A calendar program last read it on 2 February 2026")
    visit.look("calendar-with-address")
    visit.tick("For none")
    visit.press("Save")
    visit.reads("Saved for which meetings invitations come")
    visit.press("End the feed")
    visit.reads("The address of your feed has ended", "Make the address")
    assert not Calendar.objects.get(person=member).has_address
    visit.place("Meetings")
    visit.go("Executive Board", within=visit.section("Your next meetings"))
    assert visit.offers(link="Put it into your calendar")


def test_the_board_manager_looks_a_year_ahead_and_moves_a_meeting_out_of_a_clash(visit):
    area = visit.area
    plan_ahead()
    first = Meeting.objects.after(today()).filter(group=area.executive).first()
    duty = Duty.objects.order_by("pk").first()
    Duty.objects.filter(pk=duty.pk).update(next_date=first.day + timedelta(days=20))
    beside = a_meeting_beside(area, first)
    visit.sit(area.manager)
    visit.place("Meetings", "Forward plan")
    visit.reads("clash", "Must come to it", duty.label, "Budget for the year to come", "Good Friday")
    visit.look("forward-plan")
    visit.go(f"{first.group} and {beside.group}", within=visit.section("To look at"))
    visit.reads("Move this meeting")
    visit.write("Time", "10am")
    visit.write("Why it is moved", "The chair is late that day")
    visit.press("Move the meeting")
    visit.reads("This gets in the way", "in both")
    visit.look("meeting-move-into-a-clash")
    free = first.day + timedelta(days=1)
    type_a_day(visit, str(free.day), str(free.month), str(free.year))
    visit.write("Time", "7am")
    visit.press("Move it all the same")
    visit.heading("Forward plan")
    assert Meeting.objects.get(pk=beside.pk).day == free
    visit.choose("Group", str(beside.group))
    visit.press("Show")
    visit.reads(str(beside.group))
    visit.lacks("Budget for the year to come")


def a_meeting_beside(area, first: Meeting) -> Meeting:
    """The implementation group meets at the Executive's hour; somebody sits in both."""
    group = area.implementation
    person = Seat.objects.now().filter(group=area.executive, role="member").order_by("pk").first().person
    Seat.objects.create(group=group, person=person, role="adviser", starts=BEGINS)
    facts = {"day": first.day, "begins": first.begins, "minutes": 60, "place": "Room 9"}
    return meetings.arrange(group, by=area.manager, **facts)

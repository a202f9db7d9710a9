"""What people do in each room, besides the quarterly cycle."""

from datetime import date

import pytest

from tests.journeys.stories import Visit, soon, work_under_way
from threespires.kernel.clock import today
from threespires.meetings.reminders import plan_ahead
from threespires.partnership.models import Agency
from threespires.thread.actions.models import Action
from threespires.thread.learning.models import Learning

pytestmark = pytest.mark.django_db(transaction=True)


# ------------------------------------------------------------------------------------------ arrangement


@pytest.mark.on_sqlite_too
def test_who_sat_where_on_another_day_has_an_answer(visit):
    area, before = visit.area, Agency.objects.exclude(succeeded_by=None).first()
    visit.sit(area.manager)
    visit.place("Groups")
    visit.look("groups")
    visit.go(str(area.implementation))
    visit.look("group-room")
    visit.go("People")
    visit.look("group-people")
    visit.reads(area.lead(area.statutory[1]).name)
    visit.write("Who sat here on another day", "2021-03-03")
    visit.press("Show")
    visit.heading("on 3 March 2021")
    visit.reads("Vacant", str(before))
    assert area.lead(area.statutory[1]).name not in visit.main.inner_text()

    visit.place("Groups", "Another day")
    visit.date("Day", date(2021, 3, 3))
    visit.look("another-day")
    visit.press("Look at this day")
    visit.place("Groups", "How the partnership is arranged")
    visit.reads("On 3 March 2021", str(before))
    visit.look("arrangement-on-another-day")
    visit.place("Meetings")
    strip = visit.page.get_by_role("region", name="What you are looking at")
    assert "3 March 2021" in strip.inner_text()
    visit.go("Return to today")
    visit.press("Return to today")
    visit.place("Groups", "How the partnership is arranged")
    visit.reads(str(area.statutory[1]))
    visit.look("arrangement")


def test_the_board_manager_ends_a_seat_seats_another_and_names_a_delegate(visit):
    area, group = visit.area, visit.area.implementation
    leaving, stays = area.lead(area.others[0]), area.lead(area.others[1])
    visit.sit(area.manager)
    visit.place("Groups", str(group), "People")
    visit.go(f"End this seat of {leaving}")
    visit.write("Why it ends", "Retired")
    visit.look("seat-end")
    visit.press("End the seat")
    visit.on(soon(today(), 1))
    visit.go("Seat somebody")
    visit.choose("Who", str(area.outsider))
    visit.choose("In which place", str(area.others[0]))
    visit.look("seat-take")
    visit.press("Seat this person")
    visit.reads(str(area.outsider))
    visit.go(f"Name a delegate for {stays}")
    visit.choose("Who will sit instead", str(leaving))
    visit.date("First day", today())
    visit.date("Last day", soon(today(), 60))
    visit.write("Why", "On leave")
    visit.look("seat-lend")
    visit.press("Name the delegate")
    visit.reads(f"Delegate: {leaving}")

    visit.sit(area.delivery_chair)
    visit.place("Groups", str(group), "People", "Record a review")
    for why in visit.main.get_by_label("Why, for").all():
        why.fill("Speaks for the agency, and comes")
    visit.look("membership-review")
    visit.press("Record the review")
    visit.unfold(today().strftime("%B %Y"))
    visit.reads("Speaks for the agency, and comes")

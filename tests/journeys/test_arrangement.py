"""The arrangement: who sat where on another day, and how seats, posts and terms change hands."""

from datetime import date

import pytest

from tests.journeys.stories import soon
from threespires.kernel.clock import today
from threespires.partnership.models import Agency

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.on_sqlite_too
def test_who_sat_where_on_another_day_has_an_answer(visit):
    area, before = visit.area, Agency.objects.exclude(successors=None)[0]
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
    visit.lacks(area.lead(area.statutory[1]).name)

    visit.place("Groups", "Another day")
    visit.date("Day", date(2021, 3, 3))
    visit.look("another-day")
    visit.press("Look at this day")
    visit.place("Groups", "How the partnership is arranged")
    visit.reads("On 3 March 2021", str(before))
    visit.look("arrangement-on-another-day")
    visit.place("Groups", "Agencies")
    visit.reads(before.name)
    visit.look("agencies")
    visit.place("Meetings")
    strip = visit.page.get_by_role("region", name="What you are looking at")
    assert "3 March 2021" in strip.inner_text()
    visit.go("Return to today")
    visit.press("Return to today")
    visit.place("Groups", "How the partnership is arranged")
    visit.reads(str(area.statutory[1]))
    visit.look("arrangement")


def test_seats_and_posts_pass_on_and_their_history_stays(visit):
    area, group = visit.area, visit.area.implementation
    leaving, stays = area.lead(area.others[0]), area.lead(area.others[1])
    visit.sit(area.manager)
    visit.place("Groups", str(group), "People")
    visit.go(f"End this seat of {leaving}")
    visit.press("End the seat")
    visit.reads("Enter why it ends")
    visit.look("seat-end-with-errors")
    visit.write("Why it ends", "Retired")
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

    visit.place("Groups", "Posts")
    visit.look("posts")
    visit.go("Change")
    visit.choose("Who holds it", str(area.outsider))
    visit.look("post-hold")
    visit.press("Save")
    visit.reads(str(area.outsider))
    visit.look("post")
    visit.place("Groups", "Agencies", area.others[0].name)
    visit.look("agency")


def test_a_group_reviews_its_membership_and_confirms_its_terms(visit):
    group = visit.area.implementation
    visit.sit(visit.area.delivery_chair)
    visit.place("Groups", str(group), "People", "Record a review")
    visit.write("What the group noted", "Everyone speaks for their agency, and comes")
    visit.look("membership-review")
    visit.press("Record the review")
    visit.unfold(today().strftime("%B %Y"))
    visit.reads("Everyone speaks for their agency, and comes")

    visit.place("Groups", str(group), "Terms of reference")
    visit.reads("To be confirmed by the partnership")
    visit.look("terms")
    visit.press("Confirm")
    visit.reads("Confirmed", visit.area.delivery_chair.name)
    visit.go("History")
    visit.reads("Term confirmed", visit.area.delivery_chair.name)
    visit.look("group-history")

"""Home says what is owed; search finds what one may see, typing errors forgiven; the menu leads everywhere."""

import pytest

from tests.journeys.stories import soon, work_under_way
from threespires.meetings.reminders import plan_ahead
from threespires.thread.learning import operations as learning

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.on_sqlite_too
def test_home_says_what_is_late_and_search_forgives_a_typing_error(visit):
    area = visit.area
    under_way = work_under_way(area, "Share missed appointments the same day")
    plan_ahead()
    owner = under_way.actions[0].owner
    visit.on(soon(under_way.actions[0].due_on, 5))
    visit.sit(owner)
    visit.heading("late")
    visit.reads("Share missed appointments the same day", "5 days late")
    visit.look("home-with-something-late")
    visit.open("/owed/")
    visit.look("owed")

    box = visit.page.get_by_role("banner").get_by_role("searchbox")
    box.fill("apointments")
    with visit.page.expect_navigation():
        box.press("Enter")
    visit.reads("Showing results for", "Share missed appointments the same day")
    visit.look("search-with-a-typing-error")
    visit.open("/search/?q=appointments")
    visit.go("Share missed appointments the same day")
    visit.heading("Share missed appointments the same day")
    visit.open("/search/?q=zzzzqqqq")
    visit.heading("Nothing found")
    visit.look("search-nothing")
    visit.open("/search/")
    visit.look("search")

    learning.learn(by=area.quality, kind="audit", title="Audit of the appointments desk", summary="9 of 24.")
    visit.sit(area.outsider)
    visit.open("/search/?q=appointments")
    visit.heading("Nothing found")

    visit.sit(owner)
    visit.open("/menu/")
    visit.look("menu")
    for place in ("Home", "Groups", "Thread", "Action plan", "Meetings", "Assurance"):
        visit.open("/menu/")
        visit.go(place)
        assert visit.heading() != "Page not found"


def test_each_place_says_what_will_stand_there_before_anything_does(visit):
    area = visit.area
    group = area.sub_group.key
    visit.sit(area.manager)
    for address, name in (
        ("/", "home"),
        ("/owed/", "owed"),
        ("/search/?q=route", "search"),
        ("/thread/", "threads"),
        ("/thread/broken/", "broken"),
        ("/thread/process/", "process"),
        ("/thread/learning/", "learning"),
        ("/thread/enquiries/", "enquiries"),
        ("/thread/priorities/", "priorities"),
        ("/thread/priorities/new/", "priority-new"),
        ("/actions/", "plan"),
        ("/actions/print/", "plan-print"),
        ("/actions/work/", "work"),
        ("/actions/work/new/", "work-new"),
        ("/actions/tests/", "tests"),
        ("/actions/rounds/", "rounds"),
        ("/actions/escalations/", "escalations"),
        ("/meetings/", "meetings"),
        ("/assurance/mirrors/", "mirrors"),
        ("/assurance/boundaries/", "boundaries"),
        (f"/groups/{group}/", "group-room"),
        (f"/actions/group/{group}/", "group-work"),
        (f"/meetings/group/{group}/", "group-meetings"),
        (f"/thread/learning/group/{group}/", "group-learning"),
    ):
        assert visit.open(address) == 200, address
        visit.look(f"empty-{name}")

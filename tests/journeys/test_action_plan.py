"""The action plan as a whole: finding in it, doing one thing to many, rounds of updates, work that ends."""

import pytest

from tests.journeys.stories import Visit, soon, work_under_way
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.thread.actions.reminders import rise_overdue

pytestmark = pytest.mark.django_db(transaction=True)

ROUTE, TRAINING, SHARING = "Write the follow-up route", "Train every reception", "Share missed appointments"


@pytest.mark.on_sqlite_too
def test_the_board_manager_finds_dates_and_asks_for_many_actions_at_once(visit):
    under_way = work_under_way(visit.area, ROUTE, TRAINING, SHARING)
    first, second, _ = under_way.actions
    visit.sit(visit.area.manager)
    visit.place("Action plan")
    visit.press("Change the date")
    visit.reads("No action was ticked. Nothing has happened.")
    visit.look("plan-nothing-ticked")
    visit.go("Back to the action plan")
    visit.choose("Owner", str(first.owner))
    visit.press("Apply filters")
    visit.reads("1 of 3 actions", ROUTE)
    visit.lacks(TRAINING)
    visit.look("plan-filtered")
    visit.go("Clear")
    tick_rows(visit, ROUTE, TRAINING)
    visit.press("Change the date")
    visit.heading("Change the date of two actions")
    visit.date("New date for all of them", soon(today(), -3))
    visit.press("Change the date of two actions")
    visit.reads("must be on or after")
    visit.look("plan-dates-with-errors")
    visit.date("New date for all of them", soon(today(), 45))
    visit.press("Change the date of two actions")
    visit.reads("Changed the date of two actions", say_date(soon(today(), 45)))

    ask_for_updates_and_chase(visit, first, second)
    visit.place("Action plan", "Print")
    visit.reads(ROUTE, TRAINING, SHARING)
    visit.look("plan-print")


def tick_rows(v: Visit, *titles: str) -> None:
    for title in titles:
        v.main.get_by_role("row").filter(has_text=title).get_by_role("checkbox").check(force=True)


def ask_for_updates_and_chase(v: Visit, first, second) -> None:
    """A round is asked of two; one answers, the other is asked again."""
    tick_rows(v, ROUTE, TRAINING)
    v.press("Ask for an update")
    v.write("What do you ask?", "What is done, and what stands in the way?")
    v.date("Answer by", soon(today(), 7))
    v.look("plan-ask-many")
    v.press("Ask for an update of two actions")
    v.heading("2 of 2 have not answered")

    v.sit(first.owner)
    v.go(f"Update on {ROUTE}")
    v.write("What has happened since the last update?", "A first page is with the services.")
    v.press("Save update")

    v.on(soon(today(), 8))
    v.sit(v.area.manager)
    v.place("Action plan", "Ask for a round of updates")
    v.look("round-new")
    v.open("/actions/rounds/")
    v.look("rounds")
    v.go("What is done, and what stands in the way?")
    v.heading("1 of 2 have not answered")
    v.reads("A first page is with the services.", "1 day late")
    v.look("round")
    v.go("Ask them again")
    v.reads(str(second.owner))
    v.date("Answer by", soon(today(), 7))
    v.look("round-chase")
    v.press("Ask them again")
    v.reads("Asked again on")


def test_work_that_is_done_or_not_needed_ends_with_its_reason(visit):
    area, under_way = visit.area, work_under_way(visit.area, ROUTE)
    visit.sit(area.delivery_chair)
    visit.place("Groups", str(area.implementation), "Work")
    visit.look("group-work")
    visit.go(under_way.work.title)
    visit.look("work-with-an-action")
    visit.go(ROUTE, "Withdraw this action")
    visit.press("Withdraw")
    visit.reads("Enter why it is withdrawn")
    visit.write("Why is it withdrawn?", "Every service has one already.")
    visit.press("Withdraw")
    visit.place("Action plan", "Tasked work", under_way.work.title, "Say that it is done")
    visit.write("What shows that it is done?", "Each service showed its route.")
    visit.look("work-finish")
    visit.press("It is done")
    visit.reads("What shows that it is done", "Each service showed its route.")
    visit.look("work-done")

    visit.sit(area.executive_member(area.statutory[0]))
    visit.place("Action plan", "Tasked work")
    visit.look("work-none-under-way")
    visit.go("Task work")
    visit.tick(under_way.priority.title)
    visit.look("work-new-which-priority")
    visit.press("Continue")
    visit.write("What needs to happen?", "Ask children what would help")
    visit.press("Task it")
    visit.reads("Choose the level of need", "Enter what counts as done")
    assert visit.field("What needs to happen?").input_value() == "Ask children what would help"
    visit.look("work-new-with-errors")
    visit.tick(area.levels[0].name)
    visit.choose("Which group is it tasked to?", str(area.sub_group))
    visit.date("Done by", soon(today(), 60))
    visit.write("What counts as done?", "Children’s answers are read by every service.")
    visit.press("Task it")
    visit.go("Withdraw this work")
    visit.write("Why is it withdrawn?", "The youth council asks them this spring.")
    visit.look("work-withdraw")
    visit.press("Withdraw")
    visit.reads("The youth council asks them this spring.")
    visit.place("Action plan", "Tasked work", "Work that has ended")
    visit.reads("Ask children what would help", under_way.work.title)
    visit.look("work-ended")


def test_what_is_late_rises_by_itself_and_a_test_that_came_too_early_is_made_again(visit):
    area, under_way = visit.area, work_under_way(visit.area, ROUTE)
    visit.on(soon(under_way.actions[0].due_on, 60))
    rise_overdue()
    visit.sit(area.manager)
    visit.place("Action plan")
    visit.look("action-plan-late")
    visit.go("Escalations")
    visit.reads(ROUTE)
    visit.look("escalations")
    visit.go(ROUTE)
    visit.reads("It rose by itself")
    visit.write("What is the answer?", "Finish it by the summer.")
    visit.write("At which meeting was it given?", str(area.executive))
    visit.look("escalation-answered-for-a-meeting")
    visit.press("Answer")
    visit.go("Escalations")
    visit.look("escalations-answered")

    visit.place("Action plan", "Tests of effect")
    visit.look("tests-empty")
    visit.go("Plan a test")
    visit.tick(under_way.priority.title)
    visit.look("test-new-which-priority")
    visit.press("Continue")
    visit.write("What is the test called?", "Feedback of families")
    visit.tick("Feedback of children or families")
    visit.write("How will we know that practice changed?", "Families say that somebody rang.")
    visit.date("Report by", soon(today(), 10))
    visit.choose("Who finds out?", str(area.quality))
    visit.press("Plan it")
    visit.on(soon(today(), 15))
    visit.sit(area.quality)
    visit.go("Feedback of families", "Report what it found")
    visit.tick("Too early")
    visit.press("Report it")
    visit.reads("Enter what was found")
    visit.look("test-report-with-errors")
    visit.write("What was found?", "Three families answered.")
    visit.date("When was it found?", today())
    visit.date("If it is too early, when is it tested again?", soon(today(), 90))
    visit.press("Report it")
    visit.reads("It is tested again by")
    visit.go("T-2")
    visit.reads("It follows T-1")
    visit.go("Withdraw this test")
    visit.write("Why is the test not made?", "The yearly survey asks it.")
    visit.look("test-withdraw")
    visit.press("Withdraw")
    visit.reads("The yearly survey asks it.")
    visit.place("Action plan", "Tests of effect")
    visit.reads("Too early")
    visit.look("tests")

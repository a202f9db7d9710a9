"""Lines of enquiry put in better words and closed; priorities carried, changed and closed, never silently."""

import pytest

from tests.journeys.stories import Visit, soon, work_under_way
from threespires.kernel.clock import today
from threespires.thread.learning import operations as learning
from threespires.thread.priorities import operations as priorities

pytestmark = pytest.mark.django_db(transaction=True)

WORRY = "A missed appointment was known to one agency alone."
BETTER = "In 9 of 24 cases a missed appointment was known to one agency alone."


@pytest.mark.on_sqlite_too
def test_a_line_of_enquiry_is_put_in_better_words_and_closed(visit):
    area = visit.area
    audit = learning.learn(by=area.quality, kind="audit", title="Audit of 24 cases", summary="In 9 of 24 cases.")
    enquiry = priorities.open_enquiry(by=area.manager, question="Do we act together when a child is not brought?")
    _, worried, *_ = area.columns
    for text in (WORRY, "Nobody asks the child why."):
        priorities.state(enquiry, by=area.manager, column=worried, text=text, cites=[audit])

    visit.sit(area.manager)
    visit.place("Thread", "Lines of enquiry")
    visit.look("enquiries")
    visit.go(enquiry.question, "Reword or cite learning")
    visit.look("statements")
    visit.go(f"Reword or cite {WORRY}")
    visit.write("What do you state?", "")
    visit.press("Save")
    visit.reads("Enter what you state")
    visit.look("statement-reword-with-errors")
    visit.write("What do you state?", BETTER)
    visit.press("Save")
    visit.reads(BETTER)
    visit.go("Reword or cite learning", "Withdraw Nobody asks the child why.")
    visit.write("Why is it withdrawn?", "The audit does not show it.")
    visit.look("statement-withdraw")
    visit.press("Withdraw it")
    visit.go("Earlier versions (2)")
    visit.reads(WORRY, BETTER, "Nobody asks the child why.")
    visit.look("statements-earlier")

    say_how_safe_it_is(visit, enquiry.question)
    visit.sit(area.manager)
    visit.place("Thread", "Lines of enquiry", enquiry.question, "Close this line of enquiry")
    visit.write("Why is it closed?", "Asked of every service, and answered.")
    visit.look("enquiry-close")
    visit.press("Close it")
    visit.reads("Asked of every service, and answered.")
    visit.look("enquiry-closed")
    visit.place("Thread", "Lines of enquiry", "Closed")
    visit.reads(enquiry.question)


def say_how_safe_it_is(v: Visit, question: str) -> None:
    """An agency says how safe it is, and three months later again; both stand, each with its reason."""
    v.sit(v.area.lead(v.area.statutory[0]))
    for score, reason in (("4", "We learn of it when it is too late."), ("6", "We learn of it within the week.")):
        v.place("Thread", "Lines of enquiry", question, "Say how safe it is")
        v.press("Save")
        v.reads("Choose a number from 0 to 10")
        v.tick(score)
        v.write("Why that number, and not one less or more?", reason)
        v.press("Save")
        v.on(soon(today(), 89))
    v.look("enquiry-with-scales-over-time")
    v.go("Every scale and its reason")
    v.reads("We learn of it when it is too late.", "We learn of it within the week.")
    v.look("scales")


def test_a_priority_is_carried_forward_changed_by_two_at_once_and_closed(visit):
    area, under_way = visit.area, work_under_way(visit.area)
    visit.on(soon(today(), 89))
    visit.sit(area.manager)
    visit.place("Thread", "Priorities")
    visit.heading("One priority is not yet decided")
    visit.look("priorities-undecided")
    visit.go(under_way.priority.title)
    visit.look("priority-undecided")
    visit.go("Carry forward")
    visit.write("Why?", "The new route began in March.")
    visit.write("On which occasion?", str(area.executive))
    visit.look("priority-carry")
    visit.press("Carry it forward")
    visit.reads("The new route began in March.")
    visit.lacks("Not yet decided")

    visit.go("Change this priority")
    visit.write("Priority", "Every child not brought is followed up by somebody they know")
    visit.write("Why does it change?", "Children asked for it.")
    visit.write("On which occasion?", str(area.executive))
    other = visit.beside(area.executive_member(area.statutory[0]))
    other.place("Thread", "Priorities", under_way.priority.title, "Change this priority")
    other.write("Priority", "Every child not brought is seen")
    other.write("Why does it change?", "Seen, and not only rung.")
    other.write("On which occasion?", str(area.executive))
    other.press("Save the change")
    other.heading("Every child not brought is seen")
    visit.press("Save the change")
    visit.reads("Someone else changed this", "Every child not brought is seen", "followed up by somebody they know")
    assert visit.field("Why does it change?").input_value() == "Children asked for it."
    visit.look("priority-changed-by-another")
    visit.press("Save the change")
    visit.heading("Every child not brought is followed up by somebody they know")

    visit.go("Close this priority")
    visit.write("Why?", "Children are followed up; the re-audit shows it.")
    visit.write("On which occasion?", str(area.executive))
    visit.look("priority-close")
    visit.press("Close it")
    visit.reads("Closed", "the re-audit shows it")
    visit.look("priority-closed")

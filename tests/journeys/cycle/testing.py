"""The end of the quarterly cycle: whether anything changed, and the way back to where it began."""

from tests.journeys.cycle.telling import AUDIT, FOUND, LEARNED, NEED, PRIORITY, QUESTION, RE_AUDIT, ROUTE, SHARING
from tests.journeys.stories import BEGINS, Visit, soon
from threespires.kernel.clock import today


def find_out_whether_it_changed_anything(v: Visit) -> None:
    """The team plans how it will be known that practice changed, finds out, and what was found is learning."""
    v.sit(v.area.quality)
    v.place("Action plan", ROUTE, "Plan a test of its effect")
    v.write("What is the test called?", RE_AUDIT)
    v.tick("Audit", f"{ROUTE} (A-1)")
    v.write("How will we know that practice changed?", "In 15 of 20 cases more than one agency knew.")
    v.date("Report by", soon(today(), 60))
    v.choose("Who finds out?", v.area.quality.name)
    v.look("effect-plan")
    v.press("Plan")
    v.heading(RE_AUDIT)
    v.look("effect-planned")

    v.on(soon(today(), 58))
    v.sit(v.area.quality)
    v.go(RE_AUDIT, "Report what it found")
    v.tick("Partly changed")
    v.write("What was found?", FOUND)
    v.date("When was it found?", today())
    v.write("In one line, what did we learn?", LEARNED)
    v.look("effect-report")
    v.press("Report")
    v.reads("It is learning now")
    v.look("effect-reported")


def walk_back_to_where_it_began(v: Visit) -> None:
    """The scrutineer comes upon what was found, and walks from there to the audit and the child's words."""
    v.sit(v.area.scrutineer)
    v.place("Thread", "Learning", LEARNED)
    v.look("learning-from-a-test")
    v.go("walk the thread")
    v.look("thread")
    v.reads("Why are we doing this?", "What came of it?", RE_AUDIT, ROUTE, NEED, PRIORITY, QUESTION, AUDIT)
    why = v.section("Why are we doing this?", level=3).inner_text()
    places = [why.index(each) for each in (LEARNED, RE_AUDIT, ROUTE, NEED, PRIORITY, QUESTION, AUDIT)]
    assert places == sorted(places)
    v.choose("Start from another point", AUDIT)
    v.press("Walk from here")
    v.reads("Walk it from", LEARNED)
    v.go(AUDIT)
    v.heading(AUDIT)
    v.place("Thread", "All broken threads")
    v.look("broken-threads")
    v.place("Thread", "How a concern becomes a change")
    v.look("process")


def look_in_an_agencys_mirror(v: Visit) -> None:
    """The Board manager prepares it; the agency's lead sees it first, and the Executive a week later."""
    agency = v.area.others[0]
    v.sit(v.area.manager)
    v.place("Assurance", "Mirrors", "Prepare a mirror")
    v.choose("Agency", str(agency))
    v.date("Looking back to", BEGINS)
    v.look("mirror-prepare")
    v.press("Prepare it")

    v.sit(v.area.executive_member(v.area.statutory[0]))
    v.place("Assurance", "Mirrors")
    v.reads("No mirror is open to you.")

    v.sit(v.area.lead(agency))
    v.place("Assurance", "Mirrors", str(agency))
    v.write("What the Executive should know", "We trained our own staff first.")
    v.look("mirror-of-its-lead")
    v.press("Save these words")

    v.on(soon(today(), 7))
    v.sit(v.area.executive_member(v.area.statutory[0]))
    v.place("Assurance", "Mirrors")
    v.look("mirrors")
    v.go(str(agency))
    v.reads("We trained our own staff first.", ROUTE, "1, of which 1 proposed complete by their date")
    v.look("mirror")
    v.place("Assurance", "Across boundaries")
    v.reads(SHARING)
    v.look("boundaries")

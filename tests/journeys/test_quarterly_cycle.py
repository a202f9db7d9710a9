"""The quarterly cycle, from what was learned to what changed, by the people who do it."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.journeys.stories import BEGINS, Visit, soon
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.meetings.reminders import plan_ahead
from threespires.partnership.models import Agency, Group

pytestmark = pytest.mark.django_db(transaction=True)

QUESTION = "Do we act together when a child is not brought to a health appointment?"
AUDIT = "Audit of 24 cases of children not brought"
WORDS = "Nobody asked me why I kept missing. I would have told them."
WORRY = "In 9 of 24 cases a missed appointment was known to one agency alone."
PRIORITY = "Every child not brought is followed up the same week"
VISION = "Whoever notices first rings, and somebody sees me that week."
ROUTE, TRAINING, SHARING = (
    "Write the follow-up route on one page",
    "Train every reception to ask why",
    "Share missed appointments the same day",
)
ANSWER = "Share them for six months, on the ground of the child’s welfare."
RE_AUDIT = "Re-audit of 20 cases"
FOUND = "In 12 of 20 cases more than one agency knew."
LEARNED = "More agencies know, but not yet all of them"
ACTIONS = (
    (ROUTE, lambda area: area.others[0], 30),
    (TRAINING, lambda area: area.others[1], 40),
    (SHARING, lambda area: area.statutory[1], 50),
)
NEED = "One follow-up route that every service uses within the week."


@pytest.mark.on_sqlite_too
def test_what_was_learned_becomes_a_change_that_is_tested(visit, tmp_path):
    go_through_the_cycle(visit, tmp_path)


@pytest.mark.parametrize("visit", ["saltmere"], indirect=True)
def test_it_does_in_another_area_too(visit, tmp_path):
    go_through_the_cycle(visit, tmp_path)


def go_through_the_cycle(visit: Visit, tmp_path: Path) -> None:
    plan_ahead()
    contribute_what_was_learned(visit)
    ask_a_line_of_enquiry(visit)
    say_how_safe_it_is(visit)
    prepare_the_executive(visit)
    hold_the_executive(visit)
    set_a_priority_and_task_work(visit)
    hold_the_delivery_group(visit)
    agree_a_vision(visit)
    update_in_the_browser(visit)
    update_by_excel(visit, tmp_path)
    escalate_what_is_blocked(visit)
    propose_and_accept(visit)
    find_out_whether_it_changed_anything(visit)
    walk_back_to_where_it_began(visit)
    look_in_an_agencys_mirror(visit)


def contribute_what_was_learned(v: Visit) -> None:
    """An audit by the team, and a child's own words by an agency."""
    v.sit(v.area.quality)
    v.look("home-at-the-beginning")
    v.place("Thread", "Learning", "Contribute")
    v.look("learning-kind")
    v.tick("Audit")
    v.press("Continue")
    v.write("Title", AUDIT)
    v.write("What did we learn?", WORRY)
    v.date("When was it learned?", today())
    v.look("learning-new")
    v.press("Contribute")
    v.heading(AUDIT)
    v.look("learning")

    v.sit(v.area.lead(v.area.others[-1]))
    v.place("Thread", "Learning", "Contribute learning")
    v.tick("Child’s voice")
    v.press("Continue")
    v.write("Title", "“Nobody asked me why”")
    v.press("Contribute")
    v.look("learning-new-with-errors")
    v.write("The child’s words, as they were said", WORDS)
    v.write("Who said it?", "A young person")
    v.tick("The child agreed that these words may be used in this way")
    v.date("When was it said?", today())
    v.press("Contribute")
    v.heading("Nobody asked me why")


def ask_a_line_of_enquiry(v: Visit) -> None:
    """The Board manager opens it; what is known is stated under each question, citing its learning."""
    v.sit(v.area.manager)
    v.place("Thread", "Lines of enquiry", "Open")
    v.write("What do we ask ourselves?", QUESTION)
    v.look("enquiry-new")
    v.press("Open it")
    v.heading(QUESTION)
    well, worried, *_, needed = v.area.columns
    state(v, well.heading, "Each service keeps its own list, and keeps it well.", AUDIT)
    state(v, worried.heading, WORRY, AUDIT)
    state(v, needed.heading, NEED)

    v.sit(v.area.lead(v.area.others[-1]))
    v.place("Thread", "Learning", "Nobody asked me why", "Take it into a line of enquiry", QUESTION)
    v.tick(worried.heading, "These are a child’s own words")
    v.write("What do you state?", WORDS)
    v.press("Add the statement")
    v.reads(WORDS)
    v.look("enquiry")


def state(v: Visit, question: str, text: str, *cited: str) -> None:
    v.go("Add a statement")
    v.tick(question, *cited)
    v.write("What do you state?", text)
    v.look("statement-new")
    v.press("Add the statement")
    v.reads(text)


def say_how_safe_it_is(v: Visit) -> None:
    """Two agencies say where they stand, each with its reason."""
    for agency, score, reason in (
        (v.area.statutory[0], "4", "We learn of it when it is too late."),
        (v.area.others[0], "6", "Our own list works; nobody else sees it."),
    ):
        v.sit(v.area.lead(agency))
        v.place("Thread", "Lines of enquiry", QUESTION, "Say how safe it is")
        v.tick(score)
        v.write("Why that number, and not one less or more?", reason)
        v.look("scale-new")
        v.press("Save")
    v.go("Every scale and its reason")
    v.reads("We learn of it when it is too late.", "Our own list works")
    v.look("scales")


def prepare_the_executive(v: Visit) -> None:
    """The Board manager finds the Executive's next meeting in the plan, fills its agenda and edits it."""
    v.sit(v.area.manager)
    v.place("Meetings")
    v.look("meetings")
    v.go(str(v.area.executive))
    v.look("meeting-planned")
    v.go("Prepare the agenda")
    v.reads(QUESTION)
    v.look("agenda-prepare")
    v.press("Add these to the agenda")
    v.look("agenda-edit")
    last = v.area.executive.agenda_template.now().last().title
    v.press(f"Move up {last}")
    v.go(f"Amend {last}")
    v.write("Minutes", "35")
    v.look("agenda-item")
    v.press("Save")
    v.reads("35 minutes")
    v.go("Add an item")
    v.write("Title", "What young people ask of us")
    v.tick("Shape")
    v.press("Save")
    v.press(f"Take off {v.area.executive.agenda_template.now().first().title}")
    v.reads("Taken off", "What young people ask of us")
    v.go("See it as members do")
    v.reads(QUESTION)
    v.look("meeting-prepared")


def hold_the_executive(v: Visit) -> None:
    """Its chair opens it on the day, notes who is here, and a decision is recorded once it is quorate."""
    meeting = v.area.executive.meetings.after(today())[0]
    v.on(soon(meeting.day, -9))
    for agency in v.area.statutory[1:]:
        v.sit(v.area.executive_member(agency))
        v.go(f"Say whether you will come to the {v.area.executive}")
        v.tick("Yes")
        v.look("meeting-reply")
        v.press("Send the reply")

    v.on(meeting.day, 14)
    v.sit(v.area.chair)
    v.look("home-on-the-day")
    v.go(f"Run the meeting of the {v.area.executive}")
    v.look("meeting-open")
    v.press("Open the meeting")
    v.reads("Not quorate")
    v.look("meeting-run")
    v.go("Someone has arrived or left")
    for agency in v.area.statutory:
        v.choose(f"Is {v.area.executive_member(agency)} here?", "Here")
    v.write("Somebody else who is here", "A young adviser")
    v.look("meeting-attendance")
    v.press("Save attendance")
    v.reads("Quorate")
    v.unfold("Record a decision")
    v.write("What was decided", "Follow up every child who is not brought within the same week.")
    v.press("Record the decision")
    v.reads("D-1", "Follow up every child")


def set_a_priority_and_task_work(v: Visit) -> None:
    """Still in the meeting: from the line of enquiry to a priority, and from what needs to happen to a group."""
    v.go("Whole agenda", QUESTION, f"Put to the {v.area.executive}")
    v.look("priority-new")
    v.write("Priority", PRIORITY)
    v.write("What will be different for children?", "A child who misses care is seen, and asked why, within the week.")
    v.write("How shall we know?", "A re-audit of 20 cases, and what children say.")
    assert v.main.get_by_role("group", name="At which meeting?").get_by_label(str(v.area.executive)).is_checked()
    v.press("Check your answers")
    v.look("priority-check")
    v.press("Set this priority")
    v.heading(PRIORITY)
    v.look("priority")
    v.go(QUESTION)
    v.go("See the priority", f"Task this {NEED}")
    v.look("work-new")
    v.tick(v.area.levels[-2].name)
    v.choose("Which group is it tasked to?", str(v.area.sub_group))
    v.date("Done by", soon(today(), 120))
    v.write("What counts as done?", "Every service uses the same route.")
    v.press("Task it")
    v.heading(NEED)
    v.look("work")
    close_the_meeting(v, v.area.executive)


def close_the_meeting(v: Visit, group: Group) -> None:
    """Says what was said, is done with the item, and closes: what is left goes to the next meeting."""
    v.place("Meetings", str(group), "Go to the meeting")
    v.write("Minutes", "Everyone spoke. The young adviser asked to see what comes of it.")
    v.write("How it ended, in a few words", "Agreed")
    v.press("Next item")
    v.go("Close the meeting")
    v.look("meeting-close")
    v.press("Close the meeting")
    v.reads("Meeting closed", "carried to the next meeting")
    v.look("meeting-closed")


def hold_the_delivery_group(v: Visit) -> None:
    """In two halves: it looks back, then takes up what is new and raises actions on the spot."""
    group = v.area.implementation
    meeting = group.meetings.after(soon(today(), 1))[0]
    v.on(soon(meeting.day, -3))
    v.sit(v.area.manager)
    v.go(f"Prepare the agenda of the {group}")
    v.press("Add these to the agenda")
    v.reads(*dict.fromkeys(group.agenda_template.now().values_list("half", flat=True)), NEED)

    v.on(meeting.day, 11)
    v.sit(v.area.delivery_chair)
    v.go(f"Run the meeting of the {group}")
    everyone_is_here(v)
    v.press("Open the meeting")
    v.reads("Quorate")
    v.look("meeting-run-in-halves")
    v.go(NEED)
    v.go("Open W-1")
    v.press("Take it up")
    v.reads("Taken up")
    v.place("Meetings", str(group), "Go to the meeting")
    v.go(NEED)
    for title, agency, days in ACTIONS:
        raise_on_the_spot(v, title, agency(v.area), soon(today(), days))
    v.look("meeting-run-with-actions")
    close_the_meeting(v, group)


def everyone_is_here(v: Visit) -> None:
    for seat in v.main.get_by_role("combobox").all():
        seat.select_option(label="Here")


def raise_on_the_spot(v: Visit, title: str, agency: Agency, due: date) -> None:
    v.write("What will be done", title)
    v.choose("Who", v.area.lead(agency).name)
    v.write("By", say_date(due))
    v.choose("For which tasked work", NEED)
    v.press("Raise action")
    v.reads(title, v.area.lead(agency).name)


def agree_a_vision(v: Visit) -> None:
    """One member of the group writes what it will be like, another agrees it."""
    first, second = v.area.statutory[:2]
    v.sit(v.area.lead(first))
    v.place("Thread", "Priorities", PRIORITY, "Write the vision")
    v.write("What will it be like when this is done?", VISION)
    v.look("vision")
    v.press("Save the vision")
    v.press("Agree this vision")
    v.sit(v.area.lead(second))
    v.go(f"Agree the vision: {PRIORITY}")
    v.press("Agree this vision")
    v.reads(VISION, f"{v.area.lead(first).name}", "Agreed")
    v.look("priority-with-vision")


def update_in_the_browser(v: Visit) -> None:
    """An agency's lead says how its action stands, and puts evidence beside it."""
    v.on(soon(today(), 10))
    v.sit(v.area.lead(v.area.others[0]))
    v.look("home-with-an-action")
    v.go(ROUTE)
    v.look("action-new")
    v.write("What has happened since the last update?", "Two services have agreed the route.")
    v.tick("In progress")
    v.press("Save update")
    v.reads("Two services have agreed the route.", "In progress")
    v.look("action")


def update_by_excel(v: Visit, folder: Path) -> None:
    """Another lead takes the plan out, writes in it, hands it in, sees what would change, and applies it."""
    v.sit(v.area.lead(v.area.others[1]))
    v.place("Action plan")
    v.look("action-plan")
    v.choose("Owner", v.area.lead(v.area.others[1]).name)
    v.press("Apply filters")
    kept = v.download("Export to Excel", folder)
    write_in_the_sheet(kept, TRAINING, {"State": "In progress", "New update": "Four of nine receptions trained."})
    v.go("Import")
    v.look("sheet-hand-in")
    v.attach("Excel file", kept)
    v.press("Read it")
    v.heading("One row would change")
    v.reads("Not started", "In progress", "Four of nine receptions trained.")
    v.look("sheet-ready")
    v.press("Take in this row")
    v.heading("One row was taken in")
    v.look("sheet-applied")
    v.go("Back to the list", TRAINING)
    v.reads("Four of nine receptions trained.")


def write_in_the_sheet(file: Path, title: str, written: dict[str, str]) -> None:
    """What a person does in Excel: finds the row of their action, and writes in its cells."""
    book = load_workbook(file)
    sheet = book.active
    headings = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in sheet.iter_rows(min_row=2) if row[headings["Action"] - 1].value == title)
    for heading, value in written.items():
        sheet.cell(row[0].row, headings[heading], value)
    book.save(file)


def escalate_what_is_blocked(v: Visit) -> None:
    """The owner says what blocks it and takes it to the group above, which answers; the answer comes back."""
    owner = v.area.lead(v.area.statutory[1])
    v.sit(owner)
    v.go(SHARING)
    v.write("What has happened since the last update?", "Our lawyers and theirs do not agree.")
    v.tick("Blocked")
    v.press("Save update")
    v.reads("Enter what blocks it")
    v.look("action-update-with-errors")
    v.write("If it is blocked, what blocks it?", "No agreed ground for sharing it.")
    v.press("Save update")
    v.reads("Blocked since")
    v.go(f"Escalate to the {v.area.executive}")
    v.write("What stands in the way, and what do you ask of the group above?", "Decide on which ground we may share.")
    v.look("escalate")
    v.press("Escalate")
    v.look("action-escalated")

    v.sit(v.area.executive_member(v.area.statutory[0]))
    v.look("home-with-a-decision")
    v.go(f"Answer: {SHARING}")
    v.look("escalation")
    v.write("What is the answer?", ANSWER)
    v.press("Answer")
    v.look("escalation-answered")
    v.sit(owner)
    v.place("Action plan", SHARING)
    v.reads(ANSWER, f"Answered by the {v.area.executive}")


def propose_and_accept(v: Visit) -> None:
    """What is done is proposed on its evidence; another member of the group accepts it at its next meeting."""
    group = v.area.implementation
    v.sit(v.area.lead(v.area.others[0]))
    v.go(ROUTE, "Add evidence")
    v.tick("Words")
    v.write("What does it show?", "The route as agreed")
    v.write("The words, if it is words", "Whoever notices rings the family that day.")
    v.look("evidence-new")
    v.press("Add")
    v.go("Propose complete")
    v.write("What was done, and what shows it?", "Nine services signed the page.")
    v.look("propose")
    v.press("Propose")
    v.reads("Proposed complete")
    assert not v.offers(button="Accept")

    v.on(soon(group.meetings.after(today())[0].day, -3))
    v.sit(v.area.manager)
    v.go(f"Prepare the agenda of the {group}")
    v.reads(ROUTE)
    v.press("Add these to the agenda")
    v.sit(v.area.lead(v.area.statutory[0]))
    v.place("Meetings", str(group), ROUTE)
    v.look("action-to-judge")
    v.press("Accept")
    v.reads("Accepted")


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

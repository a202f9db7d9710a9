"""The quarterly cycle while work is done: actions, updates, what is blocked, what is accepted."""

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from tests.journeys.cycle.telling import (
    ACTIONS,
    ANSWER,
    NEED,
    PRIORITY,
    ROUTE,
    SHARING,
    TRAINING,
    VISION,
    close_the_meeting,
    everyone_is_here,
)
from tests.journeys.stories import Visit, soon
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.partnership.models import Agency


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

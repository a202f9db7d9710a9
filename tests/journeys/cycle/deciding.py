"""The quarterly cycle until work is tasked: learning, a question, the Executive, a priority."""

from tests.journeys.cycle.telling import AUDIT, NEED, PRIORITY, QUESTION, WORDS, WORRY, close_the_meeting
from tests.journeys.stories import Visit, soon
from threespires.kernel.clock import today


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

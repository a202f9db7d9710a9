"""What groups decided besides the priorities: recorded in their meetings, with reasons and dissent."""

from collections.abc import Callable

from threespires.demo.story.meetings import RUNS
from threespires.demo.story.telling import Story
from threespires.meetings import operations
from threespires.meetings.models import Meeting

# By meeting of the story: what was decided, why, and who dissented.
IMPLEMENTATION = {
    "beginning": (
        ("Every action names what a child would notice once it is done.", "Members asked for it at the table.", ""),
    ),
    "second": (
        (
            "Take evidence of practice only: a plan, a policy or a date set is not evidence that it is done.",
            "Three actions came with minutes of a meeting as their evidence.",
            "",
        ),
    ),
    "third": (
        (
            "Ask the Executive to say which trust names a health lead for the weekly call.",
            "The call has run for nine weeks without one.",
            "The community trust asked for one more month.",
        ),
    ),
    "taking_up": (
        ("Write to school leads first, parents second, when a child was not brought.", "Schools see the child.", ""),
    ),
    "accepting": (
        (
            "Re-audit 20 cases before the next meeting of the Executive.",
            "Two actions are accepted, and nobody yet knows whether practice has changed.",
            "",
        ),
    ),
}
SUB_GROUPS = {
    "early-help": ("Try one number for a month with two clinics before it is printed.", "It costs little to find out."),
    "workforce": ("No course is commissioned again before its impact after three months is known.", ""),
    "procedures": ("Approve eleven chapters of the update; hold one back until the forum has seen it.", ""),
    "mash": ("Keep the prompt on the form for a further three months.", "It is answered on nearly every form."),
    "forum": ("Supervisors take one question back to their teams: who else knows this child?", ""),
}
CASE_GROUPS = ("practice-review", "child-death", "contextual")


def tell(story: Story) -> None:
    for name, decided in IMPLEMENTATION.items():
        meeting: Meeting = getattr(story, name)
        for number, (text, reasons, dissent) in enumerate(decided):
            story.during(meeting, 90 + number, _decides(story, meeting, text, reasons, dissent))
    for key, (text, reasons) in SUB_GROUPS.items():
        for meeting in story.held[key][-1:]:
            story.during(meeting, 50, _decides(story, meeting, text, reasons))
    _without_quorum(story)
    for key in CASE_GROUPS:
        meeting = story.held[key][-1]
        story.during(meeting, 60, _decides(story, meeting, "Agree the next steps as noted in the group’s own record."))
    again = story["mash again"]
    story.during(
        again,
        35,
        _decides(
            story,
            again,
            "Ask both boards’ information officers for an assessment of a weekly list, for three months.",
            "About 30 families a month, with a child on a plan, move without any other agency knowing.",
        ),
    )


def _without_quorum(story: Story) -> None:
    meeting = story.held["mash"][-2]
    story.during(
        meeting,
        55,
        _decides(story, meeting, "Move the daily meeting to half past nine.", "Schools can then ring in."),
    )


def _decides(story: Story, meeting: Meeting, text: str, reasons: str = "", dissent: str = "") -> Callable[[], object]:
    by = story.person(RUNS[meeting.group.key])
    return lambda: operations.decide(meeting, by=by, text=text, reasons=reasons, dissent=dissent)

"""What the Executive chose, quarter by quarter: set, carried forward, changed, closed, and once put off."""

from collections.abc import Callable
from dataclasses import dataclass

from threespires.demo.story.telling import Story
from threespires.kernel.dates import Quarter
from threespires.meetings import operations as meetings
from threespires.meetings.agenda import read_agenda
from threespires.meetings.models import Meeting
from threespires.thread.priorities import operations

_LINE = "Priorities for the quarter, and the work they need"
_INTO = 100
"""Minutes into the Executive's meeting at which it comes to its priorities."""


@dataclass(frozen=True)
class Chosen:
    key: str
    title: str
    enquiry: str
    outcome: str
    how_known: str
    vision: str
    written_by: str
    agreed_by: tuple[str, ...]


NOT_BROUGHT = Chosen(
    "P not brought",
    "Every child not brought is followed up the same week",
    "not brought",
    "A child who is not brought to a health appointment is asked why, by somebody they know, within the week.",
    "A re-audit finds the follow-up in 15 of 20 cases; the forum says that people use one route; children say that "
    "somebody asked.",
    "Whoever first notices that a child was not brought makes one call. Within the week somebody whom the child knows "
    "has asked why, and the family has had help to come. Moving home changes none of it.",
    "amara",
    ("amara", "fiona", "priya", "hale", "olive", "grace", "rhys", "anjali", "owen", "yusuf", "swann"),
)
MISSING = Chosen(
    "P missing",
    "A child missing education and home has one plan",
    "missing",
    "A child who is missing from home and from school has one plan and one named person, and knows both.",
    "An audit of 18 finds one plan; interviews within 72 hours rise from 61% to 85%; young people say they were asked "
    "why.",
    "One list, one weekly call, one plan. The named person is somebody the child would choose.",
    "priya",
    ("priya", "amara", "fiona", "corinne", "olive", "jo", "hale", "lucy"),
)
SLEEP = Chosen(
    "P sleep",
    "Safe sleep advice in every first visit",
    "sleep",
    "Every baby is put down to sleep safely, on ordinary nights and on others.",
    "First-visit records show that the place of sleep was seen in 72 of 80; parents can say what they would do away "
    "from home.",
    "Whoever visits, from whichever agency, asks where the baby sleeps and gives the same advice in one minute.",
    "owen",
    ("owen", "hale", "grace", "yusuf", "rhys", "fiona", "anjali"),
)
FATHERS = Chosen(
    "P fathers",
    "Fathers and male carers seen and heard",
    "fathers",
    "The man in a child’s life is met, listened to and assessed, for the child’s safety and for the child’s sake.",
    "Of 30 assessments, 24 hold his own words; fathers say that they were rung.",
    "We ring both parents. We write down his name, his number and his date of birth, and what he says himself.",
    "rhys",
    ("rhys", "amara", "yusuf"),
)
PRIVATE_FOSTERING = Chosen(
    "P private fostering",
    "Private fostering is noticed and told",
    "private fostering",
    "A child who lives with somebody else’s family is known, visited and safe.",
    "Notifications rise; 15 of 20 school offices can say whom to tell.",
    "Anyone who meets the child knows what private fostering is, and tells.",
    "amara",
    ("amara", "olive", "yusuf", "swann"),
)


def tell(story: Story) -> None:
    for chosen in (MISSING, SLEEP, PRIVATE_FOSTERING):
        _set(story, chosen, story.first)
    _set(story, NOT_BROUGHT, story.choosing)
    _set(story, FATHERS, story.latest)
    for meeting in story.executive[1:]:
        _go_on(story, meeting)


def _decided(story: Story, meeting: Meeting, text: str, reasons: str, what: Callable[[], object], address: str) -> None:
    """The change itself, and the decision in the minutes that led to it."""

    def happen() -> None:
        what()
        line = next((line for line in read_agenda(meeting).lines if line.item.title == _LINE), None)
        meetings.decide(
            meeting,
            by=story.person("ruth"),
            text=text,
            item=line.item if line else None,
            reasons=reasons,
            address=story[address].get_absolute_url(),
        )

    story.during(meeting, _INTO, happen)


def _set(story: Story, chosen: Chosen, meeting: Meeting) -> None:
    def choose() -> None:
        priority = operations.set_priority(
            by=story.person("marian"),
            title=chosen.title,
            enquiries=[story[chosen.enquiry]],
            outcome=chosen.outcome,
            how_known=chosen.how_known,
            quarter=Quarter.of(meeting.day).next(),
            **story.occasion(meeting),
        )
        story.keep(chosen.key, priority)

    _decided(
        story,
        meeting,
        f"Set the priority: {chosen.title}.",
        f"From the line of enquiry: what agencies said there does not hang together yet. {chosen.how_known}",
        choose,
        chosen.key,
    )
    day = story.after(meeting.day, 8)
    if day < story.today:
        story.tell(
            day,
            lambda: operations.write_vision(
                story[chosen.key], by=story.person(chosen.written_by), vision=chosen.vision
            ),
        )
    for days, who in enumerate(chosen.agreed_by, start=9):
        day = story.after(meeting.day, days)
        if day < story.today:
            story.tell(day, lambda who=who: operations.agree_vision(story[chosen.key], by=story.person(who)))


def _go_on(story: Story, meeting: Meeting) -> None:
    """What one of the year's later meetings decided about the priorities that stood."""
    quarter = Quarter.of(meeting.day).next()
    carried = {"by": story.person("ruth"), "quarter": quarter, **story.occasion(meeting)}

    def carry(chosen: Chosen, reason: str) -> None:
        _decided(
            story,
            meeting,
            f"Carry forward: {chosen.title}.",
            reason,
            lambda: operations.carry_forward(story[chosen.key], reason=reason, **carried),
            chosen.key,
        )

    if quarter.starts < Quarter.of(story.today).starts:
        carry(MISSING, "The weekly list has begun and the plans have not met yet. Two agencies still hold their own.")
    else:
        _put_off(story, meeting)
    if meeting.day > story.choosing.day:
        carry(NOT_BROUGHT, "Work is under way in two groups. The re-audit will say whether practice has changed.")
    if meeting == story.latest:
        _decided(
            story,
            meeting,
            f"Close: {PRIVATE_FOSTERING.title}.",
            "Its work is done. The indicator stays with the MASH sub group.",
            lambda: operations.close_priority(
                story[PRIVATE_FOSTERING.key],
                reason="Its work is done, and the number of notifications is watched as an indicator.",
                **carried,
            ),
            PRIVATE_FOSTERING.key,
        )
    else:
        carry(PRIVATE_FOSTERING, "The guide is out; school offices have not all had the briefing.")
    if meeting == story.executive[1]:
        _widen(story, meeting, carried)
    else:
        carry(SLEEP, "Every visit is asked for now, and two services have not begun.")


def _put_off(story: Story, meeting: Meeting) -> None:
    """The Executive left this quarter's decision about one priority until it would know more."""

    def happen() -> None:
        meetings.decide(
            meeting,
            by=story.person("ruth"),
            text=f"Put off the decision on “{MISSING.title}” until the return interviews have been tested again.",
            reasons="Members would not carry it forward a third time without knowing whether anything had changed.",
            dissent="The lead for the police would have carried it forward now.",
            address=story[MISSING.key].get_absolute_url(),
        )

    story.during(meeting, _INTO, happen)


def _widen(story: Story, meeting: Meeting, carried: dict) -> None:
    reason = "Health visitors reach every first visit. The nights that worry us are seen by other services."
    _decided(
        story,
        meeting,
        "Change the priority on safe sleep: every home visit, by every agency.",
        reason,
        lambda: operations.change_priority(
            story[SLEEP.key],
            reason=reason,
            title="Sleep safely: every home visit, every agency",
            outcome="Every baby is put down to sleep safely, wherever the family is tonight.",
            **carried,
        ),
        SLEEP.key,
    )

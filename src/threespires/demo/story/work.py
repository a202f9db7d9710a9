"""Work tasked by the Executive: to which group, at which level of need, by when, and what counts as done."""

from dataclasses import dataclass

from threespires.demo.story.telling import Story, When
from threespires.meetings.models import Meeting
from threespires.thread.actions import operations

UNIVERSAL, EARLY, MULTI, STATUTORY = "universal", "early-help", "multi-agency-early-help", "statutory"


@dataclass(frozen=True)
class Tasked:
    key: str
    priority: str
    at: str
    statement: str
    title: str
    level: str
    group: str
    due: When
    done_means: str


WORK = (
    Tasked(
        "W list",
        "P missing",
        "first",
        "one plan",
        "One plan for a child missing education and home",
        STATUTORY,
        "mash",
        -58,
        "Every child on the weekly list has one plan and one named person, and both agencies’ records say so.",
    ),
    Tasked(
        "W known",
        "P missing",
        "first",
        "known in a week",
        "Every child without a full school place is known within a week",
        MULTI,
        "early-help",
        -90,
        "Schools send the list each Friday; somebody rings about each new name by the next Friday.",
    ),
    Tasked(
        "W why",
        "P missing",
        "first",
        "ask why",
        "Return interviews that ask why",
        MULTI,
        "mash",
        -40,
        "The form begins with why. What a young person says is acted on within ten days, and they are told.",
    ),
    Tasked(
        "W visits",
        "P sleep",
        "first",
        "every visit",
        "Sleep safely: every home visit, every agency",
        UNIVERSAL,
        "early-help",
        -150,
        "Each service’s visit form asks where the baby sleeps, and the visitor has seen it.",
    ),
    Tasked(
        "W one room",
        "P sleep",
        "first",
        "one room",
        "Sleep advice that works in temporary housing",
        EARLY,
        "early-help",
        -75,
        "A family in one room leaves the first visit with a plan that it can keep, and with the cot if it needs one.",
    ),
    Tasked(
        "W minute",
        "P sleep",
        "first",
        "one minute",
        "The same sleep advice from everyone, in one minute",
        UNIVERSAL,
        "workforce",
        -120,
        "Nine in ten of those who visit homes have had the briefing and can say the advice.",
    ),
    Tasked(
        "W offices",
        "P private fostering",
        "first",
        "whom to tell",
        "Private fostering: everyone knows whom to tell",
        UNIVERSAL,
        "workforce",
        60,
        "Every school office, surgery and community centre has the guide and has had the briefing.",
    ),
    Tasked(
        "W forms",
        "P private fostering",
        "first",
        "forms ask",
        "Private fostering: forms ask who the child lives with",
        EARLY,
        "early-help",
        45,
        "Admission, registration and enrolment forms ask, and the answer reaches the MASH.",
    ),
    Tasked(
        "W route",
        "P not brought",
        "choosing",
        "one route",
        "One follow-up route",
        MULTI,
        "early-help",
        -119,
        "Any agency can say through one route that a child was not brought, and within the week somebody has asked the "
        "child why.",
    ),
    Tasked(
        "W discussion",
        "P not brought",
        "choosing",
        "every discussion",
        "Missed health in every strategy discussion",
        STATUTORY,
        "mash",
        -58,
        "Minutes of 20 strategy discussions in a row say what health care was missed, and who asks.",
    ),
    Tasked(
        "W fathers",
        "P fathers",
        "latest",
        "plan names him",
        "Fathers and male carers seen and heard",
        EARLY,
        "early-help",
        -210,
        "Every early help plan holds the father’s own words, or says why not.",
    ),
    Tasked(
        "W before birth",
        "P fathers",
        "latest",
        "before the birth",
        "Pre-birth assessment meets the father",
        STATUTORY,
        "procedures",
        -240,
        "The pre-birth procedure of both boards says when and how he is met, and what is done when he is not.",
    ),
)

# The Executive took this back: another board does it already.
_WITHDRAWN = Tasked(
    "W crossing",
    "P missing",
    "first",
    "",
    "A crossing patrol at every school on the list",
    UNIVERSAL,
    "early-help",
    150,
    "Each school has a patrol.",
)


def tell(story: Story) -> None:
    for number, tasked in enumerate((*WORK, _WITHDRAWN)):
        meeting = getattr(story, tasked.at)
        story.during(meeting, 112 + number, lambda tasked=tasked, meeting=meeting: _task(story, tasked, meeting))
    story.tell(
        story.day(("beginning", 6)),
        lambda: operations.withdraw_work(
            story["W crossing"],
            by=story.person("ruth"),
            because="The road safety partnership does this already, and has the money for it.",
        ),
    )
    last = story.implementation_before(story.latest.day)
    for key, because in (
        ("W offices", "All 22 offices asked could say whom to tell; the guide stands in the welcome pack."),
        ("W forms", "Three forms ask now, and the first answers have reached the MASH."),
    ):
        story.during(
            last,
            120,
            lambda key=key, because=because: operations.finish_work(
                story[key], by=story.person("ruth"), because=because
            ),
        )


def _task(story: Story, tasked: Tasked, meeting: Meeting) -> None:
    work = operations.task(
        by=story.person("marian"),
        priority=story[tasked.priority],
        title=tasked.title,
        level=story.levels[tasked.level],
        group=story.groups[tasked.group],
        due_on=story.day(tasked.due),
        done_means=tasked.done_means,
        statement=story[tasked.statement] if tasked.statement else None,
        **story.occasion(meeting),
    )
    story.keep(tasked.key, work)

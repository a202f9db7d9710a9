"""Tests of effect: did practice change? Each result is learning, and the thread closes, or goes on."""

from dataclasses import dataclass

from threespires.demo.story import plan_missing, plan_others, plan_sleep
from threespires.demo.story.telling import Story, When
from threespires.thread.actions import operations
from threespires.thread.actions.models import TestOfEffect
from threespires.thread.learning import operations as learning

Method, Result = TestOfEffect.Method, TestOfEffect.Result


@dataclass(frozen=True)
class Tries:
    """One test: planned when, of which actions; and what it found, where it was made."""

    key: str
    priority: str
    title: str
    method: str
    how_known: str
    actions: tuple[str, ...]
    tester: str
    planned: When
    due: When
    group: str = ""
    result: str = ""
    found: str = ""
    found_on: When = 0
    learning_title: str = ""
    next_due: When | None = None


def _accepted(*of: tuple) -> tuple[str, ...]:
    return tuple(does.key for plan in of for does in plan if does.judged and not does.wanted)


TESTS = (
    Tries(
        "T re-audit",
        "P not brought",
        "Re-audit of 20 cases",
        Method.AUDIT,
        "In 15 of 20 cases a missed appointment is known to more than one agency, and somebody has asked the child.",
        ("A flag", "A script"),
        "nadia",
        ("taking_up", 2),
        5,
        result=Result.PARTLY,
        found="In 13 of 20 cases the school knew within two days, and in 11 somebody had asked the child why. Missed "
        "dental appointments are different: no service follows them up, and none is told.",
        found_on=7,
        learning_title="Children not brought to the dentist are nobody’s to follow up",
    ),
    Tries(
        "T forum",
        "P not brought",
        "Forum question: what do you ask now that the form asks you?",
        Method.FORUM,
        "Two in three supervisors can say what their team asked in the last month because of the prompt.",
        ("A prompt",),
        "ivo",
        20,
        0,
        group="forum",
    ),
    Tries(
        "T interviews",
        "P missing",
        "Return interviews within 72 hours",
        Method.DATA,
        "Interviews offered within 72 hours rise from 61% to 85%.",
        _accepted(plan_missing.LIST, plan_missing.WHY),
        "leo",
        ("third", 3),
        ("accepting", 10),
        group="mash",
        result=Result.NOT_CHANGED,
        found="62% were offered within 72 hours, against 61% a year ago. The form is better and the day is no sooner: "
        "nobody is free to go out on a Monday, when most are needed.",
        found_on=("accepting", 11),
        learning_title="A better form has not made return interviews sooner",
    ),
    Tries(
        "T known",
        "P missing",
        "New names rung within a week",
        Method.DATA,
        "Nine in ten new names on the list are rung within seven days, in each of eight weeks.",
        _accepted(plan_missing.KNOWN),
        "denise",
        ("third", 4),
        -19,
        group="early-help",
    ),
    Tries(
        "T first visits",
        "P sleep",
        "First visits that saw where the baby sleeps",
        Method.DATA,
        "Of 80 first-visit records, 72 say that the visitor saw where the baby sleeps.",
        ("A place of sleep", "A cards", "A midwives"),
        "wendy",
        ("third", 6),
        ("taking_up", 8),
        result=Result.TOO_EARLY,
        found="The form has changed, but only 19 records of the new form are complete. Too few to say.",
        found_on=("taking_up", 9),
        next_due=-33,
    ),
    Tries(
        "T parents",
        "P sleep",
        "What 40 parents would do away from home",
        Method.FEEDBACK,
        "Three in four parents can say what they would do on a night away.",
        _accepted(plan_sleep.ONE_ROOM, plan_sleep.MINUTE),
        "yusuf",
        ("third", 5),
        ("accepting", 14),
        result=Result.CHANGED,
        found="34 of 40 parents could say where the baby would sleep away from home; before, 15 of 40. Those in one "
        "room use the plan more than any others.",
        found_on=("accepting", 13),
        learning_title="Parents plan for a night away when the plan fits their room",
    ),
    Tries(
        "T notified",
        "P private fostering",
        "Do school offices know whom to tell?",
        Method.FEEDBACK,
        "15 of 20 offices, rung without warning, can say what it is and whom to tell.",
        tuple(
            key
            for key in _accepted(plan_others.OFFICES, plan_others.FORMS)
            if key not in ("A faith schools", "A language schools")
        ),
        "nadia",
        ("second", 4),
        ("third", 20),
        result=Result.CHANGED,
        found="19 of 20 offices could say it. Notifications in the half-year after were a third above the year before.",
        found_on=("third", 18),
        learning_title="One page and one briefing were enough for school offices",
    ),
    Tries(
        "T list audit",
        "P missing",
        "Audit of 18 plans, again",
        Method.AUDIT,
        "In 15 of 18 one plan stands in both agencies’ records.",
        ("A weekly list", "A named person"),
        "nadia",
        ("accepting", 6),
        -6,
    ),
    Tries(
        "T came of it",
        "P missing",
        "Ask the young people’s groups again",
        Method.FEEDBACK,
        "Two in three can name something that changed because of what they said.",
        ("A came of it",),
        "ruth",
        24,
        ("this_week", 3),
    ),
    Tries(
        "T officers",
        "P sleep",
        "Messages from night shifts",
        Method.DATA,
        "Ten messages a month, each answered.",
        ("A officers",),
        "neil",
        ("accepting", 5),
        2,
    ),
)


def tell(story: Story) -> None:
    for test in TESTS:
        story.tell(story.day(test.planned), lambda test=test: _plan(story, test))
        if test.result:
            story.tell(story.day(test.found_on), lambda test=test: _report(story, test))
    story.tell(story.day(("second", 7)), lambda: _plan_a_survey(story))
    story.tell(
        story.day(("third", 9)),
        lambda: operations.withdraw_test(
            story["T survey"], by=story.person("nadia"), because="The parents’ feedback asks the same, of more people."
        ),
    )
    _take_up_what_was_found(story)


def _plan(story: Story, test: Tries) -> None:
    planned = operations.plan_test(
        by=story.person("nadia"),
        title=test.title,
        method=test.method,
        how_known=test.how_known,
        priority=story[test.priority],
        actions=[story[key] for key in test.actions],
        due_on=story.coming["forum"][0].day if test.method == Method.FORUM else story.day(test.due),
        tester=story.person(test.tester),
        group=story.groups.get(test.group),
    )
    story.keep(test.key, planned)


def _report(story: Story, test: Tries) -> None:
    operations.report_test(
        story[test.key],
        by=story.person(test.tester),
        result=test.result,
        found=test.found,
        learning_title=test.learning_title,
        next_due_on=story.day(test.next_due) if test.next_due else None,
    )


def _plan_a_survey(story: Story) -> None:
    planned = operations.plan_test(
        by=story.person("ruth"),
        title="Survey of all parents of babies",
        method=Method.FEEDBACK,
        how_known="Two in three parents answer, and say what they were told.",
        priority=story["P sleep"],
        actions=[],
        due_on=story.day(("accepting", 20)),
        tester=story.person("ruth"),
    )
    story.keep("T survey", planned)


def _take_up_what_was_found(story: Story) -> None:
    """What the reported tests found is taken up, but for the dentist: nobody has taken that up yet."""
    for key, when, who in (
        ("T interviews", ("accepting", 15), "corinne"),
        ("T parents", ("accepting", 17), "owen"),
        ("T notified", ("third", 24), "amara"),
    ):
        story.tell(
            story.day(when),
            lambda key=key, who=who: learning.take_up(story[key].learning, by=story.person(who)),
        )

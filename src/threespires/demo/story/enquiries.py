"""Lines of enquiry are opened, answered, reworded, scaled by six agencies at three times, and one is closed."""

from typing import Any

from threespires.demo.story import asked, asked_besides
from threespires.demo.story.asked import SCALES, WORRIED, Question, Said
from threespires.demo.story.telling import Story, When
from threespires.partnership.models import ApproachColumn
from threespires.thread.learning.models import Learning
from threespires.thread.priorities import operations

QUESTIONS = (
    asked.MISSING,
    asked_besides.SLEEP,
    asked_besides.PRIVATE_FOSTERING,
    asked.NOT_BROUGHT,
    asked_besides.FATHERS,
    asked_besides.DISABILITY,
    asked_besides.OUTSIDE,
)
SCALED: tuple[When, When, When] = (("choosing", -56), ("choosing", 0), 7)


def tell(story: Story) -> None:
    columns = {column.key: column for column in ApproachColumn.objects.filter(approach__key="signs-of-safety")}
    for question in QUESTIONS:
        story.tell(story.day(question.when), lambda question=question: _open(story, question))
        for said in question.said:
            story.tell(
                story.day(said.when),
                lambda question=question, said=said: _state(story, columns, story[question.key], said),
            )
    _scale(story)
    _think_again(story, columns)
    story.tell(story.day(("latest", 1)), lambda: _close(story))


def _open(story: Story, question: Question) -> None:
    opened = operations.open_enquiry(
        by=story.person(question.by), question=question.question, scale_low=question.low, scale_high=question.high
    )
    story.keep(question.key, opened)


def _state(story: Story, columns: dict[str, ApproachColumn], enquiry: Any, said: Said) -> None:
    stated = operations.state(
        enquiry,
        by=story.person(said.by),
        column=columns[said.column],
        text=said.text,
        cites=[story[key] for key in said.cites],
        as_said=said.as_said,
    )
    if said.key:
        story.keep(said.key, stated)


def _scale(story: Story) -> None:
    for agency, who, *said in SCALES:
        for when, (score, reason) in zip(SCALED, said, strict=True):
            story.tell(
                story.day(when),
                lambda agency=agency, who=who, score=score, reason=reason: operations.scale(
                    story["not brought"],
                    by=story.person(who),
                    agency=story.agencies[agency],
                    score=score,
                    reason=reason,
                ),
            )


def _think_again(story: Story, columns: dict[str, ApproachColumn]) -> None:
    """Some statements are put better, and one is taken back."""
    story.tell(
        story.day(("choosing", -33)),
        lambda: operations.reword(
            story["gps ring"],
            by=story.person("anjali"),
            text="GPs in two hubs ring the parent the same day.",
            cites=[story["two hubs"]],
        ),
    )
    story.tell(
        story.day(("choosing", -4)),
        lambda: operations.reword(
            story["every discussion"],
            by=story.person("kamal"),
            text="Missed health care is raised in every strategy discussion.",
            cites=[story["audit of 24"]],
        ),
    )
    doubtful = Said(
        WORRIED,
        "swann",
        ("choosing", -20),
        "Colleges are told of nothing.",
        ("audit of 24",),
        key="colleges told",
    )
    story.tell(story.day(doubtful.when), lambda: _state(story, columns, story["not brought"], doubtful))
    story.tell(
        story.day(("choosing", -17)),
        lambda: operations.withdraw_statement(
            story["colleges told"],
            by=story.person("swann"),
            because="The audit looked at children under 16; it says nothing about colleges",
        ),
    )
    story.tell(story.ago(22), lambda: _put_together(story, columns))


def _put_together(story: Story, columns: dict[str, ApproachColumn]) -> None:
    """What the contextual group and the practice review group let out is asked of everyone."""
    for key, text in (
        ("release: same pattern", "Several services see parts of one pattern, and each takes it for its own."),
        ("release: who passes it on", "When several have noticed, each thinks that another has passed it on."),
    ):
        learning = Learning.objects.get(release=story[key])
        said = Said(WORRIED, "hannah", 0, text, cites=(f"{key}, out",))
        story.keep(f"{key}, out", learning)
        _state(story, columns, story["outside the home"], said)


def _close(story: Story) -> None:
    operations.close_enquiry(
        story["private fostering"],
        by=story.person("amara"),
        because="Answered for now: forms ask, and offices know whom to tell. The number told is watched.",
    )

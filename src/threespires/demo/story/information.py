"""Requests for information: one answered in time, one lengthened and open."""

from threespires.demo.story.telling import Story
from threespires.work.information_requests import operations


def tell(story: Story) -> None:
    story.tell(story.ago(96), lambda: _training(story))
    story.tell(story.ago(80), lambda: _answer(story))
    story.tell(story.ago(24), lambda: _own(story))
    story.tell(story.ago(17), lambda: _gather(story))
    story.tell(story.ago(10), lambda: _lengthen(story))


def _training(story: Story) -> None:
    made = operations.record_request(
        by=story.person("ruth"),
        kind="freedom_of_information",
        asked_by="A journalist of a local paper",
        asks="What the partnership spent on training in each of the last three years, and how many came.",
        received_on=story.ago(96),
        handler=story.person("stella"),
    )
    story.keep("IR training", made)


def _answer(story: Story) -> None:
    operations.answer(
        story["IR training"],
        by=story.person("stella"),
        decision="given",
        answer="All of it. The figures stand in the yearly reports too, and we said where.",
        answered_on=story.ago(80),
    )


def _own(story: Story) -> None:
    made = operations.record_request(
        by=story.person("ruth"),
        kind="subject_access",
        asked_by="Somebody who came to a forum session",
        asks="What the partnership holds about them.",
        received_on=story.ago(24),
        handler=story.person("ruth"),
    )
    story.keep("IR own", made)


def _gather(story: Story) -> None:
    operations.add_step(
        story["IR own"],
        by=story.person("ruth"),
        on=story.ago(17),
        words="Identity confirmed. Attendance lists and letters asked for from the team.",
    )


def _lengthen(story: Story) -> None:
    operations.extend(
        story["IR own"],
        by=story.person("ruth"),
        because="Letters of three years are on paper, and must be read one by one. Whoever asked was told today.",
    )

"""Agencies' mirrors: Housing's is open to the Executive; Probation's is with its lead; the hospital trust's is old."""

from threespires.demo.story.telling import Story
from threespires.work.assurance import operations


def tell(story: Story) -> None:
    _prepare(story, "hospital-trust", 150, "M hospital")
    _prepare(story, "housing", 13, "M housing")
    _prepare(story, "probation", 2, "M probation")
    story.tell(
        story.ago(9),
        lambda: operations.answer_mirror(
            story["M housing"],
            by=story.person("grace"),
            answer="The list waits for others: we know who moves, and no agency has said on what basis we may tell. "
            "The beds are ordered. Where I was away, nobody stood in for me; from now on a colleague does.",
        ),
    )


def _prepare(story: Story, agency: str, days: int, key: str) -> None:
    story.tell(
        story.ago(days),
        lambda: story.keep(
            key,
            operations.prepare_mirror(
                by=story.person("ruth"), agency=story.agencies[agency], since=story.ago(days + 180)
            ),
        ),
    )

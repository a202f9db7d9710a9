"""What the front line told the forum: one became learning, one was set aside, one waits; one was a possible concern.

What stands here is general on purpose: there is no child behind it.
"""

from collections.abc import Callable
from typing import Any

from threespires.concerns import operations as concerns
from threespires.demo.story.telling import Story
from threespires.work.forum import operations

# Key, days ago, who, agency, where, what they see.
RAISED = [
    (
        "EI moves",
        74,
        "grace",
        "housing",
        "Temporary accommodation",
        "Families who are moved across the city are not told which school has a place. The children stay at home until "
        "somebody asks.",
    ),
    (
        "EI letters",
        58,
        "anjali",
        "general-practice",
        "Surgeries",
        "Letters about training reach our practices after the places are gone.",
    ),
    (
        "EI evenings",
        31,
        "dominic",
        "voluntary-sector",
        "A youth club",
        "Some of the younger ones have new phones, and leave when an older one calls.",
    ),
    (
        "EI waiting",
        3,
        "marguerite",
        "early-years",
        "Nurseries",
        "More children start with us who have never seen a health visitor, and parents say that nobody offered.",
    ),
]


def tell(story: Story) -> None:
    for key, days, who, agency, setting, seen in RAISED:
        _happen(story, days, _raise, key=key, who=who, agency=agency, setting=setting, seen=seen)
    _happen(story, 66, _learn)
    _happen(story, 52, _set_aside)
    _happen(story, 30, _mark)
    _happen(story, 29, _refer)


def _happen(story: Story, days: int, what: Callable[..., Any], **facts: str) -> None:
    story.tell(story.ago(days), lambda: what(story, **facts))


def _raise(story: Story, key: str, who: str, agency: str, setting: str, seen: str) -> None:
    raised = operations.raise_issue(by=story.person(who), agency=story.agencies[agency], setting=setting, seen=seen)
    story.keep(key, raised)


def _learn(story: Story) -> None:
    operations.learn_from(
        story["EI moves"],
        by=story.person("ivo"),
        title="Families who are rehoused lose their school place first, and hear of another last",
        summary="Whoever moves a family knows the day. Nobody tells education, so children are out of school for weeks "
        "without anybody having decided it.",
        themes=["Housing"],
    )


def _set_aside(story: Story) -> None:
    operations.set_aside(
        story["EI letters"],
        by=story.person("ruth"),
        because="The catalogue is online from this term, and your practice manager has its address. Thank you for it.",
    )


def _mark(story: Story) -> None:
    story.keep("PC evenings", concerns.mark(story["EI evenings"], by=story.person("ivo")))


def _refer(story: Story) -> None:
    concerns.refer(
        story["PC evenings"],
        by=story.person("simone"),
        referred_to="The front door of children’s social care",
        referred_on=story.ago(29),
        referred_by="The duty safeguarding manager, after speaking with whoever wrote it",
        reference="Given by telephone",
    )

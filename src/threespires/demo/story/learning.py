"""People contribute what they learned; some of it is amended, some set aside."""

from threespires.demo.story import learned, learned_besides
from threespires.demo.story.learned import Piece
from threespires.demo.story.telling import Story
from threespires.thread.learning import operations
from threespires.thread.learning.models import Learning

ALL = (
    *learned.NOT_BROUGHT,
    *learned.MISSING,
    *learned.SLEEP,
    *learned.FATHERS,
    *learned_besides.PRIVATE_FOSTERING,
    *learned_besides.DISABILITY,
    *learned_besides.WAITING,
    *learned_besides.SET_ASIDE,
    *learned_besides.KEPT_TO_SOME,
)


def tell(story: Story) -> None:
    for piece in ALL:
        story.tell(story.day(piece.when), lambda piece=piece: story.keep(piece.key, _contribute(story, piece)))
    for key, (days, because) in learned_besides.WHY_SET_ASIDE.items():
        story.tell(
            story.ago(days),
            lambda key=key, because=because: operations.set_aside(story[key], by=story.person("ruth"), because=because),
        )
    story.tell(story.day(("choosing", -88)), lambda: _correct(story))


def _contribute(story: Story, piece: Piece) -> Learning:
    groups = [story.groups[key] for key in piece.only_for]
    return operations.learn(
        by=story.person(piece.by),
        kind=piece.kind,
        title=piece.title,
        summary=piece.summary,
        words=piece.words,
        said_by=piece.said_by,
        agreed_to_use=bool(piece.words),
        agency=story.agencies.get(piece.agency),
        group=story.groups.get(piece.group),
        origin=piece.origin,
        origin_title=piece.origin_title,
        origin_address=piece.origin_address,
        audience=Learning.Audience.GROUPS if groups else Learning.Audience.PARTNERSHIP,
        groups=groups,
        themes=piece.themes,
    )


def _correct(story: Story) -> None:
    """An auditor found one case counted twice; the figure was put right the same week."""
    audit = story["audit of 24"]
    operations.amend(
        audit, by=story.person("nadia"), summary=audit.summary.replace("In 6 the family", "In 5 the family")
    )

"""What case groups learned, and what left them: written afresh, checked by a second member, delayed or pooled.

What stands here is general on purpose: there is no case behind it.
"""

from threespires.cases.keeping.operations import put_on_hold
from threespires.cases.models import Case
from threespires.demo.story.telling import Story
from threespires.kernel.clock import today
from threespires.kernel.dates import add_months
from threespires.thread.learning import operations
from threespires.thread.learning.models import Kind

# Key, group, who wrote it down, kind, days ago, title, text.
KEPT = [
    (
        "review: one record",
        "practice-review",
        "farah",
        Kind.PRACTICE_REVIEW,
        250,
        "Rapid review: what the agencies wrote",
        "Three agencies recorded the same worry within a month. Each thought that another had passed it on.",
    ),
    (
        "review: after the move",
        "practice-review",
        "leo",
        Kind.PRACTICE_REVIEW,
        120,
        "Rapid review: after a move",
        "The family’s new address reached two of six agencies. The health record followed seven weeks later.",
    ),
    (
        "places: evenings",
        "contextual",
        "thorley",
        Kind.INTELLIGENCE,
        205,
        "Reports about one place in the evenings",
        "Officers, a youth worker and a bus operator each reported the same meeting point in one month.",
    ),
    (
        "places: lunch hours",
        "contextual",
        "miriam",
        Kind.INTELLIGENCE,
        192,
        "Absence after lunch",
        "Two schools saw the same pattern of absence after lunch, and each thought that it was theirs alone.",
    ),
    (
        "panel: winter",
        "child-death",
        "sunita",
        Kind.CHILD_DEATH,
        140,
        "Pattern across reviews: nights away from home",
        "In several reviews of different years the usual sleeping place was not used that night.",
    ),
    (
        "panel: words",
        "child-death",
        "owen",
        Kind.CHILD_DEATH,
        75,
        "What families told us about letters",
        "Families said that letters came addressed to the child. Clerks had no way to stop them.",
    ),
    (
        "places: sellers",
        "contextual",
        "corinne",
        Kind.INTELLIGENCE,
        60,
        "Gifts before favours",
        "Young people describe small presents from older ones some weeks before they are asked for anything.",
    ),
]

# Carried over from the files of years ago. Key, title, text.
LONG_AGO = [
    (
        "review: long ago, due",
        "From the paper files: letters sent by post",
        "Letters between services took nine days. Two of them crossed, and each asked what the other answered.",
    ),
    (
        "review: long ago, held",
        "From the paper files: who held the key to the building",
        "A room for visits stood empty, since nobody knew who could open it after five.",
    ),
]
_YEARS_AGO = 11


def tell(story: Story) -> None:
    for key, group, who, kind, days, title, text in KEPT:
        story.tell(
            story.ago(days),
            lambda key=key, group=group, who=who, kind=kind, title=title, text=text: story.keep(
                key,
                operations.keep_in_case_group(
                    by=story.person(who), group=story.groups[group], kind=kind, title=title, text=text
                ),
            ),
        )
    for key, title, text in LONG_AGO:
        story.tell(story.ago(260), lambda key=key, title=title, text=text: _carry_over(story, key, title, text))
    story.tell(
        story.ago(30),
        lambda: put_on_hold(
            story["review: long ago, held"].case,
            by=story.person("leo"),
            why="The coroner has asked for the papers of that year. Nothing may go before the answer.",
        ),
    )
    _release_from_one_review(story)
    _pool_what_two_saw(story)
    _wait(story)


def _carry_over(story: Story, key: str, title: str, text: str) -> None:
    """What was carried over from paper was last changed years ago, so its time is over."""
    kept = story.keep(
        key,
        operations.keep_in_case_group(
            by=story.person("farah"),
            group=story.groups["practice-review"],
            kind=Kind.PRACTICE_REVIEW,
            title=title,
            text=text,
        ),
    )
    Case.objects.filter(pk=kept.case_id).update(kept_from=add_months(today(), -_YEARS_AGO * 12))


def _draft(story: Story, key: str, days: int, who: str, group: str, sources: list[str], **facts) -> None:
    story.tell(
        story.ago(days),
        lambda: story.keep(
            key,
            operations.draft_release(
                by=story.person(who),
                group=story.groups[group],
                sources=[story[source] for source in sources],
                **facts,
            ),
        ),
    )


def _release_from_one_review(story: Story) -> None:
    _draft(
        story,
        "release: who passes it on",
        236,
        "farah",
        "practice-review",
        ["review: one record"],
        title="A worry that several agencies share is passed on by none",
        summary="When more than one service has noticed something, each may take it that the referral was made. Ask, "
        "and write down whom you asked and what they said.",
    )

    story.tell(
        story.ago(231),
        lambda: operations.check_release(story["release: who passes it on"], by=story.person("tessa")),
    )


def _pool_what_two_saw(story: Story) -> None:
    """Two sources made one; returned once, since a place could have been guessed from the first words."""
    sources = ["places: evenings", "places: lunch hours"]
    _draft(
        story,
        "release: same pattern",
        178,
        "thorley",
        "contextual",
        sources,
        title="Schools and transport notice the same young people at different hours",
        summary="Absence in the afternoon and gatherings by a bus stop were parts of one pattern.",
    )
    key = "release: same pattern"
    story.tell(
        story.ago(174),
        lambda: operations.return_release(
            story[key], by=story.person("hannah"), because="The stop can be guessed. Say it without any place."
        ),
    )
    story.tell(
        story.ago(171),
        lambda: operations.redraft_release(
            story[key],
            by=story.person("thorley"),
            sources=[story[source] for source in sources],
            title="One pattern is seen by several services, each of which takes it for its own",
            summary="Absence from lessons and gatherings outside school may be the same young people at different "
            "hours. Ask the service next door before you treat it as your own problem.",
        ),
    )
    story.tell(story.ago(166), lambda: operations.check_release(story[key], by=story.person("hannah")))


def _wait(story: Story) -> None:
    """One waits for its day, one for a second member, one for its writer."""
    _draft(
        story,
        "release: letters",
        40,
        "owen",
        "child-death",
        ["panel: words"],
        title="Stop the post to a bereaved home",
        summary="Appointment systems keep writing to a home where a child has died. Name one person who can stop them "
        "all on the first day.",
        not_before=story.ahead(45),
    )
    story.tell(story.ago(33), lambda: operations.check_release(story["release: letters"], by=story.person("sunita")))
    _draft(
        story,
        "release: out of routine",
        9,
        "sunita",
        "child-death",
        ["panel: winter"],
        title="Plan for the night that is not like other nights",
        summary="Families keep advice at home and lose it elsewhere. Ask where the baby will sleep when you are not "
        "at home, and plan that night with them.",
    )
    _draft(
        story,
        "release: presents",
        14,
        "corinne",
        "contextual",
        ["places: sellers"],
        title="A present can be the first sign",
        summary="Ask about new things that nobody bought.",
    )
    story.tell(
        story.ago(6),
        lambda: operations.return_release(
            story["release: presents"],
            by=story.person("dominic"),
            because="Too short to be of use. Say what a worker might ask, and when.",
        ),
    )

"""Membership is reviewed group by group; one review is overdue."""

from threespires.demo.story.telling import Story
from threespires.partnership import operations
from threespires.partnership.models import Group, ReviewLine, Seat
from threespires.partnership.operations import Line

_STAYS = ReviewLine.Outcome.STAYS

# Group: who reviews it and how many days ago. The MASH sub group's is a month overdue.
REVIEWS = {
    "executive": ("marian", 250),
    "implementation": ("marian", 306),
    "forum": ("ruth", 200),
    "practice-review": ("farah", 180),
    "child-death": ("owen", 170),
    "workforce": ("hannah", 220),
    "procedures": ("lionel", 160),
    "contextual": ("thorley", 190),
    "mash": ("leo", 396),
    "early-help": ("denise", 140),
}
_NOTES = {
    "implementation": "Every agency confirmed its senior officer. Probation asked to send a deputy in holidays.",
    "executive": "Posts confirmed. Delegates are named until the end of next year.",
}


def tell(story: Story) -> None:
    for key, (who, days) in REVIEWS.items():
        day = story.ago(days)

        def review(key: str = key, who: str = who, day=day) -> None:
            group = story.groups[key]
            operations.review_membership(
                group, by=story.person(who), held_on=day, lines=_lines(group, day), note=_NOTES.get(key, "")
            )

        story.tell(day, review)


def _lines(group: Group, day) -> list[Line]:
    seats = Seat.objects.on(day).filter(group=group, delegate_for=None).select_related("person", "post").order_by("pk")
    return [Line(seat, _STAYS, _why(seat)) for seat in seats]


def _why(seat: Seat) -> str:
    if seat.role == Seat.Role.CHAIR:
        return "Chairs by post" if seat.post else "Chosen as chair again by the members"
    return "Holds the post" if seat.post else "Still the officer whom the agency sends"

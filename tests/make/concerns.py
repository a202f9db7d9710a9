"""Emerging issues and possible concerns for tests. Each walks the operations."""

from typing import Any

from tests.make.partnership import LONG_AGO, Partnership, person
from threespires.accounts.models import Person
from threespires.concerns import operations as concerns
from threespires.concerns.models import Concern
from threespires.partnership.models import Post, PostHolding
from threespires.work.forum import operations as forum
from threespires.work.forum.models import Issue


def on_duty(p: Partnership) -> Person:
    """Whoever holds the duty post; the first who is asked for takes it."""
    post, _ = Post.objects.get_or_create(
        key="duty",
        defaults={"name": "Duty manager", "function": "safeguarding_duty", "agency": p.council, "starts": LONG_AGO},
    )
    held = PostHolding.objects.filter(post=post).select_related("person").first()
    return held.person if held else PostHolding.objects.create(post=post, person=person("On duty")).person


def issue(p: Partnership, **facts: Any) -> Issue:
    """What the housing officer sees in practice, waiting for a moderator."""
    facts = {
        "by": p.housing_officer,
        "agency": p.housing,
        "setting": "Hostels",
        "seen": "Families who move are not told which school has a place.",
    } | facts
    return forum.raise_issue(**facts)


def concern(p: Partnership, **facts: Any) -> Concern:
    """A possible concern that the Board manager marked in an issue."""
    return concerns.mark(facts.pop("text", None) or issue(p), by=p.manager)

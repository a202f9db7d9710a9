"""What leaves of learning: the group's own and what was shared with it; and of a case group what its cases taught,
sealed."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from threespires.cases.leaving.kinds import records
from threespires.kernel.leaving import Leaves
from threespires.partnership.models import Group
from threespires.thread.learning.models import CaseLearning, Learning, Release, Theme
from threespires.thread.learning.permissions import may_follow_origin, visible_learning, visible_themes


def _learning(person: Any, group: Group) -> QuerySet[Learning]:
    """What was shared with some groups only leaves with these alone, whatever else the person sits on."""
    for_all = Q(audience=Learning.Audience.PARTNERSHIP)
    shared = Learning.groups.through.objects.filter(group=group).values("learning")
    return visible_learning(person).filter(for_all | Q(pk__in=shared))


def _themes(person: Any, group: Group) -> QuerySet[Theme]:
    """A theme of learning that may leave, or of none at all."""
    used = Learning.themes.through.objects.all()
    told = used.filter(learning__in=_learning(person, group)).values("theme")
    return visible_themes(person).filter(Q(pk__in=told) | ~Q(pk__in=used.values("theme")))


def _as_it_is_shown(person: Any, learning: Iterable[Learning]) -> dict[int, dict[str, Any]]:
    """Where learning came from, to whoever may follow it; of protected learning never on which day it left."""
    told: dict[int, dict[str, Any]] = {}
    for one in learning:
        facts: dict[str, Any] = {}
        if not may_follow_origin(person, one):
            facts |= {"origin": "", "origin_title": "", "origin_address": "", "origin_group": None}
        if one.protected:
            facts["recorded_at"] = _begin_of(one)
        if facts:
            told[one.pk] = facts
    return told


def _begin_of(learning: Learning) -> str:
    return make_aware(datetime.combine(learning.listed_on, time())).isoformat()


KINDS = (
    Leaves(Theme, visible=_themes),
    Leaves(Learning, of_group=("group", "groups"), visible=_learning, instead=_as_it_is_shown),
    records(CaseLearning),
    records(Release),
)

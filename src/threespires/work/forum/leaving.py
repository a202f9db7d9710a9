"""What leaves of emerging issues: with the forum, those in which nobody marked a possible concern."""

from typing import Any

from django.db.models import QuerySet

from threespires.kernel.leaving import Leaves
from threespires.work.forum.models import Issue
from threespires.work.forum.permissions import visible_issues


def _unmarked(person: Any, group: Any) -> QuerySet[Issue]:
    """What may be about a child leaves only sealed."""
    return visible_issues(person).filter(concern=None)


KINDS = (Leaves(Issue, of_group=("group",), visible=_unmarked),)

"""What is due for disposal, and what of it waits for a second person."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from threespires.approvals.models import Proposal
from threespires.cases.circles import DISPOSAL, circle_of
from threespires.cases.keeping.times import due_by
from threespires.cases.models import Case, Hold
from threespires.cases.permissions import visible_cases
from threespires.kernel.clock import today
from threespires.partnership.models import Group


def waiting(cases: Iterable[Case]) -> dict[UUID, Proposal]:
    """The proposals to dispose of these cases that still wait for a second person."""
    found = Proposal.objects.filter(
        kind=DISPOSAL, circle__in=[circle_of(case) for case in cases], status=Proposal.Status.WAITING
    ).select_related("asked_by")
    return {UUID(proposal.fact("case")): proposal for proposal in found}


def held(cases: Iterable[Case]) -> set[UUID]:
    """The keys of those of these cases on which a legal hold stands."""
    return set(Hold.objects.standing().filter(case__in=cases).values_list("case", flat=True))


def due_cases(person: Any, groups: Iterable[Group]) -> QuerySet[Case]:
    """The cases of these groups that `person` sees and that are due today, held or not, the longest kept first."""
    seen = visible_cases(person).filter(due_by(today()), group__in=groups)
    return seen.select_related("group").order_by("kept_from", "number")

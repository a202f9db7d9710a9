"""What is due for disposal, and what waits for a second person."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from threespires.approvals.models import Proposal
from threespires.cases.keeping.times import due_by
from threespires.cases.models import Case, Hold
from threespires.cases.permissions import visible_cases
from threespires.kernel.clock import today
from threespires.partnership.models import Group
from threespires.partnership.pairs import lasting_seat
from threespires.partnership.standing import case_groups

DISPOSAL = "disposal"
"""The kind of proposal by which a case is disposed of."""
_CIRCLE = "case:"


def circle_of(case: Case) -> str:
    """The circle of those who see a case."""
    return f"{_CIRCLE}{case.pk}"


def circles(person: Any) -> dict[str, str]:
    """The circles of cases to which `person` belongs, of those alone whose disposal was asked and not approved. No
    emergency seat is in one."""
    seats = {group.pk: seat for group in case_groups(person) if (seat := lasting_seat(person, group))}
    if not seats:
        return {}
    asked = Proposal.objects.filter(kind=DISPOSAL).exclude(status=Proposal.Status.APPROVED)
    keys = {UUID(circle.removeprefix(_CIRCLE)) for circle in asked.values_list("circle", flat=True)}
    seen = visible_cases(person).filter(pk__in=keys, group__in=seats) if keys else []
    return {circle_of(case): str(seats[case.group_id]) for case in seen}


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

"""Among whom the second person must be for what is asked about one case: the members of its group who see it."""

from typing import Any
from uuid import UUID

from threespires.approvals.models import Proposal
from threespires.cases.models import Case
from threespires.cases.permissions import visible_cases
from threespires.partnership.pairs import lasting_seat
from threespires.partnership.standing import case_groups

DISPOSAL, ROLE = _ABOUT_A_CASE = ("disposal", "case_role")
"""The kinds of proposal about one case: that it is disposed of, and that somebody holds a role on it."""
_CIRCLE = "case:"


def circle_of(case: Case) -> str:
    """The circle of the members who see a case."""
    return f"{_CIRCLE}{case.pk}"


def circles(person: Any) -> dict[str, str]:
    """The circles of cases to which `person` belongs, of those alone about which something was asked and not approved.
    No emergency seat is in one, nor a role on the case."""
    seats = {group.pk: seat for group in case_groups(person) if (seat := lasting_seat(person, group))}
    if not seats:
        return {}
    asked = Proposal.objects.filter(kind__in=_ABOUT_A_CASE).exclude(status=Proposal.Status.APPROVED)
    keys = {UUID(circle.removeprefix(_CIRCLE)) for circle in asked.values_list("circle", flat=True)}
    seen = visible_cases(person).filter(pk__in=keys, group__in=seats) if keys else []
    return {circle_of(case): str(seats[case.group_id]) for case in seen}

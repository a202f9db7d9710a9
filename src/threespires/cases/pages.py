"""What every view of a case record does: mark the page, find the record or not, write down the reading."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from threespires.cases.models import Case, CaseRecord
from threespires.cases.permissions import declared_interests, role_on_case, visible_cases
from threespires.cases.recording import looked
from threespires.kernel.dates import say_date
from threespires.kernel.verdict import Refused
from threespires.partnership.models import Group
from threespires.partnership.standing import case_groups, case_seat

R = TypeVar("R", bound=CaseRecord)


def own_group(request: HttpRequest, key: str) -> Group:
    """The case group of that key, if the person belongs to it; marks the page as the group's own."""
    group = next((group for group in case_groups(request.user) if group.key == key), None)
    if group is None:
        raise Http404
    mark(request, f"Only members of {group} may read this")
    return group


def mark(request: Any, words: str) -> None:
    """Marks a page, on the screen and on paper, as one of case material."""
    request.marking = f"OFFICIAL-SENSITIVE · {words}"


def case_or_404(request: HttpRequest, pk: UUID) -> Case:
    """The case of that key, if the person may see it; marks the page.

    Raises:
        Refused: to whoever declared an interest in it. To anybody else from whom it is kept it isn't there.
    """
    case = visible_cases(request.user).select_related("group").filter(pk=pk).first()
    if case is None:
        say_if_declared(request.user, pk)
        raise Http404
    mark(request, f"Only members of {case.group} may read this")
    return case


def record_or_404(request: HttpRequest, records: QuerySet[R], case: UUID) -> R:
    """The record of a case among those a person may see.

    Raises:
        Refused: to whoever declared an interest in the case. To anybody else from whom it is kept it isn't there.
    """
    if not records.filter(case=case).exists():
        say_if_declared(request.user, case)
    return get_object_or_404(records, case=case)


def say_if_declared(person: Any, case: UUID) -> None:
    """Tells whoever declared an interest in a case that this keeps it from them."""
    declared = declared_interests(person).standing().filter(case=case).first()
    if declared:
        raise Refused(
            f"You declared an interest in this case on {say_date(declared.noted_at.date())}, so it isn’t open to you. "
            "The chair of the group can let you back in"
        )


def write_down(request: HttpRequest, group: Group, *records: CaseRecord) -> None:
    """Writes down that the person reads these records, before they do: as a member of their group, or in a role on the
    case that they are all about."""
    if records:
        place = case_seat(request.user, group) or role_on_case(request.user, records[0].case)
        looked(records, by=request.user, seat=str(place))

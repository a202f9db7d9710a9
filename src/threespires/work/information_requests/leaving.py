"""What leaves of requests for information: those about a case with its case group, all others only with everything;
sealed either way, unless the group itself takes its own."""

from typing import Any

from django.db.models import QuerySet

from threespires.kernel.leaving import Leaves
from threespires.work.information_requests.models import InformationRequest, Step
from threespires.work.information_requests.permissions import visible_requests


def _steps(person: Any, group: Any) -> QuerySet[Step]:
    return Step.objects.filter(request__in=visible_requests(person))


KINDS = (
    Leaves(
        InformationRequest,
        of_group=("group",),
        visible=lambda person, group: visible_requests(person),
        kept_by="group",
    ),
    Leaves(Step, of_group=("request__group",), visible=_steps, kept_by="request__group"),
)

"""What leaves of cases: all of it, with everything only sealed. How a group takes its own out is `cases.leaving`."""

from typing import Any

from django.db.models import QuerySet

from threespires.cases.models import Case, CaseRecord, Disposal, Due, Hold, Interest, Numbering
from threespires.kernel.leaving import Leaves, Stays
from threespires.partnership.models import Group

_WHO_LOOKED = (
    "The record of who looked is one chain, sealed by a key that stays: keep a backup of it. Reading in begins another"
)


def _waiting_for(group: Group) -> QuerySet[Due]:
    return Due.objects.filter(case_id__in=Case.objects.filter(group=group).values("pk"))


def _numbered_on(records: list[Any]) -> list[Any]:
    """Cases that come later are numbered after those that are here by then."""
    for one in records:
        here = Numbering.objects.filter(group=one.group_id).first()
        one.number += here.last if here else 0
    return records


def _counted_on(records: list[Numbering]) -> list[Numbering]:
    for one in records:
        here = Numbering.objects.filter(pk=one.pk).first()
        if here:
            Numbering.objects.filter(pk=one.pk).update(last=here.last + one.last)
    return [one for one in records if not Numbering.objects.filter(pk=one.pk).exists()]


def records(model: type[CaseRecord], **beside: Any) -> Leaves:
    """A kind of case record: of what was disposed of leaves the certificate alone.

    Args:
        beside: how the file beside each is read and kept, where it has one.
    """

    def kept(group: Group) -> QuerySet[CaseRecord]:
        gone = Disposal.objects.values("case")
        return model._default_manager.filter(case__group=group).exclude(case__in=gone)

    return Leaves(model, kept=kept, sealed=True, **beside)


KINDS = (
    Leaves(Case, kept_by="group", sealed=True, make_room=_numbered_on),
    records(Interest),
    records(Hold),
    Leaves(Disposal, kept_by="group", sealed=True, make_room=_numbered_on),
    # After all that is numbered by it.
    Leaves(Numbering, kept_by="group", sealed=True, make_room=_counted_on),
    Leaves(Due, kept=_waiting_for, sealed=True),
    Stays("cases.entry", _WHO_LOOKED),
    Stays("cases.head", _WHO_LOOKED),
)

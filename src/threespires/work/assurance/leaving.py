"""What leaves of assurance: the register of duties belongs to no one group, a mirror to its agency."""

from typing import Any

from django.db.models import QuerySet

from threespires.kernel.leaving import Leaves
from threespires.work.assurance.models import Duty, DutyEvidence, MirrorOpening
from threespires.work.assurance.permissions import visible_mirrors


def _mirrors(person: Any, group: Any) -> QuerySet[MirrorOpening]:
    return visible_mirrors(person)


KINDS = (Leaves(Duty), Leaves(DutyEvidence), Leaves(MirrorOpening, visible=_mirrors))

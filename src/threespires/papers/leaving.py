"""What leaves of papers and packs: with the group that met, as far as whoever asks reads them."""

from typing import Any

from django.db.models import Q, QuerySet

from threespires.kernel.leaving import Leaves
from threespires.meetings.permissions import visible_notes
from threespires.meetings.recusal import withheld
from threespires.papers.models import Pack, PackPart, Paper, PaperVersion
from threespires.papers.permissions import visible_papers
from threespires.partnership.models import Group

_OF_PAPER, _OF_PACK = "paper__meeting__group", "pack__meeting__group"


def _papers(person: Any, group: Group) -> QuerySet[Paper]:
    """Those that they read, but under an item that is kept from them."""
    heard = Q(item=None) | Q(item__in=visible_notes(person))
    return visible_papers(person).filter(heard, meeting__group=group)


def _versions(person: Any, group: Group) -> QuerySet[PaperVersion]:
    return PaperVersion.objects.filter(paper__in=_papers(person, group))


def _packs(person: Any, group: Group) -> QuerySet[Pack]:
    return Pack.objects.filter(meeting__group=group)


def _parts(person: Any, group: Group) -> QuerySet[PackPart]:
    """Of papers those that the person reads; agendas and logs, unless an item on them is kept from the person."""
    whole = Q(version=None) & ~Q(pack__meeting__in=withheld(person).values("meeting"))
    seen = whole | Q(version__in=_versions(person, group))
    return PackPart.objects.filter(seen, pack__meeting__group=group)


KINDS = (
    Leaves(Paper, of_group=("meeting__group",), visible=_papers, kept_by="meeting__group"),
    Leaves(PaperVersion, of_group=(_OF_PAPER,), visible=_versions, kept_by=_OF_PAPER),
    Leaves(Pack, of_group=("meeting__group",), visible=_packs, kept_by="meeting__group"),
    Leaves(PackPart, of_group=(_OF_PACK,), visible=_parts, kept_by=_OF_PACK),
)

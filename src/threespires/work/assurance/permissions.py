"""Who may see and keep the register of duties, and look into an agency's mirror."""

from typing import Any

from django.db.models import Q, QuerySet

from threespires.kernel.clock import today
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Group, Post
from threespires.partnership.permissions import stands_for
from threespires.partnership.standing import holds, standing
from threespires.work.assurance.models import Duty, MirrorOpening

_KEEPERS = (Post.Function.BOARD_MANAGER, Post.Function.QUALITY_ASSURANCE)


@sight
def visible_duties(person: Any) -> QuerySet[Duty]:
    """Whoever holds a seat or post sees the register: it holds no case."""
    return Duty.objects.all() if standing(person).anywhere else Duty.objects.none()


@rule
def may_keep_duties(person: Any) -> Verdict:
    """The Board manager and the quality assurance manager keep the register and its evidence."""
    post = holds(person, *_KEEPERS)
    return yes(post) if post else no("Only the Board manager or the quality assurance manager keeps the register")


@rule
def may_prepare_mirror(person: Any) -> Verdict:
    """The Board manager prepares an agency's mirror."""
    post = holds(person, Post.Function.BOARD_MANAGER)
    return yes(post) if post else no("Only the Board manager prepares an agency’s mirror")


@sight
def visible_mirrors(person: Any) -> QuerySet[MirrorOpening]:
    """An agency's own people see its mirror from the day it is prepared; the executive from the day it opens.

    The Board manager, who prepares it, sees it throughout.
    """
    here = standing(person)
    may = Q(agency__in=here.agency_ids)
    if here.seat_on_kind(Group.Kind.EXECUTIVE):
        may |= Q(opens_to_executive_on__lte=today())
    if here.post_of(Post.Function.BOARD_MANAGER):
        return MirrorOpening.objects.all()
    return MirrorOpening.objects.filter(may)


@rule
def may_answer_mirror(person: Any, mirror: MirrorOpening) -> Verdict:
    """The agency's own lead says what stands behind the figures, before the executive looks."""
    held = stands_for(person, mirror.agency)
    return yes(held) if held else no(f"Only somebody who stands for {mirror.agency} answers its mirror")


@sight
def may_see_boundaries(person: Any) -> Verdict:
    """The work that crosses agencies' boundaries is open to whoever holds a seat or post."""
    return yes() if standing(person).anywhere else no("Only those who take part see this")

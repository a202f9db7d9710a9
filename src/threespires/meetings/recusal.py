"""From whom an item of an agenda is kept: whoever stands back from it for an interest, and whoever isn't in the room
when it is taken in private.

One place says it, for single items and for lists alike. Interests in cases are `cases.models.Interest`; these are of
items.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from threespires.meetings.models import AgendaItem, Touch
from threespires.partnership.models import Post
from threespires.partnership.standing import BELONGING, CHAIRING, holds, standing

STANDS_BACK = "You declared an interest in this and stand back from it"
IN_PRIVATE = "This is taken in private"


def withheld(person: Any) -> QuerySet[AgendaItem]:
    """The items, and the points under them, that are kept from a person."""
    lines = AgendaItem.objects.filter(pk__in=_touching(person)) | AgendaItem.objects.filter(_behind_doors(person))
    return AgendaItem.objects.filter(Q(pk__in=lines.values("pk")) | Q(under__in=lines.values("pk")))


def why_withheld(person: Any, item: AgendaItem) -> str:
    """Why an item is kept from a person; nothing where it isn't."""
    return next(iter(_kept(person, Q(pk=item.under_id or item.pk)).values()), "")


def withheld_of(person: Any, meeting: Any) -> dict[int, str]:
    """Of one meeting's items those that are kept from a person, and why."""
    return _kept(person, Q(meeting=meeting, under=None))


def _kept(person: Any, among: Q) -> dict[int, str]:
    touched = Exists(_touching(person).filter(item=OuterRef("pk")))
    found = AgendaItem.objects.filter(among).annotate(touched=touched).filter(Q(touched=True) | _behind_doors(person))
    return {key: STANDS_BACK if touched else IN_PRIVATE for key, touched in found.values_list("pk", "touched")}


def touches_of(item: AgendaItem) -> list[Touch]:
    """The interests that touch an item."""
    touches = Touch.objects.filter(item=item.under_id or item.pk)
    return list(touches.select_related("declaration__person"))


def standing_back(touches: Iterable[Touch]) -> set[int]:
    """The keys of those who stand back, by the interests that touch an item."""
    return {each.declaration.person_id for each in touches if each.stands_back and not each.declaration.ended_at}


def _touching(person: Any) -> QuerySet[Touch, Any]:
    touches = Touch.objects.filter(stands_back=True, declaration__person=person.pk, declaration__ended_at=None)
    return touches.values("item")


def _behind_doors(person: Any) -> Q:
    """Items taken in private at which the person isn't in the room.

    In the room are the seats named for the item, or where none is, all that carry a voice and the administrator, and
    the Board manager but for case groups; and always the chair.
    """
    seats = standing(person).seats
    own = {key for seat in seats for key in (seat.pk, seat.delegate_for_id) if key}
    chaired = [seat.group_id for seat in seats if seat.role in CHAIRING]
    belongs = [seat.group_id for seat in seats if seat.role in BELONGING]
    in_the_room = Q(heard_by=None) & Q(meeting__group__in=belongs)
    if holds(person, Post.Function.BOARD_MANAGER):
        in_the_room |= Q(heard_by=None) & Q(meeting__group__is_case_group=False)
    named = AgendaItem.heard_by.through.objects.filter(seat__in=own).values("agendaitem")
    return Q(private=True) & ~(in_the_room | Q(pk__in=named) | Q(meeting__group__in=chaired))

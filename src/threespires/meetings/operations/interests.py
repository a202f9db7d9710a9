"""Interests declared and shown on the items they touch; items taken in private."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from threespires.history.recording import record
from threespires.kernel.clock import now
from threespires.kernel.locks import lock, put, save
from threespires.kernel.verdict import Refused, require
from threespires.meetings.models import AgendaItem, Declaration, Meeting, Touch
from threespires.meetings.permissions import may_declare, may_end_declaration, may_take_in_private
from threespires.partnership.models import Seat
from threespires.search.indexing import index


@transaction.atomic
def declare_interest(
    meeting: Meeting,
    *,
    by: Any,
    person: Any,
    what: str = "",
    declared: Declaration | None = None,
    items: Iterable[AgendaItem] = (),
    stands_back: bool = True,
) -> Declaration:
    """Declares an interest, or shows one declared before on more items of a meeting.

    Args:
        declared: the interest, where it was declared before; else `what` says it.
        stands_back: whether the person takes no part in these items.
    """
    lock(meeting)
    verdict = require(may_declare(by, meeting, person))
    if declared is None:
        if not what:
            raise Refused("An interest is declared in words")
        declared = Declaration.objects.create(group=meeting.group, person=person, what=what, noted_by=by)
        record("interest.declared", declared, by=by, seat=verdict.seat)
    elif (declared.group_id, declared.person_id) != (meeting.group_id, person.pk) or declared.ended_at:
        raise Refused("That interest isn’t one that this person has declared to this group")
    for item in items:
        if item.meeting_id != meeting.pk:
            raise Refused("An interest touches items of the meeting at which it is shown")
        touch, _ = Touch.objects.update_or_create(
            declaration=declared,
            item=item,
            defaults={"stands_back": stands_back},
            create_defaults={"stands_back": stands_back, "noted_by": by},
        )
        record("interest.shown", touch, by=by, seat=verdict.seat, words=f"{declared}, {touch}".strip())
    return declared


@transaction.atomic
def end_declaration(declaration: Declaration, *, by: Any) -> Declaration:
    """An interest is over: it keeps nothing from anybody any more."""
    lock(declaration)
    verdict = require(may_end_declaration(by, declaration))
    declaration.ended_by, declaration.ended_at = by, now()
    save(declaration)
    record("interest.ended", declaration, by=by, seat=verdict.seat)
    return declaration


@transaction.atomic
def take_in_private(
    item: AgendaItem, *, by: Any, private: bool, because: str = "", seats: Iterable[Seat] = ()
) -> AgendaItem:
    """Says whether an item is taken in private, why, and which seats are in the room."""
    lock(item)
    verdict = require(may_take_in_private(by, item))
    if private and not because:
        raise Refused("An item is taken in private for a reason")
    seats = list(seats) if private else []
    if any(seat.group_id != item.meeting.group_id for seat in seats):
        raise Refused("In the room are seats of the group that meets")
    if not put(item, private=private, private_because=because if private else "", heard_by=seats):
        return item
    save(item)
    record("agenda_item.taken_in_private" if private else "agenda_item.opened", item, by=by, seat=verdict.seat)
    index(item.meeting, item, *item.decisions.all())
    return item

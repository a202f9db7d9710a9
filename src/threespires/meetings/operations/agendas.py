"""Preparing an agenda and editing it."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from threespires.history.recording import record
from threespires.kernel.clock import now
from threespires.kernel.locks import lock, put, save
from threespires.kernel.verdict import Verdict, require
from threespires.meetings.agenda import (
    Addition,
    additions,
    arrange_agenda,
    line_order,
    no_longer_waiting,
    read_agenda,
    read_live_agenda,
)
from threespires.meetings.lifecycle import ITEM
from threespires.meetings.models import AgendaItem, Meeting
from threespires.meetings.permissions import may_edit_item, may_prepare, may_remove_item
from threespires.search.indexing import index


@transaction.atomic
def prepare_agenda(meeting: Meeting, *, by: Any) -> list[AgendaItem]:
    """Fills the agenda from the standing agenda, from what other rooms offer, and from what was unfinished.

    Gives what was added. Preparing again adds what is new, drops what no longer waits, and leaves alone what was
    edited or taken off.
    """
    lock(meeting)
    verdict = require(may_prepare(by, meeting))
    for item in no_longer_waiting(meeting, read_live_agenda(meeting)):
        record("agenda_item.dropped", item, by=by, seat=verdict.seat)
        item.delete()
    added = add_prepared(meeting, additions(meeting))
    meeting.agenda_prepared_at = now()
    save(meeting)
    words = f"{len(added)} item{'' if len(added) == 1 else 's'} added"
    record("agenda.prepared", meeting, by=by, seat=verdict.seat, words=words)
    return added


def add_prepared(meeting: Meeting, new: list[Addition]) -> list[AgendaItem]:
    """Writes the additions, each line after the one that precedes it in the standing agenda, and numbers all."""
    items = list(meeting.items.all())
    made = {item.offered_as: item for item in items if item.offered_as}
    places = line_order(meeting)
    lines = [line.item for line in arrange_agenda(items).lines]
    added: list[AgendaItem] = []
    for each in new:
        item = AgendaItem(
            meeting=meeting,
            under=made.get(each.under),
            order=len(items) + len(added) + 1,
            half=each.half,
            title=each.title,
            asked=each.asked,
            presenter=each.presenter,
            minutes=each.minutes,
            detail=each.detail,
            address=each.address,
            source=each.source,
            offered_as=each.offered_as,
            carried_from=each.carried_from,
        )
        if each.carried:
            item.private, item.private_because = each.carried.private, each.carried.private_because
        item.save()
        if each.carried and item.private:
            item.heard_by.set(each.carried.heard_by.all())
        made[each.offered_as] = item
        added.append(item)
        if item.under is None:
            lines.insert(_where(item, lines, places), item)
    _number(lines)
    index(meeting)
    return added


def _where(item: AgendaItem, lines: list[AgendaItem], places: dict[str, int]) -> int:
    """Where a new line goes: after the last that precedes it, else at the end of its half, else at the end."""
    place = places.get(item.offered_as)
    if place is not None:
        before = [n for n, line in enumerate(lines) if places.get(line.offered_as, len(places)) < place]
        return before[-1] + 1 if before else 0
    own_half = [n for n, line in enumerate(lines) if line.half == item.half]
    return own_half[-1] + 1 if own_half else len(lines)


def _number(items: list[AgendaItem]) -> None:
    """Numbers items in the order given; writes only those whose number changes."""
    moved = []
    for order, item in enumerate(items, start=1):
        if item.order != order:
            item.order = order
            moved.append(item)
    AgendaItem.objects.bulk_update(moved, ["order"])


@transaction.atomic
def add_item(
    meeting: Meeting,
    *,
    by: Any,
    title: str,
    half: str = "",
    asked: str = AgendaItem.Asked.NOTE,
    presenter: str = "",
    minutes: int | None = None,
    detail: str = "",
    address: str = "",
) -> AgendaItem:
    """Adds an item at the end of its half."""
    lock(meeting)
    verdict = require(may_prepare(by, meeting))
    last = meeting.items.filter(under=None).aggregate(last=Max("order"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        order=last + 1,
        half=half,
        title=title,
        asked=asked,
        presenter=presenter,
        minutes=minutes,
        detail=detail,
        address=address,
    )
    _number([line.item for line in read_agenda(meeting).lines])
    record("agenda_item.added", item, by=by, seat=verdict.seat)
    index(meeting)
    return item


@transaction.atomic
def amend_item(item: AgendaItem, *, by: Any, seen: int | None = None, **facts: Any) -> AgendaItem:
    """Changes an item's title, half, what is asked, presenter, minutes or detail."""
    verdict = _edit(item, by, seen)
    amendable = ("title", "half", "asked", "presenter", "minutes", "detail")
    if not put(item, **{name: facts[name] for name in amendable if name in facts}):
        return item
    save(item)
    record("agenda_item.amended", item, by=by, seat=verdict.seat)
    index(item.meeting, item)
    return item


@transaction.atomic
def remove_item(item: AgendaItem, *, by: Any) -> AgendaItem:
    """Takes an item off the agenda, with its points. It is remembered, so that preparing doesn't bring it back."""
    lock(item)
    verdict = require(may_remove_item(by, item))
    ITEM.apply(item, "remove")
    save(item)
    record("agenda_item.removed", item, by=by, seat=verdict.seat)
    index(item.meeting)
    return item


@transaction.atomic
def put_back(item: AgendaItem, *, by: Any) -> AgendaItem:
    """Puts back on the agenda what was taken off."""
    verdict = _edit(item, by)
    ITEM.apply(item, "put_back")
    save(item)
    record("agenda_item.put_back", item, by=by, seat=verdict.seat)
    index(item.meeting)
    return item


@transaction.atomic
def reorder(item: AgendaItem, *, by: Any, up: bool) -> AgendaItem:
    """Moves an item one place up or down among its fellows; past the end of its half, into the next half."""
    lock(item.meeting)
    verdict = _edit(item, by)
    agenda = read_agenda(item.meeting)
    lines = [line.item for line in agenda.lines]
    if item.under_id:
        line = agenda.line_of(item.under_id)
        lines = line.points if line else []
    place = next((n for n, other in enumerate(lines) if other.pk == item.pk), None)
    target = None if place is None else place + (-1 if up else 1)
    if place is None or target is None or not 0 <= target < len(lines):
        return item
    own, neighbour = lines[place], lines[target]
    if own.half != neighbour.half:
        own.half = item.half = neighbour.half
    else:
        lines[place], lines[target] = neighbour, own
    own.save(update_fields=["half"])
    _number(lines)
    item.order = own.order
    record("agenda_item.moved", item, by=by, seat=verdict.seat, words="up" if up else "down")
    return item


def _edit(item: AgendaItem, by: Any, seen: int | None = None) -> Verdict:
    lock(item, seen=seen)
    return require(may_edit_item(by, item))

"""How an agenda is read, and how it is prepared.

An agenda is prepared from three things: the group's standing agenda; what other rooms offer for a line of it
(asked through their door plates); and what the last meeting left unfinished. Preparing again adds what is new and
drops what no longer waits: what was edited stays as edited, what was taken off does not come back.

How a record stands is never kept on an agenda. It is asked of the room that offered it whenever the agenda is shown.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from threespires.kernel import plates
from threespires.kernel.asking import written_once
from threespires.kernel.plates import AgendaOffer
from threespires.meetings.models import AgendaItem, Meeting
from threespires.meetings.plan.coming import comes_this_time
from threespires.partnership.models import AgendaTemplateItem

_Status = AgendaItem.Status
UNTOUCHED = 1
NO_LONGER = "It no longer waits for this group"

Offered = dict[str, dict[str, AgendaOffer]]
"""For each source what it offers now, by what its item is called."""


@dataclass
class Line:
    """An item with its number and the points under it."""

    item: AgendaItem
    number: int
    points: list[AgendaItem] = field(default_factory=list)

    @property
    def title(self) -> str:
        """A line that holds one record goes by that record's name."""
        return self.points[0].title if len(self.points) == 1 else self.item.title

    @property
    def presenter(self) -> str:
        return self.item.presenter or (self.points[0].presenter if len(self.points) == 1 else "")

    @property
    def records(self) -> list[AgendaItem]:
        """The item and its points that are about a record."""
        return [each for each in (self.item, *self.points) if each.address]


@dataclass
class Half:
    """A part of the meeting. A meeting in one part has one, without a title."""

    title: str
    lines: list[Line] = field(default_factory=list)


@dataclass
class Agenda:
    lines: list[Line]
    removed: list[AgendaItem]
    offered: Offered = field(default_factory=dict)

    @cached_property
    def halves(self) -> list[Half]:
        found: dict[str, Half] = {}
        for line in self.lines:
            found.setdefault(line.item.half, Half(line.item.half)).lines.append(line)
        return list(found.values())

    def still_waits(self, item: AgendaItem) -> bool:
        """Whether the room that offered a record offers it still; true of what nobody offered or nobody asked."""
        return not _was_offered(item) or item.source not in self.offered or self._offer_of(item) is not None

    def detail_of(self, item: AgendaItem) -> str:
        """How the record stands now, and what was written about it by hand."""
        offer = self._offer_of(item)
        now = offer.detail if offer else ("" if self.still_waits(item) else NO_LONGER)
        return " · ".join(filter(None, (now, item.detail)))

    def _offer_of(self, item: AgendaItem) -> AgendaOffer | None:
        return self.offered.get(item.source, {}).get(item.offered_as)

    def line_of(self, item_id: int) -> Line | None:
        return next((line for line in self.lines if line.item.pk == item_id), None)

    def after(self, line: Line, kept: Container[int] = ()) -> Line | None:
        """The next item that isn't done, further down or else from the top; not what is `kept` from who asks."""
        start = self.lines.index(line)
        rest = self.lines[start + 1 :] + self.lines[:start]
        waiting = (other for other in rest if other.item.status == _Status.WAITING)
        return next((other for other in waiting if other.item.pk not in kept), None)

    def first_waiting(self, kept: Container[int] = ()) -> Line | None:
        told = [line for line in self.lines if line.item.pk not in kept]
        waiting = (line for line in told if line.item.status == _Status.WAITING)
        return next(waiting, told[0] if told else None)

    @property
    def unfinished(self) -> list[Line]:
        return [line for line in self.lines if line.item.status == _Status.WAITING]


def read_agenda(meeting: Meeting) -> Agenda:
    """The meeting's agenda, in one query."""
    items = _items_of(meeting)
    for item in items:
        item.meeting = meeting
    return arrange_agenda(items)


@written_once
def _items_of(meeting: Any) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.filter(meeting=meeting).select_related("carried_from")


def read_live_agenda(meeting: Meeting) -> Agenda:
    """The agenda with how its records stand now."""
    agenda = read_agenda(meeting)
    hear(meeting, agenda, agenda.lines)
    return agenda


def hear(meeting: Meeting, agenda: Agenda, lines: list[Line]) -> None:
    """Asks how the records of these lines stand now, while the meeting is to come or under way."""
    if meeting.is_planned or meeting.is_open:
        records = [point for line in lines for point in line.points if _was_offered(point)]
        agenda.offered = _offered(meeting, [point.source for point in records])


def _was_offered(item: AgendaItem) -> bool:
    """Whether another room offered it for a line; the line itself comes of the standing agenda."""
    return bool(item.source) and item.offered_as.startswith(f"{item.source}:")


def _offered(meeting: Meeting, sources: Iterable[str]) -> Offered:
    """What each source offers now, for those that a room here fills."""
    return {
        source: {f"{source}:{offer.key}"[:120]: offer for offer in fill(meeting.group, meeting.day)}
        for source in dict.fromkeys(sources)
        if (fill := plates.agenda_source(source))
    }


def arrange_agenda(items: Iterable[AgendaItem]) -> Agenda:
    """Items of one meeting as numbered lines with their points, halves kept together."""
    items = list(items)
    standing = [item for item in items if item.status != _Status.REMOVED]
    tops = [item for item in standing if item.under_id is None]
    halves = list(dict.fromkeys(item.half for item in tops))
    tops.sort(key=lambda item: halves.index(item.half))
    lines = {item.pk: Line(item, number) for number, item in enumerate(tops, start=1)}
    for item in standing:
        if item.under_id in lines:
            lines[item.under_id].points.append(item)
    return Agenda(list(lines.values()), [item for item in items if item.status == _Status.REMOVED])


@dataclass(frozen=True)
class Addition:
    """Something that preparing would add: under the line named by `under`, or as a line of its own."""

    offered_as: str
    title: str
    half: str = ""
    under: str = ""
    asked: str = AgendaItem.Asked.NOTE
    presenter: str = ""
    minutes: int | None = None
    detail: str = ""
    address: str = ""
    source: str = ""
    carried_from: Meeting | None = None
    carried: AgendaItem | None = None


def additions(meeting: Meeting) -> list[Addition]:
    """What preparing the agenda now would add, in its order."""
    known = {item.offered_as: item for item in meeting.items.all() if item.offered_as}
    template = standing_lines(meeting)
    lines = {_line_key(line) for line in template}
    offered = _offered(meeting, [line.fill for line in template if line.fill])
    found: dict[str, Addition] = {}
    for each in (*_from_template(template, offered), *_left_unfinished(meeting, lines, offered)):
        found.setdefault(each.offered_as, each)
    off = {key for key, item in known.items() if item.status == _Status.REMOVED}
    return [each for key, each in found.items() if key not in known and each.under not in off]


def no_longer_waiting(meeting: Meeting, agenda: Agenda) -> list[AgendaItem]:
    """What preparing the agenda now would drop: records that their rooms offer no more and that nobody edited.

    Once the meeting has opened they stay: it may be the meeting that dealt with them.
    """
    if not meeting.is_planned:
        return []
    points = [point for line in agenda.lines for point in line.points]
    return [point for point in points if point.version == UNTOUCHED and not agenda.still_waits(point)]


def _line_key(line: AgendaTemplateItem) -> str:
    return f"line:{line.key}"


def standing_lines(meeting: Meeting) -> list[AgendaTemplateItem]:
    """The lines of the group's standing agenda that come to this meeting."""
    template = list(meeting.group.agenda_template.on(meeting.day))
    if not any(line.months for line in template):
        return template
    earlier = meeting.group.meetings.filter(starts_at__lt=meeting.starts_at).exclude(status=Meeting.Status.CANCELLED)
    last = earlier.order_by("-starts_at").first()
    return [line for line in template if comes_this_time(line.months, meeting.day, last.day if last else None)]


def line_order(meeting: Meeting) -> dict[str, int]:
    """The place of each line of the standing agenda, by what its item was offered as."""
    template = meeting.group.agenda_template.on(meeting.day)
    return {_line_key(line): place for place, line in enumerate(template)}


def _from_template(template: list[AgendaTemplateItem], offered: Offered) -> Iterator[Addition]:
    for line in template:
        yield Addition(
            offered_as=_line_key(line),
            title=line.title,
            half=line.half,
            asked=line.asked,
            minutes=line.minutes,
            source=line.fill,
        )
        for key, offer in offered.get(line.fill, {}).items():
            yield Addition(
                offered_as=key,
                title=offer.title[:250],
                half=line.half,
                under=_line_key(line),
                asked=offer.asked,
                presenter=offer.presenter,
                address=offer.href,
                source=line.fill,
            )


def _left_unfinished(meeting: Meeting, lines: set[str], offered: Offered) -> Iterator[Addition]:
    """What the last meeting carried on. A line of the standing agenda comes by itself; its records follow it,
    unless they were dealt with since."""
    last = meeting.group.meetings.held().filter(starts_at__lt=meeting.starts_at).first()
    if last is None:
        return
    carried = last.items.filter(status=_Status.CARRIED).select_related("under")
    for item in carried:
        dealt_with = item.source in offered and item.offered_as not in offered[item.source]
        if item.offered_as in lines or (_was_offered(item) and dealt_with):
            continue
        line = item.under.offered_as if item.under and item.under.offered_as in lines else ""
        yield Addition(
            offered_as=item.offered_as if line else f"carried:{item.pk}",
            title=item.title,
            half=item.half,
            under=line,
            asked=item.asked,
            presenter=item.presenter,
            minutes=item.minutes,
            detail=item.detail,
            address=item.address,
            source=item.source,
            carried_from=last,
            carried=item,
        )

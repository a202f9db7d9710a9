"""How an agenda is read, and how it is prepared.

An agenda is prepared from three things: the group's standing agenda; what other rooms offer for a line of it
(asked through their door plates); and what the last meeting left unfinished. Preparing again adds only what is
new: what was edited stays as edited, what was taken off does not come back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from threespires.kernel import plates
from threespires.meetings.models import AgendaItem, Meeting
from threespires.partnership.models import AgendaTemplateItem

_Status = AgendaItem.Status


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

    @cached_property
    def halves(self) -> list[Half]:
        found: dict[str, Half] = {}
        for line in self.lines:
            found.setdefault(line.item.half, Half(line.item.half)).lines.append(line)
        return list(found.values())

    def line_of(self, item_id: int) -> Line | None:
        return next((line for line in self.lines if line.item.pk == item_id), None)

    def after(self, line: Line) -> Line | None:
        """The next item that isn't done, further down or else from the top."""
        start = self.lines.index(line)
        rest = self.lines[start + 1 :] + self.lines[:start]
        return next((other for other in rest if other.item.status == _Status.WAITING), None)

    @property
    def first_waiting(self) -> Line | None:
        waiting = (line for line in self.lines if line.item.status == _Status.WAITING)
        return next(waiting, self.lines[0] if self.lines else None)

    @property
    def unfinished(self) -> list[Line]:
        return [line for line in self.lines if line.item.status == _Status.WAITING]


def read_agenda(meeting: Meeting) -> Agenda:
    """The meeting's agenda, in one query."""
    return arrange_agenda(meeting.items.select_related("carried_from"))


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


def additions(meeting: Meeting) -> list[Addition]:
    """What preparing the agenda now would add, in its order."""
    known = {item.offered_as: item for item in meeting.items.all() if item.offered_as}
    template = list(meeting.group.agenda_template.on(meeting.day))
    lines = {_line_key(line) for line in template}
    found: dict[str, Addition] = {}
    for each in (*_from_template(meeting, template), *_left_unfinished(meeting, lines)):
        found.setdefault(each.offered_as, each)
    off = {key for key, item in known.items() if item.status == _Status.REMOVED}
    return [each for key, each in found.items() if key not in known and each.under not in off]


def _line_key(line: AgendaTemplateItem) -> str:
    return f"line:{line.key}"


def line_order(meeting: Meeting) -> dict[str, int]:
    """The place of each line of the standing agenda, by what its item was offered as."""
    template = meeting.group.agenda_template.on(meeting.day)
    return {_line_key(line): place for place, line in enumerate(template)}


def _from_template(meeting: Meeting, template: list[AgendaTemplateItem]) -> Iterator[Addition]:
    for line in template:
        yield Addition(
            offered_as=_line_key(line),
            title=line.title,
            half=line.half,
            asked=line.asked,
            minutes=line.minutes,
            source=line.fill,
        )
        fill = plates.agenda_source(line.fill) if line.fill else None
        for offer in fill(meeting.group, meeting.day) if fill else ():
            yield Addition(
                offered_as=f"{line.fill}:{offer.key}"[:120],
                title=offer.title[:250],
                half=line.half,
                under=_line_key(line),
                asked=offer.asked,
                presenter=offer.presenter,
                detail=offer.detail,
                address=offer.href,
                source=line.fill,
            )


def _left_unfinished(meeting: Meeting, lines: set[str]) -> Iterator[Addition]:
    """What the last meeting carried on. A line of the standing agenda comes by itself; its records follow it."""
    last = meeting.group.meetings.held().filter(starts_at__lt=meeting.starts_at).first()
    if last is None:
        return
    carried = last.items.filter(status=_Status.CARRIED).select_related("under")
    for item in carried:
        if item.offered_as in lines:
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
        )

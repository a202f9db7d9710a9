"""Door plates: each room says in its apps.py what it plugs in; config gathers the plates.

A plate names things by dotted path and config resolves them once at start, so that rooms need not
import one another and apps.py stays light.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import AppConfig, apps
from django.utils.module_loading import import_string

from threespires.kernel.rules import for_a_part


@dataclass(frozen=True)
class Place:
    """An entry of the header: where it leads, in which order."""

    text: str
    url_name: str
    order: int


@dataclass(frozen=True)
class Clockwork:
    """Something the clock calls: a function by dotted path, when (cron), and what it is for."""

    function: str
    cron: str
    purpose: str


@dataclass(frozen=True)
class Limit:
    """How often one person may ask for a page within so many minutes; where nobody is signed in, one place.

    With `sending_only`, opening it counts for nothing.
    """

    times: int
    minutes: int = 1
    sending_only: bool = False


@dataclass(frozen=True)
class Owed:
    """Something a person owes or is asked to decide, for the home page. What is owed `at_once` stands first."""

    title: str
    href: str
    due: date | None = None
    since: date | None = None
    detail: str = ""
    at_once: bool = False


@dataclass(frozen=True)
class News:
    """Something that changed, for 'since you last looked'; `key` is that of the event."""

    at: datetime
    who: str
    words: str
    href: str
    key: int


@dataclass(frozen=True)
class AgendaOffer:
    """An item a room would put on a group's agenda.

    `key` names it for good, so that it is offered once; `asked` is one of decide, assure, shape, note.
    """

    key: str
    title: str
    href: str
    asked: str = "note"
    presenter: str = ""
    detail: str = ""


@dataclass(frozen=True)
class AgendaDate:
    """Something that must have come to a meeting by a day."""

    title: str
    href: str
    due: date
    presenter: str = ""


@dataclass(frozen=True)
class Occasion:
    """A meeting at which something is decided: its reference, title and address."""

    ref: str
    title: str
    address: str


@dataclass(frozen=True)
class Searchable:
    """A kind of record that search may find: its model, who may see which, and what to index.

    `entry(thing)` gives (title, text, href); `visible_to(person)` the queryset of those the person may see.
    `read(things)` gives a queryset of the same with all that `entry` asks of each, where it asks for more than its row.
    """

    kind: str
    words: str
    model: str
    visible_to: str
    entry: str
    read: str = ""


@dataclass(frozen=True)
class ByTwo:
    """A kind of thing that takes two: its name, what it is called, and three functions by dotted path.

    `rule(person, proposal)` gives a verdict on a second person, beside what holds of every kind: no, too, where whoever
    asked could ask it no more. `tell(proposal)` gives what the second person reads, as (what, words).
    `carry_out(proposal, by, seat)` does it, in the transaction of the approval.
    """

    kind: str
    words: str
    rule: str
    tell: str
    carry_out: str


@dataclass(frozen=True)
class RoomSection:
    """Something a room shows on the page of a group, or of a record below: a template, and its facts.

    `where` is top, main or side; sections stand by `order` within it.
    """

    order: int
    template: str
    facts: dict[str, Any]
    where: str = "main"


class Room(AppConfig):
    """A room's door plate. Every attribute may be left out."""

    prefix: str | None = None
    """Address prefix; with it, the room's urls.py is included there."""
    for_everyone: bool = False
    """Whoever is signed in may enter. To those who hold no seat or post, every other room doesn't exist."""
    for_practitioners: bool = False
    """Practitioners may enter, too, though they hold no seat or post. No room of cases says so."""
    for_roles: bool = False
    """Whoever holds a role on a case may enter, too, though they hold no seat or post. A single page of another room
    says so of itself."""
    places: tuple[Place, ...] = ()
    clockwork: tuple[Clockwork, ...] = ()
    jobs: tuple[str, ...] = ()
    """Dotted paths of what the room has done in the background."""
    after_loading: str = ""
    """Dotted path of fill() -> str: what this room keeps from an arrangement just loaded, and a line that tells it,
    or nothing. It may be called again at any time."""
    owed: str = ""
    """Dotted path of owed(person, today) -> list[Owed]."""
    decisions: str = ""
    """Dotted path of decisions(person, today) -> list[Owed]: what waits for this person's decision."""
    by_two: tuple[ByTwo, ...] = ()
    circles: str = ""
    """Dotted path of circles(person) -> {circle: seat}: among whom this person can be the second today, and in which
    seat. Each room names its own."""
    risen: str = ""
    """Dotted path of risen(person, today) -> list[Owed]: work of this person or their agency that rose to a group
    above, and what was answered lately."""
    agenda_sources: dict[str, str] = {}
    """Source name -> dotted path of offers(group, day) -> list[AgendaOffer]."""
    agenda_words: dict[str, tuple[str, str]] = {}
    """Source name -> what one offer and what several are called, as in "3 actions to accept"."""
    agenda_dates: dict[str, str] = {}
    """Source name -> dotted path of dates(groups, until) -> {group's key: list[AgendaDate]}: what must have come to a
    meeting of these groups by which day, as far as that day isn't after `until`."""
    searchable: tuple[Searchable, ...] = ()
    index: str = ""
    """Dotted path of index(*things): how the rooms below keep search in step with what changed."""
    group_tabs: dict[str, str] = {}
    """Tab text -> url name taking the group's key, shown in every group's room."""
    on_account: dict[str, str] = {}
    """Link text -> url name, shown on everyone's own account page."""
    on_account_if: str = ""
    """Dotted path of may(person) -> bool: to whom those links are shown; to everyone, where none is named."""
    any_day: tuple[str, ...] = ()
    """Names of the pages that can show another day than today, such as "meetings:group"; "meetings" is all of them."""
    group_sections: str = ""
    """Dotted path of sections(person, group, day) -> list[RoomSection]: what this room shows on a group's page.
    Of a day gone by it shows what it knows as of that day, or nothing."""
    record_sections: str = ""
    """Dotted path of sections(person, thing) -> list[RoomSection]: what this room shows on the page of a
    record of a room below; an empty list for a kind it has nothing to say of."""
    thread_strip: str = ""
    """Dotted path of strip_for(thing, person) -> list of knots: where a record sits, for the rooms below."""
    next_meetings: str = ""
    """Dotted path of next_meetings(person, today, limit) -> list of the person's next meetings, each with
    `group`, `day` (in words), `place`, `quorum`, `tone`, `words` and `href`."""
    write_letter: str = ""
    """Dotted path of write_letter(to, subject, body): how the rooms below have a letter sent."""
    invites: str = ""
    """Dotted path of may_invite(person) -> Verdict: who invites people, beside the system administrator."""
    held_by: str = ""
    """Dotted path of held_by(people) -> {key: [words]}: the seats and posts that each holds today."""
    registers: str = ""
    """Name of a page where practitioners register themselves."""
    takes_practitioners: str = ""
    """Dotted path of takes_practitioners() -> bool: whether anybody can register themself today."""
    told_on_account: str = ""
    """Dotted path of told_on_account(person) -> a sentence about them on their own account page, or nothing."""
    needs_second_factor: str = ""
    """Dotted path of needs_second_factor(person) -> bool: whether signing in takes this person a second step."""
    admitted_by_two: str = ""
    """Dotted path of admitted_by_two(people) -> {key}: those of them whom nobody alone lets in again."""
    asks_for_reset: str = ""
    """Name of the page, taking a person's key, where what lets them sign in is asked to be renewed by two."""
    sign_in_page: str = ""
    """Name of a page where one signs in without a password. Only the demonstration has one."""
    occasion: str = ""
    """Dotted path of occasion_from(request) -> (title, address) of the meeting that `?meeting=` names, or None."""
    way_back: str = ""
    """Dotted path of way_back(request) -> (meeting, href): the meeting from which the page was opened, or None."""
    held_meetings: str = ""
    """Dotted path of held_meetings(person, kind) -> list[Occasion]: the last meetings of a kind of group."""
    file_access: str = ""
    """Dotted path of may_open(person, document) -> bool: the person may see a record that the file stands beside."""
    file_settled: str = ""
    """Dotted path of settled(document): the virus scanner has let a file out, or refused it."""
    costly: dict[str, Limit] = {}
    """Name of a page that costs much, or that guessers ask for -> how often one may."""
    sheets: tuple[str, ...] = ()
    """Dotted paths of the kinds of spreadsheet that the room takes in."""
    leaving: str = ""
    """Dotted path of what leaves with a group or with everything, and what stays: see `kernel.leaving`."""
    statement_work: str = ""
    """Dotted path of work(ids) -> {id: [{text, href, tag}]}: what was tasked from these statements."""


def rooms() -> list[Room]:
    """Every room installed, in order."""
    return [config for config in apps.get_app_configs() if isinstance(config, Room)]


def room_of(view: Callable[..., Any]) -> Room | None:
    """The room in which a view stands."""
    return next((room for room in rooms() if f"{view.__module__}.".startswith(f"{room.name}.")), None)


def gathered(name: str) -> list[Callable[..., Any]]:
    """The functions that rooms name under `name`. What rules they ask is about their own part of a page."""
    return [for_a_part(import_string(getattr(room, name))) for room in rooms() if getattr(room, name)]


def answer(name: str, *asked: Any, otherwise: Any) -> Any:
    """What the room that names a function under `name` answers; `otherwise` where no room does."""
    functions = gathered(name)
    return functions[0](*asked) if functions else otherwise


def named(name: str) -> str:
    """What the first room that has something under `name` says there; nothing where no room does."""
    return next((getattr(room, name) for room in rooms() if getattr(room, name)), "")


def record_sections(person: Any, thing: Any) -> list[RoomSection]:
    """What the rooms above show on the page of `thing`, in order."""
    offered = [section for offer in gathered("record_sections") for section in offer(person, thing)]
    return sorted(offered, key=lambda section: section.order)


def agenda_source(name: str) -> Callable[..., list[AgendaOffer]] | None:
    """The function that fills the agenda source `name`, if a room here offers it."""
    for room in rooms():
        if name in room.agenda_sources:
            return import_string(room.agenda_sources[name])
    return None


def agenda_dates(name: str) -> Callable[..., dict[int, list[AgendaDate]]] | None:
    """The function that knows by when things of the source `name` must come, if a room here does."""
    return next((import_string(room.agenda_dates[name]) for room in rooms() if name in room.agenda_dates), None)


def keep_findable(*things: Any) -> None:
    """Lets search know that these changed, or may be found no more."""
    answer("index", *things, otherwise=None)


def own_places(person: Any, *, for_practitioners: bool = False) -> list[tuple[str, str]]:
    """What rooms show this person of their own, as (text, url name); of those alone that let practitioners in, where so
    asked."""
    offering = (room for room in rooms() if room.on_account and (room.for_practitioners or not for_practitioners))
    shown = (room for room in offering if not room.on_account_if or import_string(room.on_account_if)(person))
    return [pair for room in shown for pair in room.on_account.items()]


def count_offers(name: str, count: int) -> str:
    """3 actions to accept: so many offers of the agenda source `name`; nothing where no room says what they are."""
    words = next((room.agenda_words[name] for room in rooms() if name in room.agenda_words), None)
    return f"{count} {words[count != 1]}" if words else ""


def jobs() -> list[str]:
    """Dotted paths of everything that is done in the background, by the clock or when asked for."""
    named = [path for room in rooms() for path in (*(wheel.function for wheel in room.clockwork), *room.jobs)]
    return list(dict.fromkeys(named))


def searchables() -> list[Searchable]:
    return [kind for room in rooms() for kind in room.searchable]

"""What an arrangement file says, as plain facts: no database, nothing judged against today.

Each class is one table of the file and each field one key, so this module is also the reference of
the keys. `reading` fills the classes by the rules declared here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date, time
from typing import Any

from threespires.partnership.arrangement.vocabulary import (
    ASKED,
    GROUP_KINDS,
    LEARNING_KINDS,
    MARKS,
    MONTHS,
    PARTNER_KINDS,
    PLACE_ROLES,
    POST_FUNCTIONS,
    SECTORS,
    WEEKDAYS,
)


@dataclass(frozen=True)
class Where:
    """A place in the file: the table as a person would name it, its line, and the lines of its keys."""

    table: str = ""
    line: int = 0
    keys: dict[str, int] = field(default_factory=dict)

    def line_of(self, key: str) -> int:
        return self.keys.get(key, self.line)


def _key(kind: str, *, required: bool, default: Any = None, **rules: Any) -> Any:
    return field(default=default, metadata={"kind": kind, "required": required, **rules})


def _words(longest: int, *, required: bool = True) -> Any:
    return _key("words", required=required, default="", longest=longest)


def _name(*, required: bool = True) -> Any:
    """A short name by which the file refers to a thing: small letters, digits, underscores."""
    return _key("name", required=required, default="")


def _names(*, choices: tuple[str, ...] = ()) -> Any:
    return _key("names", required=False, default=(), choices=choices)


def _domains() -> Any:
    """What email addresses end in, such as "council.example"."""
    return _key("domains", required=False, default=())


def _choice(choices: tuple[str, ...], *, required: bool = True, default: str = "") -> Any:
    return _key("choice", required=required, default=default, choices=choices)


def _flag(*, required: bool = False, default: bool | None = False) -> Any:
    return _key("flag", required=required, default=default)


def _whole(*, required: bool = False, lowest: int = 1, highest: int, default: int | None = None) -> Any:
    return _key("whole", required=required, lowest=lowest, highest=highest, default=default)


def _share() -> Any:
    return _key("share", required=False)


def _day(named: str) -> Any:
    return _key("day", required=False, named=named)


def _table(of: type, *, required: bool = False) -> Any:
    return _key("table", required=required, of=of)


def _tables(of: type, *, required: bool = False) -> Any:
    return _key("tables", required=required, default=(), of=of)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Anything the file says. Equality ignores where it stands, so that a comment may be added."""

    where: Where = field(default_factory=Where, compare=False, repr=False)

    @classmethod
    def declared(cls) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Each key of the table: its name in the file, its name here, its rules."""
        for each in fields(cls):
            if each.name != "where":
                yield each.metadata.get("named") or each.name, each.name, dict(each.metadata)


@dataclass(frozen=True, kw_only=True)
class Sourced(Fact):
    """A fact that says where it comes from; while `confirmed` is false it is shown "to be confirmed"."""

    confirmed: bool = _flag(default=True)
    source: str = _name(required=False)
    mark: str = _choice(MARKS, required=False)
    note: str = _words(500, required=False)


@dataclass(frozen=True, kw_only=True)
class Agreed(Sourced):
    """A term of reference, which must say whether the partnership agreed it."""

    confirmed: bool = _flag(required=True)
    words: str = _words(600, required=False)


@dataclass(frozen=True, kw_only=True)
class Lasting(Sourced):
    """Something with a last day once it has ended. No first day: since before anyone wrote it down."""

    starts: date | None = _day("from")
    ends: date | None = _day("to")


@dataclass(frozen=True, kw_only=True)
class Source(Fact):
    key: str = _name()
    title: str = _words(200)


@dataclass(frozen=True, kw_only=True)
class Partnership(Fact):
    """Which board is at home here, and the month with which the first quarter of its year begins."""

    home_board: str = _name()
    quarters_from_month: int = _whole(required=True, highest=12, default=4)


@dataclass(frozen=True, kw_only=True)
class Board(Lasting):
    key: str = _name()
    name: str = _words(200)
    short_name: str = _words(80)
    area: str = _words(120)
    about: str = _words(300)


@dataclass(frozen=True, kw_only=True)
class Agency(Lasting):
    key: str = _name()
    name: str = _words(200)
    short_name: str = _words(80, required=False)
    sector: str = _choice(SECTORS)
    statutory: str = _choice(PARTNER_KINDS, required=False)
    email_domains: tuple[str, ...] = _domains()
    wider_than_area: bool = _flag()
    succeeds: str = _name(required=False)


@dataclass(frozen=True, kw_only=True)
class Post(Lasting):
    key: str = _name()
    name: str = _words(200)
    function: str = _choice(POST_FUNCTIONS)
    agency: str = _name(required=False)
    team: str = _name(required=False)
    whole_time: float | None = _share()
    succeeds: str = _name(required=False)


@dataclass(frozen=True, kw_only=True)
class Delegation(Lasting):
    """`delegate` acts for `accountable`, who stays accountable. Both are posts."""

    accountable: str = _name()
    delegate: str = _name()
    words: str = _words(300, required=False)


@dataclass(frozen=True, kw_only=True)
class Purpose(Fact):
    """One thing a group is for; its order is its place in the list. Without `key`, its words are its key."""

    key: str = _name(required=False)
    heading: str = _words(200, required=False)
    words: str = _words(1000)


@dataclass(frozen=True, kw_only=True)
class Chair(Agreed):
    post: str = _name(required=False)


@dataclass(frozen=True, kw_only=True)
class Reports(Agreed):
    to: str = _name()


@dataclass(frozen=True, kw_only=True)
class Approval(Agreed):
    """What the group approves must be approved by each of these boards, recorded separately."""

    boards: tuple[str, ...] = _names()


@dataclass(frozen=True, kw_only=True)
class Membership(Agreed):
    """Who belongs, in words."""

    words: str = _words(600)


@dataclass(frozen=True, kw_only=True)
class Place(Sourced):
    """A place that a seat fills: for an agency, a post, or both. Without dates it lasts as its group does."""

    key: str = _name(required=False)
    role: str = _choice(PLACE_ROLES)
    agency: str = _name(required=False)
    post: str = _name(required=False)
    words: str = _words(200, required=False)
    starts: date | None = _day("from")
    ends: date | None = _day("to")


@dataclass(frozen=True, kw_only=True)
class Rhythm(Agreed):
    """How often the group meets: so many times a year, or every so many months."""

    times_a_year: int | None = _whole(highest=52)
    every_months: int | None = _whole(highest=24)


@dataclass(frozen=True, kw_only=True)
class UsualMeeting(Agreed):
    """The usual day, time and place; `week` is the week of the month, 5 the last."""

    weekday: str = _choice(WEEKDAYS)
    week: int | None = _whole(highest=5)
    begins: time | None = _key("clock", required=False, named="time")
    minutes: int | None = _whole(highest=600)
    place: str = _words(200, required=False)


@dataclass(frozen=True, kw_only=True)
class Quorum(Agreed):
    """Quorum by agency, not heads: which partners must be there, and what share of the places."""

    all_statutory_partners: bool = _flag()
    agencies: tuple[str, ...] = _names()
    share_of_places: float | None = _share()


@dataclass(frozen=True, kw_only=True)
class Papers(Agreed):
    """How many working days before a meeting its papers go out."""

    working_days: int = _whole(required=True, highest=60, default=5)


@dataclass(frozen=True, kw_only=True)
class Escalation(Agreed):
    """After how many days blocked or late work rises to the group that this one reports to."""

    after_days: int = _whole(required=True, highest=366, default=14)


@dataclass(frozen=True, kw_only=True)
class MembershipReview(Agreed):
    every_months: int = _whole(required=True, highest=60, default=12)


@dataclass(frozen=True, kw_only=True)
class AgendaItem(Fact):
    """One item; `half` is the part of the meeting, `fill` the source whose live items stand under it. One that names
    `months`, such as a budget, comes only to the first meeting in or after each of them."""

    key: str = _name(required=False)
    half: str = _words(60, required=False)
    title: str = _words(200)
    asked: str = _choice(ASKED)
    minutes: int | None = _whole(highest=240)
    fill: str = _words(60, required=False)
    months: tuple[str, ...] = _names(choices=MONTHS)


@dataclass(frozen=True, kw_only=True)
class Agenda(Agreed):
    items: tuple[AgendaItem, ...] = _tables(AgendaItem, required=True)


@dataclass(frozen=True, kw_only=True)
class Group(Lasting):
    key: str = _name()
    name: str = _words(200)
    short_name: str = _words(80, required=False)
    board: str = _name()
    kind: str = _choice(GROUP_KINDS)
    summary: str = _words(400)
    background: str = _words(1500, required=False)
    joint_with: tuple[str, ...] = _names()
    shared_with: tuple[str, ...] = _names()
    case_group: bool = _flag()
    may_hold_case_team: bool = _flag()
    chair: Chair | None = _table(Chair)
    reports: Reports | None = _table(Reports)
    approval: Approval | None = _table(Approval)
    membership: Membership = _table(Membership, required=True)
    rhythm: Rhythm | None = _table(Rhythm)
    usual_meeting: UsualMeeting | None = _table(UsualMeeting)
    quorum: Quorum | None = _table(Quorum)
    papers: Papers | None = _table(Papers)
    escalation: Escalation | None = _table(Escalation)
    membership_review: MembershipReview | None = _table(MembershipReview)
    purposes: tuple[Purpose, ...] = _tables(Purpose, required=True)
    places: tuple[Place, ...] = _tables(Place)
    agenda: Agenda | None = _table(Agenda)


@dataclass(frozen=True, kw_only=True)
class Version(Sourced):
    """One version of something that changes over time. Not in force: kept in the file, not used."""

    key: str = _name()
    name: str = _words(120)
    in_force: bool = _flag(default=True)
    starts: date | None = _day("from")
    ends: date | None = _day("to")
    succeeds: str = _name(required=False)


@dataclass(frozen=True, kw_only=True)
class Column(Fact):
    """A question of the practice approach; what is written under one of them becomes tasked work."""

    key: str = _name()
    heading: str = _words(120)
    prompt: str = _words(400, required=False)
    leads_to_work: bool = _flag()


@dataclass(frozen=True, kw_only=True)
class Scale(Fact):
    """The scale from 0 to 10 on which each agency says how safe it is."""

    question: str = _words(200)
    low: str = _words(200)
    high: str = _words(200)


@dataclass(frozen=True, kw_only=True)
class PracticeApproach(Version):
    """`drawn_from` names the kinds of learning by which the areas to look at are found."""

    drawn_from: tuple[str, ...] = _names(choices=LEARNING_KINDS)
    columns: tuple[Column, ...] = _tables(Column, required=True)
    scale: Scale = _table(Scale, required=True)


@dataclass(frozen=True, kw_only=True)
class Level(Fact):
    order: int = _whole(required=True, highest=12, default=1)
    key: str = _name()
    name: str = _words(120)
    mark: str = _choice(MARKS, required=False)


@dataclass(frozen=True, kw_only=True)
class LevelsOfNeed(Version):
    levels: tuple[Level, ...] = _tables(Level, required=True)


@dataclass(frozen=True, kw_only=True)
class Contact(Sourced):
    """A number on every form that the public can reach. Without one, it is shown as to be confirmed."""

    key: str = _name()
    label: str = _words(200)
    number: str = _words(40, required=False)
    hours: str = _words(200, required=False)


@dataclass(frozen=True, kw_only=True)
class Arrangement(Fact):
    """The whole file."""

    partnership: Partnership = _table(Partnership, required=True)
    sources: tuple[Source, ...] = _tables(Source)
    boards: tuple[Board, ...] = _tables(Board, required=True)
    agencies: tuple[Agency, ...] = _tables(Agency, required=True)
    posts: tuple[Post, ...] = _tables(Post, required=True)
    delegations: tuple[Delegation, ...] = _tables(Delegation)
    groups: tuple[Group, ...] = _tables(Group, required=True)
    practice_approaches: tuple[PracticeApproach, ...] = _tables(PracticeApproach, required=True)
    levels_of_need: tuple[LevelsOfNeed, ...] = _tables(LevelsOfNeed, required=True)
    contacts: tuple[Contact, ...] = _tables(Contact, required=True)

"""A real arrangement with invented people in it: the same cast for every area, found by kind and function.

Nothing here names a group, post or agency of an area: what the arrangement file says decides who sits where.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from django.conf import settings

from tests.make.snapshots import Snapshot
from threespires.accounts.models import Person
from threespires.kernel.clock import today
from threespires.partnership import operations
from threespires.partnership.arrangement.checking import read_and_check
from threespires.partnership.arrangement.loading import load
from threespires.partnership.models import Agency, ApproachColumn, Group, LevelOfNeed, Place, Post, Seat
from threespires.partnership.pairs import leads_today
from threespires.work.assurance.operations import load_duties

SEATED_ON = date(2024, 1, 8)
_F = Post.Function
_DECIDING = (Seat.Role.CHAIR, Seat.Role.VICE_CHAIR, Seat.Role.MEMBER)

_FIRST = "Ada Bram Cleo Dara Edda Finn Gwil Hope Idris Juno Kit Lowen Mabel Nico Orla Piran Quin Rhoda Silas Tamsin"
_LAST = "Ambler Brockway Cottle Dunmore Eastlake Fennimore Garrowby Hollins"


_MADE: dict[tuple[str, date], tuple[Snapshot, dict[str, int]]] = {}


def _names() -> list[str]:
    """160 names, each of a first and a last that stand beside no other."""
    first, last = _FIRST.split(), _LAST.split()
    return [
        f"{name} {last[(turn + place) % len(last)]}" for turn in range(len(last)) for place, name in enumerate(first)
    ]


@dataclass
class Arranged:
    """An area as its file arranges it, and who does what there."""

    area: str
    cast: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        """People by what they do: scrutineer, chair, delivery_chair, manager, quality, administrator, …"""
        try:
            return self.__dict__["cast"][name]
        except KeyError:
            raise AttributeError(name) from None

    @cached_property
    def executive(self) -> Group:
        return Group.objects.now().get(kind=Group.Kind.EXECUTIVE)

    @cached_property
    def implementation(self) -> Group:
        return Group.objects.now().get(kind=Group.Kind.IMPLEMENTATION)

    @cached_property
    def sub_group(self) -> Group:
        """A sub group to which work may be tasked: one that keeps no cases, where there is one."""
        return Group.objects.now().filter(kind=Group.Kind.SUB_GROUP).order_by("is_case_group", "order")[0]

    @cached_property
    def case_group(self) -> Group:
        return Group.objects.now().filter(is_case_group=True).order_by("order")[0]

    @cached_property
    def statutory(self) -> list[Agency]:
        """Today's statutory partners, in the order of the file."""
        return list(Agency.objects.now().exclude(statutory="").order_by("pk"))

    @cached_property
    def others(self) -> list[Agency]:
        """Agencies beside them that have a place on the implementation group."""
        places = self.implementation.places.now().filter(agency__statutory="").order_by("order")
        return [place.agency for place in places.select_related("agency")]

    @cached_property
    def levels(self) -> list[LevelOfNeed]:
        return list(LevelOfNeed.objects.now().order_by("order"))

    @cached_property
    def columns(self) -> list[ApproachColumn]:
        """The questions of the practice approach in force, the one that leads to work last."""
        found = ApproachColumn.objects.filter(approach__in=ApproachColumn.approach.field.related_model.objects.now())
        return sorted(found, key=lambda column: (column.leads_to_work, column.order))

    def lead(self, agency: Agency) -> Person:
        """Whoever sits for an agency on the implementation group, which is its lead."""
        return self.implementation.seats.now().filter(agency=agency, role=Seat.Role.MEMBER)[0].person

    def executive_member(self, agency: Agency) -> Person:
        """Whoever has a voice for a statutory partner on the executive."""
        return self.executive.seats.now().filter(agency=agency, role__in=_DECIDING)[0].person


def arranged(area: str) -> Arranged:
    """Loads an area's file and the duties of the law, and seats everyone the cycle needs.

    People: scrutineer, chair (of the executive), delivery_chair (of the implementation group), manager,
    quality and duty (where an area has no such post, its Board manager), administrator, sub_chair, reviewer and
    second_reviewer (of a case group), outsider (holds nothing). Others by agency: `lead`, `executive_member`.
    To be asked of an empty database, since what was made once is put back when asked for again.
    """
    if (area, today()) not in _MADE:
        cast = _made(area).cast
        _MADE[area, today()] = Snapshot.taken(), {name: person.pk for name, person in cast.items()}
        return Arranged(area, cast)
    snapshot, cast = _MADE[area, today()]
    snapshot.put_back()
    people = Person.objects.in_bulk(cast.values())
    return Arranged(area, {name: people[key] for name, key in cast.items()})


def _made(area: str) -> Arranged:
    _load(area)
    made = Arranged(area)
    people = _People()
    holders = {post.pk: people.hold(post) for post in Post.objects.now().order_by("pk")}
    for group in (made.executive, made.implementation, *Group.objects.now().filter(kind=Group.Kind.TEAM)):
        people.fill(group, holders)
    for group in {made.sub_group, made.case_group}:
        people.fill(group, holders, chaired=True)
    held = {holding.post.function: holding.person for holding in _holdings()}
    made.cast = {
        "scrutineer": held[_F.INDEPENDENT_SCRUTINEER],
        "manager": held[_F.BOARD_MANAGER],
        "quality": held.get(_F.QUALITY_ASSURANCE, held[_F.BOARD_MANAGER]),
        "administrator": held[_F.ADMINISTRATOR],
        "duty": held.get(_F.SAFEGUARDING_DUTY, held[_F.BOARD_MANAGER]),
        "chair": _chair(made.executive),
        "delivery_chair": _chair(made.implementation),
        "sub_chair": _chair(made.sub_group),
        "outsider": people.new(),
    }
    reviewers = made.case_group.seats.now().filter(role__in=_DECIDING).order_by("pk")
    made.cast["reviewer"], made.cast["second_reviewer"] = reviewers[0].person, reviewers[1].person
    return made


def _load(area: str) -> None:
    file = Path(settings.ROOT) / "arrangements" / f"{area}.toml"
    reading = read_and_check(file.read_bytes())
    assert not reading.problems, reading.problems
    load(reading.arrangement, by=None, today=today())
    load_duties()


def _holdings():
    from_posts = Post.objects.now().prefetch_related("holdings__person", "holdings__post")
    return [holding for post in from_posts.order_by("-pk") for holding in post.holdings.all()]


def _chair(group: Group) -> Person:
    return group.seats.now().get(role=Seat.Role.CHAIR).person


class _People:
    """Hands out invented people, and seats them."""

    def __init__(self) -> None:
        self.names = iter(_names())
        self.for_agency: dict[int, Person] = {}

    def new(self) -> Person:
        name = next(self.names)
        return Person.objects.create_person(email=f"{name.lower().replace(' ', '.')}@example.test", name=name)

    def hold(self, post: Post) -> Person:
        """A person for a post. An agency's lead is also who sits for that agency on groups."""
        holder = self.new()
        operations.hold_post(by=None, post=post, person=holder, starts=_from(post))
        if post.function == _F.AGENCY_LEAD and post.agency_id:
            self.for_agency.setdefault(post.agency_id, holder)
        return holder

    def fill(self, group: Group, holders: dict[int, Person], *, chaired: bool = False) -> None:
        """Somebody in every place of today but delegates'. `chaired`: the first with a voice, if nobody does."""
        needs_chair = chaired and not group.places.now().filter(role=Place.Role.CHAIR).exists()
        for place in group.places.now().exclude(role=Place.Role.DELEGATE).order_by("order"):
            role = place.role
            if needs_chair and role == Place.Role.MEMBER:
                role, needs_chair = Place.Role.CHAIR, False
            self._seat(group, self._for(place, holders), role, place)

    def _seat(self, group: Group, person: Person, role: str, place: Place) -> None:
        """On a case group the seat is written down as given by two of the leads, which an operation would take."""
        facts = {"group": group, "person": person, "role": role, "place": place, "starts": _from(place)}
        if not group.is_case_group:
            operations.seat(by=None, **facts)
            return
        asked, approved, *_ = [held.person for held in leads_today() if held.person != person]
        Seat.objects.create(agency=place.agency, post=place.post, asked_by=asked, approved_by=approved, **facts)

    def _for(self, place: Place, holders: dict[int, Person]) -> Person:
        if place.post_id:
            return holders[place.post_id]
        if place.group.kind != Group.Kind.IMPLEMENTATION or not place.agency_id:
            return self.new()
        if place.agency_id not in self.for_agency:
            self.for_agency[place.agency_id] = self.new()
        return self.for_agency[place.agency_id]


def _from(dated: Post | Place) -> date:
    return max(SEATED_ON, dated.starts or SEATED_ON)

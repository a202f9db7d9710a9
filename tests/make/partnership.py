"""A small partnership with the same people everywhere, known by their posts."""

import pickle
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from django.db import IntegrityError

from tests.make.snapshots import Snapshot
from threespires.accounts.models import Person
from threespires.kernel.clock import today
from threespires.partnership.models import (
    Agency,
    ApproachColumn,
    Board,
    CaseRole,
    Group,
    LevelOfNeed,
    Place,
    Post,
    PostHolding,
    PracticeApproach,
    Seat,
    Term,
)
from threespires.partnership.standing import forget_standing

LONG_AGO = date(2019, 9, 29)
PEOPLE = (
    "scrutineer",
    "chief_executive",
    "health_lead",
    "police_lead",
    "director",
    "manager",
    "quality",
    "administrator",
    "council_officer",
    "health_officer",
    "police_officer",
    "housing_officer",
    "schools_officer",
    "early_help_chair",
    "reviewer",
    "second_reviewer",
    "outsider",
)
_numbers = count(1)
_MADE: list[tuple[Snapshot, bytes]] = []
"""The partnership as it was first made in an empty database: its rows, and itself."""


def person(name: str = "") -> Person:
    """Someone who can sign in but holds nothing."""
    number = next(_numbers)
    made = Person.objects.create_person(email=f"person{number}@example.test", name=name or f"Person {number}")
    return made


def member(group: Group, name: str = "", role: str = "member") -> Person:
    """Someone new who has sat on a group for long."""
    made = person(name)
    seated(group, made, role, starts=LONG_AGO)
    return made


def seated(group: Group, who: Person, role: str = "member", **facts) -> Seat:
    """A seat as the database keeps it, on a case group given by two others; no operation is asked."""
    if group.is_case_group:
        facts = {"asked_by": person("Who asked"), "approved_by": person("Who approved"), **facts}
    made = Seat.objects.create(group=group, person=who, role=role, **facts)
    forget_standing(who)
    return made


def role_on(case, who: Person, kind: str = "lead_reviewer", **facts) -> CaseRole:
    """A role on a case as the database keeps it, given by two others; no operation is asked."""
    days = {"starts": LONG_AGO, "ends": today() + timedelta(days=30)}
    two = {"asked_by": person("Who asked"), "approved_by": person("Who approved")}
    of = {"case_id": case.pk, "number": case.number, "group": case.group}
    made = CaseRole.objects.create(person=who, kind=kind, **days | two | of | facts)
    forget_standing(who)
    return made


def agency(key: str, name: str, statutory: str = "") -> Agency:
    return Agency.objects.create(key=key, name=name, statutory=statutory, starts=LONG_AGO)


@dataclass
class Partnership:
    """What tests stand on: one board, its groups, agencies, levels and people."""

    board: Board
    executive: Group
    implementation: Group
    forum: Group
    early_help: Group
    practice_review: Group
    team: Group
    council: Agency
    health: Agency
    police: Agency
    housing: Agency
    schools: Agency
    levels: list[LevelOfNeed]
    approach: PracticeApproach
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        """People by post: scrutineer, chief_executive, manager, health_lead, …"""
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


class _Made:
    """What has been made of each model, saved a model at a time: nearly every test begins with a partnership.

    Seats on case groups are given by `by_two`.
    """

    def __init__(self, *by_two: Person) -> None:
        self.by_two = by_two
        self.posts: list[Post] = []
        self.holdings: list[PostHolding] = []
        self.places: list[Place] = []
        self.seats: list[Seat] = []

    def hold(self, who: Person, key: str, name: str, function: str, **facts) -> None:
        post = Post(key=key, name=name, function=function, starts=LONG_AGO, **facts)
        self.posts.append(post)
        self.holdings.append(PostHolding(post=post, person=who, starts=LONG_AGO))

    def sit(self, who: Person, group: Group, role: str = "member", for_agency: Agency | None = None) -> None:
        place = Place(
            group=group,
            key=f"{group.key}-{who.pk}-{role}",
            words=str(for_agency or role),
            agency=for_agency,
            role=role,
            starts=LONG_AGO,
        )
        self.places.append(place)
        given = dict(zip(("asked_by", "approved_by"), self.by_two if group.is_case_group else (), strict=False))
        seat = Seat(group=group, place=place, person=who, role=role, agency=for_agency, starts=LONG_AGO, **given)
        self.seats.append(seat)

    def save(self) -> None:
        Post.objects.bulk_create(self.posts)
        PostHolding.objects.bulk_create(self.holdings)
        Place.objects.bulk_create(self.places)
        Seat.objects.bulk_create(self.seats)


def _groups(board: Board) -> dict[str, Group]:
    """The board's groups by key, each after the one it reports to."""

    def group(key: str, name: str, kind: str, order: int, **facts) -> Group:
        return Group(board=board, key=key, name=name, kind=kind, order=order, starts=LONG_AGO, **facts)

    executive = group("executive", "Executive Board", "executive", 1)
    implementation = group("implementation", "Implementation Group", "implementation", 2, reports_to=executive)
    below = [
        group("forum", "Relevant agency forum", "forum", 3, reports_to=implementation),
        group("early-help", "Multi-agency Early Help", "sub_group", 4, reports_to=implementation),
        group(
            "practice-review",
            "Practice Review Group",
            "sub_group",
            5,
            reports_to=implementation,
            is_case_group=True,
        ),
        group("team", "Board team", "team", 6),
    ]
    for level in ([executive], [implementation], below):
        Group.objects.bulk_create(level)
    return {each.key: each for each in (executive, implementation, *below)}


def _terms(groups: dict[str, Group]) -> None:
    rhythms = (("executive", 3), ("implementation", 2), ("early-help", 2), ("practice-review", 1))
    quorum = {"all_statutory_partners": True, "share_of_places": 0.5}
    terms = []
    for key, months in rhythms:
        group = groups[key]
        terms.append(Term(group=group, name="rhythm", value={"every_months": months}, starts=LONG_AGO))
        for name, value in (
            ("escalation_days", 14), ("papers_days", 5), ("membership_review_months", 12), ("quorum", quorum),
        ):  # fmt: skip
            terms.append(Term(group=group, name=name, value=value, confirmed=False, starts=LONG_AGO))
    Term.objects.bulk_create(terms)


def _people() -> dict[str, Person]:
    people = {}
    for name in PEOPLE:
        made = Person(email=f"person{next(_numbers)}@example.test", name=name.replace("_", " ").capitalize())
        made.set_unusable_password()
        people[name] = made
    Person.objects.bulk_create(people.values())
    return people


def partnership() -> Partnership:
    """The partnership: executive above implementation above sub groups, one of them a case group.

    People: scrutineer (chairs executive and implementation), chief_executive, health_lead, police_lead
    (executive members), director (delegated lead), manager, quality, administrator (team), council_officer,
    health_officer, police_officer, housing_officer, schools_officer (implementation members and agency
    leads), early_help_chair, reviewer, second_reviewer (practice review group), outsider (holds nothing).
    """
    if not _MADE:
        in_empty = not Snapshot.taken().rows
        made = _made()
        if in_empty:
            _MADE.append((Snapshot.taken(), pickle.dumps(made)))
        return made
    snapshot, made = _MADE[0]
    try:
        snapshot.put_back()
    except IntegrityError:  # somebody was made before
        return _made()
    return pickle.loads(made)


def _made() -> Partnership:
    board = Board.objects.create(
        key="home",
        name="Northmere Safeguarding Children Partnership",
        area="Northmere",
        about="the children of Northmere",
        is_home=True,
        starts=LONG_AGO,
    )
    groups = _groups(board)
    _terms(groups)
    agencies = {
        key: Agency(key=key, name=name, statutory=statutory, starts=LONG_AGO)
        for key, name, statutory in (
            ("council", "Northmere Council", "local_authority"),
            ("health", "NHS Northmere Integrated Care Board", "health"),
            ("police", "Northmere Police", "police"),
            ("housing", "Housing", ""),
            ("schools", "Schools (primary)", ""),
        )
    }
    Agency.objects.bulk_create(agencies.values())
    levels = [
        LevelOfNeed(version="first", key=key, name=name, order=order, starts=LONG_AGO)
        for order, (key, name) in enumerate(
            [
                ("universal", "Universal"),
                ("early-help", "Early help"),
                ("multi-agency-early-help", "Multi-agency early help"),
                ("statutory", "Statutory intervention"),
            ],
            start=1,
        )
    ]
    LevelOfNeed.objects.bulk_create(levels)
    approach = PracticeApproach.objects.create(
        key="signs-of-safety",
        name="Signs of Safety",
        starts=LONG_AGO,
        scale_question="How safe does each agency say it is?",
        scale_low="children are invisible to us",
        scale_high="every child is followed up together",
    )
    ApproachColumn.objects.bulk_create(
        ApproachColumn(approach=approach, key=key, order=order, heading=heading, leads_to_work=leads)
        for order, (key, heading, leads) in enumerate(
            [
                ("working-well", "What is working well?", False),
                ("worried", "What are we worried about?", False),
                ("needs-to-happen", "What needs to happen?", True),
            ],
            start=1,
        )
    )
    people = _people()
    made = Partnership(
        board=board,
        **{key.replace("-", "_"): group for key, group in groups.items()},
        **agencies,
        levels=levels,
        approach=approach,
        people=people,
    )
    _seat_everyone(made)
    return made


def _seat_everyone(p: Partnership) -> None:
    """Gives each their posts and seats, but for the outsider."""
    people = p.people
    made = _Made(people["health_lead"], people["police_lead"])
    made.hold(people["scrutineer"], "scrutineer", "Independent scrutineer", "independent_scrutineer")
    made.hold(people["chief_executive"], "chief-executive", "Chief Executive", "lead_representative", agency=p.council)
    made.hold(people["health_lead"], "health-lead", "Chief Executive", "lead_representative", agency=p.health)
    made.hold(people["police_lead"], "police-lead", "Chief Superintendent", "lead_representative", agency=p.police)
    made.hold(
        people["director"],
        "director",
        "Director of Children’s Services",
        "director_of_childrens_services",
        agency=p.council,
    )
    made.hold(people["manager"], "manager", "Board Manager", "board_manager", team=p.team)
    made.hold(people["quality"], "quality", "Quality Assurance Manager", "quality_assurance", team=p.team)
    made.hold(people["administrator"], "administrator", "Administrator", "administrator", team=p.team)
    for group in (p.executive, p.implementation):
        made.sit(people["scrutineer"], group, "chair")
        made.sit(people["administrator"], group, "administrator")
    for name, for_agency in (
        ("chief_executive", p.council), ("director", p.council), ("health_lead", p.health), ("police_lead", p.police),
    ):  # fmt: skip
        made.sit(people[name], p.executive, "member", for_agency)
    for name, for_agency in (
        ("council_officer", p.council), ("health_officer", p.health), ("police_officer", p.police),
        ("housing_officer", p.housing), ("schools_officer", p.schools),
    ):  # fmt: skip
        made.sit(people[name], p.implementation, "member", for_agency)
        made.hold(
            people[name], f"{for_agency.key}-safeguarding-lead", "Safeguarding lead", "agency_lead", agency=for_agency
        )
    made.sit(people["early_help_chair"], p.early_help, "chair", p.council)
    made.sit(people["reviewer"], p.practice_review, "chair", p.health)
    made.sit(people["second_reviewer"], p.practice_review, "member", p.police)
    made.save()

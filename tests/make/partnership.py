"""A small partnership with the same people everywhere, known by their posts."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count

from threespires.accounts.models import Person
from threespires.partnership.models import (
    Agency,
    ApproachColumn,
    Board,
    Group,
    LevelOfNeed,
    Place,
    Post,
    PostHolding,
    PracticeApproach,
    Seat,
    Term,
)

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


def person(name: str = "") -> Person:
    """Someone who can sign in but holds nothing."""
    number = next(_numbers)
    made = Person.objects.create_person(email=f"person{number}@example.test", name=name or f"Person {number}")
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


def _group(board: Board, key: str, name: str, kind: str, order: int, **facts) -> Group:
    return Group.objects.create(board=board, key=key, name=name, kind=kind, order=order, starts=LONG_AGO, **facts)


def _sit(who: Person, group: Group, role: str = "member", for_agency: Agency | None = None) -> Seat:
    place = Place.objects.create(
        group=group,
        key=f"{group.key}-{who.pk}-{role}",
        words=str(for_agency or role),
        agency=for_agency,
        role=role,
        starts=LONG_AGO,
    )
    return Seat.objects.create(group=group, place=place, person=who, role=role, agency=for_agency, starts=LONG_AGO)


def _hold(who: Person, key: str, name: str, function: str, **facts) -> Post:
    post = Post.objects.create(key=key, name=name, function=function, starts=LONG_AGO, **facts)
    PostHolding.objects.create(post=post, person=who, starts=LONG_AGO)
    return post


def partnership() -> Partnership:
    """The partnership: executive above implementation above sub groups, one of them a case group.

    People: scrutineer (chairs executive and implementation), chief_executive, health_lead, police_lead
    (executive members), director (delegated lead), manager, quality, administrator (team), council_officer,
    health_officer, police_officer, housing_officer, schools_officer (implementation members and agency
    leads), early_help_chair, reviewer, second_reviewer (practice review group), outsider (holds nothing).
    """
    board = Board.objects.create(
        key="home",
        name="Northmere Safeguarding Children Partnership",
        area="Northmere",
        about="the children of Northmere",
        is_home=True,
        starts=LONG_AGO,
    )
    executive = _group(board, "executive", "Executive Board", "executive", 1)
    implementation = _group(board, "implementation", "Implementation Group", "implementation", 2, reports_to=executive)
    forum = _group(board, "forum", "Relevant agency forum", "forum", 3, reports_to=implementation)
    early_help = _group(board, "early-help", "Multi-agency Early Help", "sub_group", 4, reports_to=implementation)
    practice_review = _group(
        board,
        "practice-review",
        "Practice Review Group",
        "sub_group",
        5,
        reports_to=implementation,
        is_case_group=True,
    )
    team = _group(board, "team", "Board team", "team", 6)
    for group, months in ((executive, 3), (implementation, 2), (early_help, 2), (practice_review, 1)):
        Term.objects.create(group=group, name="rhythm", value={"every_months": months}, starts=LONG_AGO)
        Term.objects.create(group=group, name="escalation_days", value=14, confirmed=False, starts=LONG_AGO)
        Term.objects.create(group=group, name="papers_days", value=5, confirmed=False, starts=LONG_AGO)
        Term.objects.create(group=group, name="membership_review_months", value=12, confirmed=False, starts=LONG_AGO)
        Term.objects.create(
            group=group,
            name="quorum",
            confirmed=False,
            starts=LONG_AGO,
            value={"all_statutory_partners": True, "share_of_places": 0.5},
        )
    council = agency("council", "Northmere Council", "local_authority")
    health = agency("health", "NHS Northmere Integrated Care Board", "health")
    police = agency("police", "Northmere Police", "police")
    housing = agency("housing", "Housing")
    schools = agency("schools", "Schools (primary)")
    levels = [
        LevelOfNeed.objects.create(version="first", key=key, name=name, order=order, starts=LONG_AGO)
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
    approach = PracticeApproach.objects.create(
        key="signs-of-safety",
        name="Signs of Safety",
        starts=LONG_AGO,
        scale_question="How safe does each agency say it is?",
        scale_low="children are invisible to us",
        scale_high="every child is followed up together",
    )
    for order, (key, heading, leads) in enumerate(
        [
            ("working-well", "What is working well?", False),
            ("worried", "What are we worried about?", False),
            ("needs-to-happen", "What needs to happen?", True),
        ],
        start=1,
    ):
        ApproachColumn.objects.create(approach=approach, key=key, order=order, heading=heading, leads_to_work=leads)
    made = Partnership(
        board, executive, implementation, forum, early_help, practice_review, team,
        council, health, police, housing, schools, levels, approach,
    )  # fmt: skip
    people = made.people
    for name in PEOPLE:
        people[name] = person(name.replace("_", " ").capitalize())
    _hold(people["scrutineer"], "scrutineer", "Independent scrutineer", "independent_scrutineer")
    _hold(people["chief_executive"], "chief-executive", "Chief Executive", "lead_representative", agency=council)
    _hold(people["health_lead"], "health-lead", "Chief Executive", "lead_representative", agency=health)
    _hold(people["police_lead"], "police-lead", "Chief Superintendent", "lead_representative", agency=police)
    _hold(
        people["director"],
        "director",
        "Director of Children’s Services",
        "director_of_childrens_services",
        agency=council,
    )
    _hold(people["manager"], "manager", "Board Manager", "board_manager", team=team)
    _hold(people["quality"], "quality", "Quality Assurance Manager", "quality_assurance", team=team)
    _hold(people["administrator"], "administrator", "Administrator", "administrator", team=team)
    for group in (executive, implementation):
        _sit(people["scrutineer"], group, "chair")
        _sit(people["administrator"], group, "administrator")
    for name, for_agency in (
        ("chief_executive", council), ("director", council), ("health_lead", health), ("police_lead", police),
    ):  # fmt: skip
        _sit(people[name], executive, "member", for_agency)
    for name, for_agency in (
        ("council_officer", council), ("health_officer", health), ("police_officer", police),
        ("housing_officer", housing), ("schools_officer", schools),
    ):  # fmt: skip
        _sit(people[name], implementation, "member", for_agency)
        _hold(
            people[name], f"{for_agency.key}-safeguarding-lead", "Safeguarding lead", "agency_lead", agency=for_agency
        )
    _sit(people["early_help_chair"], early_help, "chair", council)
    _sit(people["reviewer"], practice_review, "chair", health)
    _sit(people["second_reviewer"], practice_review, "member", police)
    return made

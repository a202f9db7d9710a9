"""A partnership of as many agencies and people as the size says."""

from dataclasses import dataclass
from datetime import date

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

from .sizes import Size

LONG_AGO = date(2019, 9, 29)
_TERMS = {
    "rhythm": {"every_months": 2},
    "quorum": {"all_statutory_partners": True, "share_of_places": 0.5},
    "papers_days": 5,
    "escalation_days": 14,
    "membership_review_months": 12,
}
_TEAM_POSTS = ("board_manager", "quality_assurance", "training", "business_development", "administrator")


@dataclass(frozen=True)
class Partnership:
    """What the rest is made for. The visitor is the first of the people: the scrutineer, in the chair."""

    people: list[Person]
    agencies: list[Agency]
    executive: Group
    implementation: Group
    sub_groups: list[Group]
    levels: list[LevelOfNeed]
    approach: PracticeApproach
    columns: list[ApproachColumn]

    @property
    def visitor(self) -> Person:
        return self.people[0]

    def agency_of(self, number: int) -> Agency:
        """The agency of the person with this number."""
        return self.agencies[number % len(self.agencies)]


def make_partnership(size: Size) -> Partnership:
    """Boards, groups, posts and seats; everyone holds one at least."""
    board = Board.objects.create(
        key="home",
        name="Northmere Safeguarding Children Partnership",
        area="Northmere",
        about="the children of Northmere",
        is_home=True,
        starts=LONG_AGO,
    )
    people = Person.objects.bulk_create(
        Person(email=f"person{number}@example.test", name=f"Person {number:03}", password="!")
        for number in range(size.people)
    )
    statutory = ("local_authority", "health", "police")
    agencies = Agency.objects.bulk_create(
        Agency(
            key=f"agency-{number}",
            name=f"Agency {number:02}",
            statutory=statutory[number] if number < len(statutory) else "",
            starts=LONG_AGO,
        )
        for number in range(size.agencies)
    )
    executive = _group(board, "executive", "Executive Board", Group.Kind.EXECUTIVE)
    implementation = _group(
        board, "implementation", "Implementation Group", Group.Kind.IMPLEMENTATION, reports_to=executive
    )
    sub_groups = [
        _group(board, f"group-{number}", f"Sub group {number}", Group.Kind.SUB_GROUP, reports_to=implementation)
        for number in range(1, size.sub_groups + 1)
    ]
    team = _group(board, "team", "Board team", Group.Kind.TEAM)
    approach, columns = _approach()
    made = Partnership(people, agencies, executive, implementation, sub_groups, _levels(), approach, columns)
    _terms([executive, implementation, *sub_groups])
    _posts(made, team)
    _seats(made)
    return made


def _group(board: Board, key: str, name: str, kind: str, reports_to: Group | None = None) -> Group:
    order = Group.objects.count() + 1
    return Group.objects.create(
        board=board, key=key, name=name, kind=kind, order=order, reports_to=reports_to, starts=LONG_AGO
    )


def _approach() -> tuple[PracticeApproach, list[ApproachColumn]]:
    approach = PracticeApproach.objects.create(
        key="signs-of-safety", name="Signs of Safety", starts=LONG_AGO, scale_low="unseen", scale_high="together"
    )
    columns = ApproachColumn.objects.bulk_create(
        ApproachColumn(approach=approach, key=key, order=order, heading=heading, leads_to_work=order == 3)
        for order, key, heading in (
            (1, "working-well", "What is working well?"),
            (2, "worried", "What are we worried about?"),
            (3, "needs-to-happen", "What needs to happen?"),
        )
    )
    return approach, columns


def _levels() -> list[LevelOfNeed]:
    names = ("Universal", "Early help", "Multi-agency early help", "Statutory intervention")
    return LevelOfNeed.objects.bulk_create(
        LevelOfNeed(version="first", key=f"level-{order}", name=name, order=order, starts=LONG_AGO)
        for order, name in enumerate(names, start=1)
    )


def _terms(groups: list[Group]) -> None:
    Term.objects.bulk_create(
        Term(group=group, name=name, value=value, starts=LONG_AGO) for group in groups for name, value in _TERMS.items()
    )


def _posts(made: Partnership, team: Group) -> None:
    """The scrutineer, the team, a lead representative of each statutory partner, a lead of each agency."""
    leads = [agency for agency in made.agencies if agency.statutory]
    count = len(made.agencies)
    posts = [
        Post(key="scrutineer", name="Independent scrutineer", function="independent_scrutineer", starts=LONG_AGO),
        *(
            Post(key=f"chief-{number}", name="Chief", function="lead_representative", agency=agency, starts=LONG_AGO)
            for number, agency in enumerate(leads)
        ),
        *(
            Post(key=f"lead-{number}", name="Lead", function="agency_lead", agency=agency, starts=LONG_AGO)
            for number, agency in enumerate(made.agencies)
        ),
        *(
            Post(key=function, name=function.replace("_", " "), function=function, team=team, starts=LONG_AGO)
            for function in _TEAM_POSTS
        ),
    ]
    posts = Post.objects.bulk_create(posts)
    others = made.people[1:]
    holders = [
        made.visitor,
        *(made.people[number + count] for number in range(len(leads))),
        *(others[number] for number in range(count)),
        *others[-len(_TEAM_POSTS) :],
    ]
    PostHolding.objects.bulk_create(
        PostHolding(post=post, person=person, starts=LONG_AGO) for post, person in zip(posts, holders, strict=True)
    )


def _seats(made: Partnership) -> None:
    """The visitor chairs the two leading groups; agencies sit on both, and each sub group takes its share."""
    count = len(made.agencies)
    tables: list[tuple[Group, list[int]]] = [
        (made.executive, [0, *range(count, 2 * count)]),
        (made.implementation, [0, *range(1, min(2 * count + 1, len(made.people)))]),
    ]
    for place, group in enumerate(made.sub_groups):
        tables.append(
            (group, [number for number in range(1, len(made.people)) if number % len(made.sub_groups) == place])
        )
    for group, numbers in tables:
        roles = ["chair", *["member"] * (len(numbers) - 1)]
        places = Place.objects.bulk_create(
            Place(
                group=group,
                key=f"place-{number}",
                role=role,
                agency=made.agency_of(number) if number else None,
                order=order,
                starts=LONG_AGO,
            )
            for order, (number, role) in enumerate(zip(numbers, roles, strict=True))
        )
        Seat.objects.bulk_create(
            Seat(
                group=group,
                place=place,
                person=made.people[number],
                agency=place.agency,
                role=place.role,
                starts=LONG_AGO,
            )
            for number, place in zip(numbers, places, strict=True)
        )

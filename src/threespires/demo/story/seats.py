"""Who held which post and who sits where: earlier and now. Days are fixed before the year, and counted back in it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from threespires.accounts.models import Person
from threespires.approvals.operations import approve, refuse
from threespires.demo.story.telling import Story
from threespires.partnership import operations
from threespires.partnership.models import Group, Place, Post, Seat
from threespires.partnership.pairs import is_lead_post, leads_can_act, two_can_act

BEGAN = date(2019, 9, 30)
CCG_ENDED, ICB_BEGAN = date(2022, 6, 30), date(2022, 7, 1)


@dataclass(frozen=True)
class Sits:
    """One seat. `until` is a day, or so many days before today."""

    group: str
    place: str
    who: str
    since: date = BEGAN
    until: date | int | None = None
    role: str = ""
    why: str = ""


# Post: who held it from which day.
HOLDINGS = {
    "independent-scrutineer": [("harold", BEGAN), ("marian", date(2023, 4, 3))],
    "council-chief-executive": [("elspeth", BEGAN), ("gareth", date(2021, 9, 6))],
    "ccg-accountable-officer": [("margaret", BEGAN)],
    "icb-chief-executive": [("helen", ICB_BEGAN)],
    "chief-officer-of-police": [("roderick", BEGAN), ("imogen", date(2023, 1, 9))],
    "chief-superintendent": [("lesley", BEGAN), ("ashdown", date(2022, 2, 14))],
    "director-of-childrens-services": [("cyril", BEGAN), ("beatrice", date(2020, 11, 2))],
    "icb-delegated-officer": [("rosalind", ICB_BEGAN)],
    "board-manager": [("keith", BEGAN), ("ruth", date(2021, 1, 11))],
    "quality-assurance-manager": [("nadia", date(2020, 3, 2))],
    "training-officer": [("stella", date(2022, 5, 16))],
    "business-development-officer": [("ivo", date(2023, 10, 2))],
    "team-leader-administrator-1": [("joan", BEGAN)],
    "team-leader-administrator-2": [("colin", date(2024, 2, 5))],
    "duty-safeguarding-manager": [("simone", date(2023, 2, 6))],
    "childrens-services-lead": [("leo", date(2022, 4, 4))],
    "icb-lead": [("fiona", ICB_BEGAN)],
    "police-lead": [("priya", date(2022, 9, 5))],
    "public-health-lead": [("owen", date(2021, 6, 7))],
    "youth-justice-lead": [("corinne", date(2022, 1, 10))],
    "hospital-trust-lead": [("verity", date(2023, 3, 6))],
    "community-health-trust-lead": [("rhys", date(2020, 10, 5))],
    "general-practice-lead": [("anjali", date(2021, 5, 3))],
    "schools-primary-lead": [("olive", date(2021, 9, 1))],
    "schools-secondary-lead": [("miriam", date(2022, 9, 1))],
    "colleges-lead": [("swann", date(2020, 1, 6))],
    "housing-lead": [("grace", date(2022, 11, 7))],
    "probation-lead": [("jo", date(2023, 6, 26))],
    "cafcass-lead": [("lucy", date(2021, 2, 1))],
    "voluntary-sector-lead": [("yusuf", date(2020, 7, 6))],
}

_CHAIR, _VICE, _ADVISER = Seat.Role.CHAIR, Seat.Role.VICE_CHAIR, Seat.Role.ADVISER
_EX, _IG = "executive", "implementation"
_CCG, _ICB = "member-coventry-and-rugby-ccg", "member-nhs-coventry-and-warwickshire-icb"

EXECUTIVE = [
    Sits(_EX, "chair-independent-scrutineer", "harold", until=date(2023, 3, 31), why="Term of appointment ended"),
    Sits(_EX, "chair-independent-scrutineer", "marian", date(2023, 4, 3)),
    Sits(_EX, "member-council-chief-executive", "elspeth", until=date(2021, 9, 3), why="Retired"),
    Sits(_EX, "member-council-chief-executive", "gareth", date(2021, 9, 6)),
    Sits(_EX, "member-ccg-accountable-officer", "margaret", until=CCG_ENDED, why="The CCG became part of the ICB"),
    Sits(_EX, "member-icb-chief-executive", "helen", ICB_BEGAN),
    Sits(_EX, "member-chief-officer-of-police", "roderick", until=date(2023, 1, 6), why="Left the force"),
    Sits(_EX, "member-chief-officer-of-police", "imogen", date(2023, 1, 9)),
    Sits(_EX, "administrator-board-manager", "keith", until=date(2021, 1, 8), why="Left for another area"),
    Sits(_EX, "administrator-board-manager", "ruth", date(2021, 1, 11)),
]

IMPLEMENTATION = [
    Sits(_IG, "chair-independent-scrutineer", "harold", until=date(2023, 3, 31), why="Term of appointment ended"),
    Sits(_IG, "chair-independent-scrutineer", "marian", date(2023, 4, 3)),
    Sits(_IG, "member-coventry-city-council", "terence", until=date(2022, 3, 31), why="Moved to adult services"),
    Sits(_IG, "member-coventry-city-council", "amara", date(2022, 4, 4)),
    Sits(_IG, _CCG, "noonan", until=date(2021, 1, 29), why="Retired"),
    Sits(_IG, _CCG, "fiona", date(2021, 2, 1), CCG_ENDED, why="The CCG became part of the ICB"),
    Sits(_IG, _ICB, "fiona", ICB_BEGAN, why="Goes on, for the successor of the CCG"),
    Sits(_IG, "member-west-midlands-police", "gwen", until=date(2022, 9, 2), why="Promoted to another area"),
    Sits(_IG, "member-west-midlands-police", "priya", date(2022, 9, 5)),
    Sits(_IG, "member-hospital-trust", "ines", until=date(2023, 2, 28), why="Left the trust"),
    Sits(_IG, "member-hospital-trust", "hale", date(2023, 3, 6)),
    Sits(_IG, "member-community-health-trust", "rhys", date(2020, 10, 5)),
    Sits(_IG, "member-general-practice", "anjali", date(2020, 5, 4)),
    Sits(_IG, "member-schools-primary", "olive", date(2020, 9, 1)),
    Sits(_IG, "member-schools-secondary", "dev", date(2020, 9, 1), 54, why="Moved to a school outside the city"),
    Sits(_IG, "member-colleges", "swann", date(2020, 1, 6)),
    Sits(_IG, "member-housing", "desmond", until=date(2022, 10, 31), why="Post was reorganised"),
    Sits(_IG, "member-housing", "grace", date(2022, 11, 7)),
    Sits(_IG, "member-probation", "winifred", until=date(2023, 6, 23), why="Left the service"),
    Sits(_IG, "member-probation", "jo", date(2023, 6, 26)),
    Sits(_IG, "member-youth-justice-service", "corinne", date(2020, 1, 13)),
    Sits(_IG, "member-public-health", "owen", date(2020, 6, 8)),
    Sits(_IG, "member-cafcass", "lucy", date(2021, 2, 1)),
    Sits(_IG, "member-voluntary-sector", "yusuf", date(2020, 7, 6)),
    Sits(_IG, "administrator-board-manager", "ruth", date(2021, 1, 11)),
]

SUB_GROUPS = [
    Sits("practice-review", _ICB, "farah", date(2022, 7, 4), role=_CHAIR),
    Sits("practice-review", "member-childrens-services", "leo", date(2022, 4, 4), role=_VICE),
    Sits("practice-review", "member-coventry-city-council", "beatrice", date(2021, 1, 4)),
    Sits("practice-review", "member-west-midlands-police", "kamal", date(2023, 5, 8)),
    Sits("practice-review", "member-hospital-trust", "tessa", date(2022, 2, 7)),
    Sits("practice-review", "member-schools-primary", "olive", date(2022, 9, 1)),
    Sits("practice-review", "adviser-coventry-city-council", "simone", date(2021, 3, 1)),
    Sits("practice-review", "administrator-board-manager", "ruth", date(2021, 1, 11)),
    Sits("practice-review", "administrator-team-leader-administrator-1", "joan"),
    Sits("child-death", "member-public-health", "owen", date(2021, 6, 7), role=_CHAIR),
    Sits("child-death", "designated-doctor", "sunita", date(2020, 2, 3), role=_VICE),
    Sits("child-death", "midwifery", "tessa", date(2022, 2, 7)),
    Sits("child-death", "member-childrens-services", "hannah", date(2023, 1, 9)),
    Sits("child-death", _ICB, "rosalind", ICB_BEGAN),
    Sits("child-death", "member-west-midlands-police", "kamal", date(2023, 5, 8)),
    Sits("child-death", "member-general-practice", "anjali", date(2021, 5, 3)),
    Sits("child-death", "member-ambulance-service", "ben", date(2022, 6, 6)),
    Sits("child-death", "adviser-coroner", "alan", date(2021, 10, 4)),
    Sits("child-death", "administrator-team-leader-administrator-2", "colin", date(2024, 2, 5)),
    Sits("workforce", "member-childrens-services", "hannah", date(2023, 1, 9), role=_CHAIR),
    Sits("workforce", _ICB, "fiona", ICB_BEGAN),
    Sits("workforce", "member-west-midlands-police", "neil", date(2023, 7, 3)),
    Sits("workforce", "member-hospital-trust", "verity", date(2023, 3, 6)),
    Sits("workforce", "member-schools-primary", "olive", date(2021, 9, 1)),
    Sits("workforce", "member-schools-secondary", "miriam", date(2022, 9, 1)),
    Sits("workforce", "member-voluntary-sector", "dominic", date(2022, 10, 3)),
    Sits("workforce", "member-training-officer", "stella", date(2022, 5, 16)),
    Sits("workforce", "administrator-team-leader-administrator-1", "joan"),
    Sits("procedures", "member-coventry-city-council", "lionel", date(2020, 5, 4), role=_CHAIR),
    Sits("procedures", "member-warwickshire-county-council", "judith", date(2020, 5, 4), role=_VICE),
    Sits("procedures", _ICB, "farah", date(2022, 7, 4)),
    Sits("procedures", "member-west-midlands-police", "neil", date(2023, 7, 3)),
    Sits("procedures", "member-schools-primary", "olive", date(2022, 9, 1)),
    Sits("procedures", "member-business-development-officer", "ivo", date(2023, 10, 2)),
    Sits("procedures", "administrator-team-leader-administrator-1", "joan"),
    Sits("contextual", "member-west-midlands-police", "thorley", date(2022, 3, 7), role=_CHAIR),
    Sits("contextual", "member-childrens-services", "hannah", date(2023, 1, 9), role=_VICE),
    Sits("contextual", "member-coventry-city-council", "lionel", date(2021, 4, 5)),
    Sits("contextual", _ICB, "farah", date(2022, 7, 4)),
    Sits("contextual", "member-hospital-trust", "verity", date(2023, 3, 6)),
    Sits("contextual", "member-schools-secondary", "miriam", date(2022, 9, 1)),
    Sits("contextual", "member-youth-justice-service", "corinne", date(2022, 1, 10)),
    Sits("contextual", "member-housing", "grace", date(2022, 11, 7)),
    Sits("contextual", "member-voluntary-sector", "dominic", date(2022, 10, 3)),
    Sits("contextual", "administrator-team-leader-administrator-2", "colin", date(2024, 2, 5)),
    Sits("mash", "member-childrens-services", "leo", date(2022, 4, 4), role=_CHAIR),
    Sits("mash", "member-coventry-city-council", "denise", date(2021, 11, 1)),
    Sits("mash", _ICB, "farah", date(2022, 7, 4)),
    Sits("mash", "member-west-midlands-police", "kamal", date(2023, 5, 8)),
    Sits("mash", "member-hospital-trust", "tessa", date(2022, 2, 7)),
    Sits("mash", "member-schools-primary", "olive", date(2022, 9, 1)),
    Sits("mash", "member-probation", "jo", date(2023, 6, 26)),
    Sits("mash", "member-housing", "grace", date(2022, 11, 7)),
    Sits("mash", "administrator-quality-assurance-manager", "nadia", date(2020, 3, 2)),
    Sits("early-help", "member-coventry-city-council", "denise", date(2021, 11, 1), role=_CHAIR),
    Sits("early-help", "member-health-visiting", "wendy", date(2020, 12, 7), role=_VICE),
    Sits("early-help", "member-childrens-services", "leo", date(2022, 4, 4)),
    Sits("early-help", _ICB, "fiona", ICB_BEGAN),
    Sits("early-help", "member-schools-primary", "olive", date(2021, 9, 1)),
    Sits("early-help", "member-schools-secondary", "miriam", date(2022, 9, 1)),
    Sits("early-help", "member-early-years", "marguerite", date(2021, 1, 4)),
    Sits("early-help", "member-housing", "grace", date(2022, 11, 7)),
    Sits("early-help", "member-public-health", "owen", date(2021, 6, 7)),
    Sits("early-help", "member-west-midlands-police", "neil", date(2023, 7, 3)),
    Sits("early-help", "member-voluntary-sector", "yusuf", date(2020, 7, 6)),
    Sits("early-help", "administrator-team-leader-administrator-1", "joan"),
]

FORUM = [
    Sits("forum", "member-childrens-services", "hannah", date(2023, 1, 9)),
    Sits("forum", "member-west-midlands-police", "neil", date(2023, 7, 3)),
    Sits("forum", "member-hospital-trust", "tessa", date(2022, 2, 7)),
    Sits("forum", "member-health-visiting", "kay", date(2022, 4, 4)),
    Sits("forum", "member-general-practice", "anjali", date(2021, 5, 3)),
    Sits("forum", "member-schools-primary", "olive", date(2021, 9, 1)),
    Sits("forum", "member-schools-secondary", "dev", date(2020, 9, 1)),
    Sits("forum", "member-colleges", "swann", date(2020, 1, 6)),
    Sits("forum", "member-early-years", "marguerite", date(2021, 1, 4)),
    Sits("forum", "member-housing", "grace", date(2022, 11, 7)),
    Sits("forum", "member-youth-justice-service", "corinne", date(2022, 1, 10)),
    Sits("forum", "member-voluntary-sector", "dominic", date(2022, 10, 3)),
    Sits("forum", "administrator-business-development-officer", "ivo", date(2023, 10, 2)),
]

TEAM = [
    Sits("board-team", "member-board-manager", "ruth", date(2021, 1, 11)),
    Sits("board-team", "member-training-officer", "stella", date(2022, 5, 16)),
    Sits("board-team", "member-quality-assurance-manager", "nadia", date(2020, 3, 2)),
    Sits("board-team", "member-business-development-officer", "ivo", date(2023, 10, 2)),
    Sits("board-team", "member-team-leader-administrator-1", "joan"),
    Sits("board-team", "member-team-leader-administrator-2", "colin", date(2024, 2, 5)),
]

# Who sits for whom. The file's places for delegates go to whoever holds the post.
_COUNCIL, _POLICE = "member-council-chief-executive", "member-chief-officer-of-police"
DELEGATES = [
    (_EX, _COUNCIL, "elspeth", "beatrice", date(2020, 11, 2), date(2021, 9, 3)),
    (_EX, _COUNCIL, "gareth", "beatrice", date(2021, 9, 6), None),
    (_EX, "member-icb-chief-executive", "helen", "rosalind", ICB_BEGAN, None),
    (_EX, _POLICE, "roderick", "lesley", BEGAN, date(2022, 2, 11)),
    (_EX, _POLICE, "roderick", "ashdown", date(2022, 2, 14), date(2023, 1, 6)),
    (_EX, _POLICE, "imogen", "ashdown", date(2023, 1, 9), None),
    (_IG, "member-west-midlands-police", "priya", "neil", date(2023, 7, 3), None),
]


# The two lead representatives who acted together while nobody else could: they named a third, and founded case groups.
FOUNDERS = ("gareth", "helen")
_FOUNDED = "Sat on the group when it began to use Threespires"


def fill_posts_and_seats(story: Story) -> None:
    """Written down on the day the partnership began to use Threespires: by the command line, but for what takes two."""
    for post, holders in HOLDINGS.items():
        for who, starts in holders:
            _hold(story, story.posts[post], story.person(who), starts)
    places = {(place.group.key, place.key): place for place in Place.objects.select_related("group", "agency", "post")}
    held: dict[tuple[str, str, str], Seat] = {}
    for sits in (*EXECUTIVE, *IMPLEMENTATION, *SUB_GROUPS, *FORUM, *TEAM):
        place = places[sits.group, sits.place]
        held[sits.group, sits.place, sits.who] = _seat(
            story,
            group=story.groups[sits.group],
            person=story.person(sits.who),
            place=place,
            role=sits.role or place.role,
            starts=sits.since,
            ends=sits.until if isinstance(sits.until, date) else None,
            why=sits.why if isinstance(sits.until, date) or not sits.until else "",
        )
    for group, of, whom, who, starts, ends in DELEGATES:
        operations.seat(
            by=None,
            group=story.groups[group],
            person=story.person(who),
            role=Seat.Role.DELEGATE,
            delegate_for=held[group, of, whom],
            starts=starts,
            ends=ends or story.ahead(300),
        )
    story.made["seats"] = held


def _hold(story: Story, post: Post, person: Person, starts: date) -> None:
    """Who led first the command line said; whoever followed when two could act, two said."""
    if not (is_lead_post(post) and post.holdings.exists() and leads_can_act()):
        operations.hold_post(by=None, post=post, person=person, starts=starts)
        return
    one, other = map(story.person, FOUNDERS)
    approve(operations.propose_lead(post, by=one, person=person, starts=starts, why="Came to the post"), by=other)


def _seat(story: Story, *, group: Group, person: Person, **facts: Any) -> Seat:
    """On a case group its chair proposed and a second member approved, once there were two; before, two leads did."""
    if not group.is_case_group:
        return operations.seat(by=None, group=group, person=person, **facts)
    one, other = map(story.person, FOUNDERS)
    if two_can_act(group, besides=person):
        chair, second, *_ = group.seats.order_by("pk").select_related("person")
        one, other = chair.person, second.person
    why = facts.pop("why") or _FOUNDED
    approve(operations.propose_seat(by=one, group=group, person=person, why=why, **facts), by=other)
    return group.seats.get(person=person)


def _tell_of_two(story: Story) -> None:
    """One seat that was refused, and a delegate who waits for a second member today."""
    group, farah = story.groups["practice-review"], story.person("farah")

    def ask_for_verity() -> None:
        asked = operations.propose_seat(
            by=farah, group=group, person=story.person("verity"), role=_ADVISER, why="Knows the trust’s own reviews"
        )
        story.keep("verity's seat", asked)

    def refuse_verity() -> None:
        refuse(
            story["verity's seat"], by=story.person("leo"), because="Tessa sits here for the trust. She can ask her."
        )

    def ask_for_neil() -> None:
        kamal = story["seats"]["practice-review", "member-west-midlands-police", "kamal"]
        operations.propose_seat(
            by=farah,
            group=group,
            person=story.person("neil"),
            role=Seat.Role.DELEGATE,
            delegate_for=kamal,
            starts=story.ahead(3),
            ends=story.ahead(17),
            why="Kamal is away for two weeks",
        )

    story.tell(story.ago(48), ask_for_verity)
    story.tell(story.ago(47), refuse_verity)
    story.tell(story.ago(1), ask_for_neil)


def tell(story: Story) -> None:
    """Seats that end within the year: their holders leave, and Ruth notes it."""
    _tell_of_two(story)
    for sits in (*EXECUTIVE, *IMPLEMENTATION, *SUB_GROUPS):
        if isinstance(sits.until, int):
            seat = story["seats"][sits.group, sits.place, sits.who]
            last = story.ago(sits.until)
            noted = story.ago(sits.until + 7)
            story.tell(
                noted,
                lambda seat=seat, last=last, why=sits.why: operations.end_seat(
                    seat, by=story.person("ruth"), ends=last, why=why
                ),
            )

"""Every kind of person there is a rule for: those of the partnership that tests stand on, and some besides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser

from tests import make
from tests.make.partnership import LONG_AGO
from tests.pages.world import World
from threespires.accounts.models import Person
from threespires.cases.models import Case
from threespires.cases.operations import declare_interest, shut_out
from threespires.kernel.clock import today
from threespires.partnership.models import Agency, Board, Group, Post, PostHolding, Seat
from threespires.practitioners.models import Practitioner


@dataclass(frozen=True)
class Kind:
    """A kind of person: the letters above its column, and who it is; and the letters of whom it stands like, mostly."""

    letters: str
    words: str
    person: Any
    like: str = ""


def kinds(world: World, *cases: Case) -> list[Kind]:
    """Every kind of person, of the world's partnership and made besides.

    Args:
        cases: those of which some members of their group see nothing, besides the case of the world's release.
    """
    p, day = world.p, today()
    cases = (world.release.case, world.returned.case, *cases)
    yesterday, tomorrow = day - timedelta(days=1), day + timedelta(days=1)
    lead, member = _seat_of(p.chief_executive, p.executive), _seat_of(p.second_reviewer, p.practice_review)
    group, team = p.practice_review, p.team
    return [
        Kind("—", "Somebody who has not signed in", AnonymousUser()),
        Kind("No", "Somebody who may sign in, and holds no seat or post", p.outsider),
        Kind("Pr", "A practitioner of an agency, who holds no seat or post", _practises(p.schools), "No"),
        Kind(
            "Fm", "A former member of the Implementation Group", _sits("Former", p.implementation, ends=yesterday), "No"
        ),
        Kind("Sy", "A system administrator, who holds no seat or post", _runs_the_system()),
        Kind("Sc", "The independent scrutineer, who chairs the Executive and the Implementation Group", p.scrutineer),
        Kind("Le", "A lead representative, on the Executive", p.chief_executive),
        Kind("Ex", "Another member of the Executive: the director of children’s services", p.director, "Le"),
        Kind("De", "A delegate for a lead representative, today", _sits_for("Delegate", lead, ends=tomorrow), "Le"),
        Kind(
            "Dx",
            "The same delegate, the day after the delegation",
            _sits_for("Past delegate", lead, ends=yesterday),
            "No",
        ),
        Kind("Im", "A member of the Implementation Group, whose agency owns the action asked about", p.housing_officer),
        Kind("Io", "Another member of the Implementation Group, of another agency", p.police_officer, "Im"),
        Kind("Al", "An agency’s safeguarding lead who sits on no group", _holds("agency_lead", agency=p.schools)),
        Kind("Sg", "The chair of a sub group that keeps no cases", p.early_help_chair),
        Kind("Sm", "A member of that sub group", _sits("Sub group member", p.early_help), "Sg"),
        Kind("Cc", "The chair of a case group", p.reviewer),
        Kind("Cm", "A member of that case group", p.second_reviewer),
        Kind(
            "Ca", "The administrator of that case group", _sits("Case administrator", group, role="administrator"), "Cm"
        ),
        Kind("Cd", "A delegate for that member, today", _sits_for("Standing in", member, ends=tomorrow), "Cm"),
        Kind("Ci", "A member who declared an interest in the case asked about", _declared(group, cases), "Cm"),
        Kind(
            "Cs",
            "A member who is shut out of that case, being named in it",
            _shut_out(group, cases, by=p.reviewer),
            "Cm",
        ),
        Kind(
            "Cx", "The same delegate, the day after the delegation", _sits_for("Stood in", member, ends=yesterday), "No"
        ),
        Kind("Cv", "An adviser to that case group, whose seat carries no voice", _sits("Adviser", group, "adviser")),
        Kind("Cp", "Somebody proposed for that case group, whom no second person has approved", _proposed(group), "No"),
        Kind(
            "Cr",
            "Somebody from outside who holds a role on the case asked about, and nothing else",
            _in_role(*cases[:1], *cases[2:3]),
        ),
        Kind("Ce", "The same, the day after the role", _in_role(*cases[:1], ends=yesterday), "No"),
        Kind("Co", "Somebody who holds a role on another case of that group", _in_role(make.case_learning(p).case)),
        Kind("Cf", "A former member of that case group", _sits("Former reviewer", group, ends=yesterday), "No"),
        Kind("Bm", "The Board manager", p.manager),
        Kind("Du", "Whoever holds the duty post, and sits nowhere", make.on_duty(p)),
        Kind("Qa", "The quality assurance manager", p.quality),
        Kind("To", "The training officer; so the business development officer", _holds("training", team=team), "Al"),
        Kind("Ad", "The administrator of the Executive and the Implementation Group", p.administrator),
        Kind("Sa", "Somebody of the Safeguarding Adults Board alone", _of_the_adults_board(), "Al"),
    ]


def _seat_of(person: Person, group: Group) -> Seat:
    return Seat.objects.get(person=person, group=group)


def _sits(name: str, group: Group, role: str = "member", ends: date | None = None) -> Person:
    person = make.person(name)
    make.seated(group, person, role, starts=LONG_AGO, ends=ends)
    return person


def _sits_for(name: str, seat: Seat, ends: date) -> Person:
    person, begins = make.person(name), today() - timedelta(days=30)
    make.seated(seat.group, person, "delegate", delegate_for=seat, agency=seat.agency, starts=begins, ends=ends)
    return person


def _declared(group: Group, cases: Iterable[Case]) -> Person:
    person = make.member(group, "Declared")
    for case in cases:
        declare_interest(case, by=person, why="Knows the family")
    return person


def _shut_out(group: Group, cases: Iterable[Case], *, by: Person) -> Person:
    person = make.member(group, "Named")
    for case in cases:
        shut_out(case, person, by=by, why="Named in it")
    return person


def _in_role(*cases: Case, ends: date | None = None) -> Person:
    person = make.person("In a role")
    for case in cases:
        make.role_on(case, person, ends=ends or today() + timedelta(days=1))
    return person


def _proposed(group: Group) -> Person:
    """Somebody whose seat one person has given, and no second."""
    person = make.person("Proposed")
    Seat.objects.create(group=group, person=person, asked_by=make.person(), starts=LONG_AGO)
    return person


def _holds(function: str, *, agency: Agency | None = None, team: Group | None = None) -> Person:
    person = make.person(function)
    post = Post.objects.create(
        key=f"only-{function.replace('_', '-')}", name=function, function=function, agency=agency, team=team
    )
    PostHolding.objects.create(post=post, person=person, starts=LONG_AGO)
    return person


def _practises(agency: Agency) -> Person:
    person = make.person("Practitioner")
    Practitioner.objects.create(person=person, agency=agency, starts=LONG_AGO)
    return person


def _runs_the_system() -> Person:
    person = make.person("System")
    person.runs_the_system = True
    person.save()
    return person


def _of_the_adults_board() -> Person:
    board = Board.objects.create(key="adults", name="Northmere Safeguarding Adults Board", area="Northmere")
    group = Group.objects.create(board=board, key="adults-board", name="Adults Board", kind="executive", order=9)
    return _sits("Adults’ manager", group)

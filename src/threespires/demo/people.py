"""The people of the demonstration, by what they do."""

from collections.abc import Iterable
from dataclasses import dataclass

from threespires.accounts.models import Person
from threespires.partnership.models import Post, PostHolding, Seat
from threespires.partnership.standing import held_by

_F = Post.Function
_POSTS = {
    "Run the partnership": (
        _F.BOARD_MANAGER,
        _F.QUALITY_ASSURANCE,
        _F.TRAINING,
        _F.BUSINESS_DEVELOPMENT,
        _F.ADMINISTRATOR,
    ),
    "Lead it and hold it to account": (
        _F.INDEPENDENT_SCRUTINEER,
        _F.LEAD_REPRESENTATIVE,
        _F.DELEGATED_LEAD,
        _F.CHIEF_OFFICER,
        _F.DIRECTOR_OF_CHILDRENS_SERVICES,
    ),
}
_CHAIRS = "Chair a group"
_AGENCIES = "Speak for an agency"
_MEMBERS = "Sit on a group"
_NOBODY = "Hold no seat or post"
_RUNS_THE_SYSTEM = "System administrator: manages accounts, and can see no work"
_NOTHING = "Nothing: sees that there is nothing to see"
_ORDER = (*_POSTS, _CHAIRS, _AGENCIES, _MEMBERS, _NOBODY)


@dataclass(frozen=True)
class Someone:
    """A person, and in words what they do."""

    person: Person
    does: list[str]


def by_what_they_do() -> dict[str, list[Someone]]:
    """Everyone who may sign in, once each, under the first heading that fits. Few statements, however many."""
    people = list(Person.objects.filter(is_active=True))
    words = held_by(people)
    functions: dict[int, set[str]] = {}
    for key, function in PostHolding.objects.now().order_by("pk").values_list("person", "post__function"):
        functions.setdefault(key, set()).add(function)
    roles: dict[int, set[str]] = {}
    for key, role in Seat.objects.now().order_by("pk").values_list("person", "role"):
        roles.setdefault(key, set()).add(role)
    agencies: dict[int, list[str]] = {}
    for seat in Seat.objects.now().exclude(agency=None).order_by("pk").select_related("agency"):
        agencies.setdefault(seat.person_id, []).append(str(seat.agency))
    found: dict[str, list[Someone]] = {heading: [] for heading in _ORDER}
    for person in sorted(people, key=lambda person: _first(functions.get(person.pk, set()))):
        heading = _heading(functions.get(person.pk, set()), roles.get(person.pk, set()))
        does = _does(person, words.get(person.pk, []), agencies.get(person.pk, []))
        found[heading].append(Someone(person, does))
    return {heading: some for heading, some in found.items() if some}


def _does(person: Person, held: list[str], agencies: list[str]) -> list[str]:
    """What somebody does, the agency for which they sit said once; whoever holds nothing does something else."""
    if not held:
        return [_RUNS_THE_SYSTEM if person.runs_the_system else _NOTHING]
    unsaid = [agency for agency in dict.fromkeys(agencies) if not any(agency in words for words in held)]
    return [f"{held[0]}, for {' and '.join(unsaid)}", *held[1:]] if unsaid else held


def _first(functions: Iterable[str]) -> int:
    """Where among the posts above the first of these stands; people without any keep their order, last."""
    above: list[str] = [function for posts in _POSTS.values() for function in posts]
    return min((above.index(function) for function in functions if function in above), default=len(above))


def _heading(functions: Iterable[str], roles: Iterable[str]) -> str:
    """Under which heading somebody stands who holds posts of these functions and seats in these roles."""
    for heading, posts in _POSTS.items():
        if set(posts) & set(functions):
            return heading
    if {Seat.Role.CHAIR, Seat.Role.VICE_CHAIR} & set(roles):
        return _CHAIRS
    if _F.AGENCY_LEAD in functions:
        return _AGENCIES
    return _MEMBERS if functions or roles else _NOBODY

"""Where a person stands today: the seats and posts they hold. Every rule of access asks here.

Being staff opens nothing: a rule looks for a seat on a group, a post's function, or an agency.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from threespires.kernel.asking import written_once
from threespires.kernel.clock import moment_on, today
from threespires.kernel.rules import sight
from threespires.partnership.models import CaseRole, Group, PostHolding, Seat

LENDABLE = frozenset({Seat.Role.CHAIR, Seat.Role.VICE_CHAIR, Seat.Role.MEMBER})
"""The roles with a voice of their own, which a delegate can use."""
_DECIDING = {*LENDABLE, Seat.Role.DELEGATE}

CHAIRING = frozenset({Seat.Role.CHAIR, Seat.Role.VICE_CHAIR})
BELONGING = frozenset({*_DECIDING, Seat.Role.ADMINISTRATOR})
"""The roles by which one belongs to a case group: those that carry a voice, and its administrator."""


@dataclass(frozen=True)
class Standing:
    """A person's seats and posts on one day."""

    day: date
    seats: tuple[Seat, ...]
    holdings: tuple[PostHolding, ...]

    @cached_property
    def functions(self) -> frozenset[str]:
        return frozenset(holding.post.function for holding in self.holdings)

    @cached_property
    def agency_ids(self) -> frozenset[int]:
        """Agencies for which the person sits or works, and those which these succeeded."""
        agencies = (*(seat.agency for seat in self.seats), *(holding.post.agency for holding in self.holdings))
        return frozenset(each.pk for agency in agencies if agency for each in agency.lineage())

    @cached_property
    def group_ids(self) -> frozenset[int]:
        return frozenset(seat.group_id for seat in self.seats)

    @property
    def anywhere(self) -> bool:
        """Holds any seat or post at all."""
        return bool(self.seats or self.holdings)

    def seat_on(self, group: Group, *roles: str) -> Seat | None:
        """The seat held on `group`, in one of `roles` where any are named."""
        return next(
            (seat for seat in self.seats if seat.group_id == group.pk and (not roles or seat.role in roles)),
            None,
        )

    def seat_on_kind(self, kind: str, *roles: str) -> Seat | None:
        """The seat held on any group of this kind of the home board: another board's executive decides nothing here."""
        return next(
            (seat for seat in self.seats if _is_of_kind(seat.group, kind) and (not roles or seat.role in roles)),
            None,
        )

    def post_of(self, *functions: str) -> PostHolding | None:
        """The post held whose function is one of these."""
        return next((held for held in self.holdings if held.post.function in functions), None)


def standing(person: Any, day: date | None = None) -> Standing:
    """The person's standing on a day, today unless said; read once for each person object and day."""
    day = day or today()
    known = person.__dict__.setdefault("_standing", {})
    if day not in known:
        # Whoever isn't signed in has no key, and sits nowhere.
        seats, holdings = (
            (_seats_held(person, day, moment_on(day)), _posts_held(person, day)) if person.pk else ([], [])
        )
        for seat in seats:
            seat.person = person
        for held in holdings:
            held.person = person
        known[day] = Standing(day, tuple(seats), tuple(holdings))
    return known[day]


@written_once
def _seats_held(person: Any, day: date, moment: datetime) -> QuerySet[Seat]:
    return Seat.objects.on(day, moment).filter(person=person).select_related("group__board", "agency__succeeds")


@written_once
def _posts_held(person: Any, day: date) -> QuerySet[PostHolding]:
    return PostHolding.objects.on(day).filter(person=person).select_related("post__agency__succeeds", "post__succeeds")


def roles_of(person: Any) -> tuple[CaseRole, ...]:
    """The roles that the person holds on single cases today; read once for each person object and day.

    They are no part of their standing: whoever has nothing else takes no part in the partnership.
    """
    day = today()
    known = person.__dict__.setdefault("_roles", {})
    if day not in known:
        known[day] = tuple(_roles_held(person, day, moment_on(day)) if person.pk else ())
        for role in known[day]:
            role.person = person
    return known[day]


@written_once
def _roles_held(person: Any, day: date, moment: datetime) -> QuerySet[CaseRole]:
    return CaseRole.objects.on(day, moment).filter(person=person).select_related("group")


def forget_standing(person: Any) -> None:
    """To be called when a person's seats, posts or roles have just changed."""
    person.__dict__.pop("_standing", None)
    person.__dict__.pop("_roles", None)


def sits_on(person: Any, group: Group, *roles: str) -> Seat | None:
    """The seat that `person` holds on `group` today, in one of `roles` where any are named."""
    return standing(person).seat_on(group, *roles)


def decides_on(person: Any, group: Group) -> Seat | None:
    """A seat on `group` that carries a voice: chair, vice-chair, member, or delegate for one."""
    return standing(person).seat_on(group, *_DECIDING)


def decides_on_kind(person: Any, *kinds: str) -> Seat | None:
    """A seat that carries a voice on any group of these kinds of the home board, or on any group if none is named."""
    deciding = [seat for seat in standing(person).seats if seat.role in _DECIDING]
    return next((seat for seat in deciding if not kinds or _is_of_kind(seat.group, *kinds)), None)


def _is_of_kind(group: Group, *kinds: str) -> bool:
    return group.kind in kinds and group.board.is_home


def case_seat(person: Any, group: Group) -> Seat | None:
    """The seat by which `person` belongs to a case group: one that carries a voice, or its administrator."""
    if not group.is_case_group:
        return None
    return decides_on(person, group) or sits_on(person, group, Seat.Role.ADMINISTRATOR)


@sight
def case_groups(person: Any) -> list[Group]:
    """The case groups to which `person` belongs today."""
    groups = {seat.group_id: seat.group for seat in standing(person).seats if case_seat(person, seat.group)}
    return list(groups.values())


def chairs(person: Any, group: Group) -> Seat | None:
    return standing(person).seat_on(group, Seat.Role.CHAIR, Seat.Role.VICE_CHAIR)


def holds(person: Any, *functions: str) -> PostHolding | None:
    """The post of one of these functions that `person` holds today."""
    return standing(person).post_of(*functions)


def held_by(people: Iterable[Any]) -> dict[int, list[str]]:
    """The posts and seats that each of `people` holds today, in words, chairs first.

    Two statements, however many people they are.
    """
    day = today()
    held: dict[int, list[str]] = {}
    for holding in PostHolding.objects.on(day).filter(person__in=people).select_related("post__agency"):
        held.setdefault(holding.person_id, []).append(holding.post.full_name)
    seats = Seat.objects.on(day).filter(person__in=people).select_related("group").order_by("group__order")
    for seat in sorted(seats, key=lambda seat: seat.role not in CHAIRING):
        held.setdefault(seat.person_id, []).append(f"{seat.get_role_display().capitalize()}, {seat.group}")
    return held


def all_held_by(people: Iterable[Any]) -> dict[int, list[str]]:
    """The same with roles on cases, for those who answer for somebody's account: on which case, they aren't told."""
    held = held_by(people)
    for role in CaseRole.objects.now().filter(person__in=people).select_related("group"):
        held.setdefault(role.person_id, []).append(f"A role on one case, {role.group}")
    return held

"""Who is to sit where, and whether that fits the group, its places and the dates. Nothing is written here."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from threespires.accounts.models import Person
from threespires.kernel.verdict import Refused
from threespires.partnership.membership import roles_in, say_role_of, say_set_aside
from threespires.partnership.models import Agency, Group, Place, Post, Seat
from threespires.partnership.standing import LENDABLE


@dataclass(frozen=True)
class Seating:
    """A seat before anybody has taken it."""

    group: Group
    person: Person
    role: str
    starts: date
    ends: date | None = None
    place: Place | None = None
    agency: Agency | None = None
    post: Post | None = None
    delegate_for: Seat | None = None
    why: str = ""

    def facts(self) -> dict[str, Any]:
        """The same in plain values, records by their keys."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}

    @classmethod
    def of(cls, facts: dict[str, Any]) -> "Seating":
        """From plain values, the records as they stand now."""
        return cls(
            group=Group.objects.get(pk=facts["group"]),
            person=Person.objects.get(pk=facts["person"]),
            role=facts["role"],
            starts=date.fromisoformat(facts["starts"]),
            ends=date.fromisoformat(facts["ends"]) if facts["ends"] else None,
            place=_found(Place, facts["place"]),
            agency=_found(Agency, facts["agency"]),
            post=_found(Post, facts["post"]),
            delegate_for=_found(Seat, facts["delegate_for"]),
            why=facts["why"],
        )


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value


def _found(model: type[models.Model], key: int | None) -> Any:
    return model._default_manager.get(pk=key) if key else None


def fit(asked: Seating) -> Seating:
    """The seating with what follows from it: a delegate takes the place that the arrangement has for one of that
    agency, if it is free on those days and for no post or for one that the person holds.

    Raises:
        Refused: if the group isn't there or the place is taken then, if the place is for another role, if a chair
            leaves the place empty that is set aside for the chair, or if a delegate has no dates.
    """
    group, starts, ends = asked.group, asked.starts, asked.ends
    if not group.held(starts):
        raise Refused(f"The {group} isn’t there on that day")
    if ends and ends < starts:
        raise Refused("A seat can’t end before it begins")
    if asked.role == Seat.Role.DELEGATE and not (asked.delegate_for and ends):
        raise Refused("A delegate sits for somebody, and until a day")
    if asked.delegate_for:
        asked = _fit_delegate(asked, asked.delegate_for)
    if asked.place is None and (aside := say_set_aside(group, asked.role, starts)):
        raise Refused(aside)
    if asked.place:
        _check_place(asked.place, group=group, role=asked.role, starts=starts, ends=ends)
    return asked


def _fit_delegate(asked: Seating, delegate_for: Seat) -> Seating:
    if asked.role != Seat.Role.DELEGATE:
        raise Refused("Whoever sits for somebody sits as a delegate")
    if delegate_for.group_id != asked.group.pk:
        raise Refused("A delegate sits on the group of the seat it is for")
    if delegate_for.role not in LENDABLE:
        raise Refused("Only a chair, vice-chair or member has a voice that a delegate can use")
    if not (delegate_for.is_lasting and delegate_for.is_given):
        raise Refused("A seat given in an emergency isn’t lent, nor one that two others haven’t given")
    if delegate_for.ends and asked.ends and asked.ends > delegate_for.ends:
        raise Refused("A delegate’s last day can’t be after the last day of the seat it is for")
    asked = replace(asked, agency=asked.agency or delegate_for.agency)
    return replace(asked, place=asked.place or _place_of_delegate(asked))


def _check_place(place: Place, *, group: Group, role: str, starts: date, ends: date | None) -> None:
    if place.group_id != group.pk or not place.held(starts):
        raise Refused(f"The {group} has no place for {place} on that day")
    if role not in roles_in(place, starts):
        raise Refused(say_role_of(place))
    if is_taken(place, starts, ends):
        raise Refused(f"Somebody already sits in the place for {place} then")


def _place_of_delegate(asked: Seating) -> Place | None:
    theirs = Q(post=None) | Q(post__in=asked.person.holdings.on(asked.starts).values("post"))
    places = asked.group.places.on(asked.starts).filter(theirs, role=Place.Role.DELEGATE, agency=asked.agency)
    return next((place for place in places if not is_taken(place, asked.starts, asked.ends)), None)


def is_taken(place: Place, starts: date, ends: date | None, *, but: Seat | None = None) -> bool:
    """Whether somebody sits in the place on any of these days, in another seat than `but`."""
    others = place.seats.select_related("group")
    return any(other != but and other.is_given and _overlap(other, starts, ends) for other in others)


def _overlap(other: Seat, starts: date, ends: date | None) -> bool:
    begins_before_we_end = ends is None or other.starts is None or other.starts <= ends
    return begins_before_we_end and (other.ends is None or other.ends >= starts)

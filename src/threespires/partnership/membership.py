"""Who sits on a group on a day, which places are vacant, and when membership must be reviewed."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from threespires.kernel.dates import add_months
from threespires.partnership.models import Group, MembershipReview, Place, Seat

_CHAIRING = (Place.Role.CHAIR, Place.Role.VICE_CHAIR)
_OF_ROLE: dict[str, str] = {
    Place.Role.CHAIR: "the chair",
    Place.Role.VICE_CHAIR: "the vice-chair",
    Place.Role.MEMBER: "a member",
    Place.Role.DELEGATE: "a delegate",
    Place.Role.ADVISER: "an adviser",
    Place.Role.ADMINISTRATOR: "an administrator",
}


@dataclass(frozen=True)
class Sitting:
    """A place on a group and who fills it that day; or a seat without a place."""

    place: Place | None
    seat: Seat | None
    delegates: list[Seat] = field(default_factory=list)
    vacant_since: date | None = None

    @property
    def is_vacant(self) -> bool:
        return self.seat is None


def sittings(group: Group, day: date) -> list[Sitting]:
    """Every place of the group on `day` with its seat, then seats beyond the places. Three queries."""
    places = list(group.places.on(day).select_related("agency", "post"))
    seats = list(group.seats.on(day).select_related("person", "agency", "post", "place", "delegate_for__person"))
    delegates: dict[int, list[Seat]] = {}
    held: dict[int, Seat] = {}
    for seat in seats:
        if seat.delegate_for_id:
            delegates.setdefault(seat.delegate_for_id, []).append(seat)
        if seat.place:
            held.setdefault(seat.place.pk, seat)
    vacant = [place.pk for place in places if place.pk not in held]
    left = _last_days(vacant, day) if vacant else {}
    known = [
        Sitting(
            place,
            held.get(place.pk),
            delegates.get(held[place.pk].pk, []) if place.pk in held else [],
            left.get(place.pk, place.starts) if place.pk not in held else None,
        )
        for place in places
    ]
    placed = {seat.pk for seat in held.values()}
    beyond = [
        Sitting(None, seat, delegates.get(seat.pk, []))
        for seat in seats
        if not seat.delegate_for_id and seat.pk not in placed
    ]
    return known + beyond


def _last_days(place_ids: list[int], day: date) -> dict[int, date]:
    """Since which day each of these places has been empty: the day after its last seat ended."""
    ended = Seat.objects.filter(place_id__in=place_ids, ends__lt=day).order_by("ends").values_list("place_id", "ends")
    return {place_id: last + timedelta(days=1) for place_id, last in ended if place_id and last}


def roles_in(place: Place, day: date) -> tuple[str, ...]:
    """In which roles the place is filled: its own. A member chairs from theirs where no place is for the chair."""
    if place.role != Place.Role.MEMBER:
        return (place.role,)
    own = set(place.group.places.on(day).values_list("role", flat=True))
    return (place.role, *(role for role in _CHAIRING if role not in own))


def say_set_aside(group: Group, role: str, day: date) -> str:
    """That a chair or vice-chair takes the place set aside for them; nothing where the group has none."""
    place = group.places.on(day).filter(role=role).first() if role in _CHAIRING else None
    return f"{group} has a place for {_OF_ROLE[role]}, {place}: choose that place" if place else ""


def say_role_of(place: Place) -> str:
    return f"The place for {place} is that of {_OF_ROLE[place.role]}"


def review_due(group: Group, last: MembershipReview | None, on: date | None = None) -> date | None:
    """When the group's membership must next be reviewed; None where its terms of that day set no period."""
    if last and last.next_due:
        return last.next_due
    months = group.term("membership_review_months", on)
    return add_months(group.starts, months) if months and group.starts else None


def seat_words(seat: Seat) -> str:
    """The post or role and the agency for which somebody sits, as one line."""
    agency = str(seat.agency) if seat.agency else ""
    post = str(seat.post) if seat.post else ""
    return " · ".join(part for part in (post, agency) if part)

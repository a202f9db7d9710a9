"""Who is expected at a meeting, who replied, who is there; and from that its quorum.

Reads any number of meetings in five queries.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import QuerySet

from threespires.kernel.asking import written_once
from threespires.meetings.models import Attendance, Meeting
from threespires.meetings.quorum import Partner, Quorum, Rules, Voice, judge
from threespires.partnership.models import Agency, Place, Seat, Term

_RANKS = (Seat.Role.CHAIR, Seat.Role.VICE_CHAIR, Seat.Role.MEMBER, Seat.Role.DELEGATE)
_COUNTED = set(_RANKS)
_Status = Attendance.Status
_ATTENDED = (_Status.PRESENT, _Status.LEFT)


@dataclass(frozen=True)
class Presence:
    """A place at a meeting: who holds it, who comes instead, and what is known of them."""

    place: Place | None
    seat: Seat | None
    stand_ins: tuple[Seat, ...]
    attendance: Attendance | None
    meeting: Meeting

    @property
    def is_vacant(self) -> bool:
        return self.seat is None

    @property
    def role(self) -> str:
        sitting = self.seat or self.place
        return sitting.role if sitting else ""

    @property
    def counts(self) -> bool:
        """Places that carry a voice count towards the quorum; advisers and administrators don't."""
        return self.role in _COUNTED

    @property
    def agency(self) -> Agency | None:
        own = self.seat.agency if self.seat else None
        return own or (self.place.agency if self.place else None)

    @property
    def is_named_by_post(self) -> bool:
        """Whether the name of the post says the agency already: Chief Executive, Northmere Council."""
        post = self.seat.post if self.seat else None
        return bool(post and self.agency and str(self.agency) in post.name)

    @property
    def name(self) -> str:
        return str(self.seat.person) if self.seat else "Vacant"

    @property
    def duty(self) -> str:
        """The post in which somebody sits, and the role where it is more than member."""
        if not self.seat:
            return ""
        role = self.seat.get_role_display() if self.seat.role != Seat.Role.MEMBER else ""
        return ", ".join(filter(None, (str(self.seat.post or ""), role)))

    @property
    def sits(self) -> str:
        """In which post and role somebody sits, and for which agency, said once."""
        return ", ".join(filter(None, (self.duty, "" if self.is_named_by_post else str(self.agency or ""))))

    @property
    def status(self) -> str:
        return self.attendance.status if self.attendance else ""

    @property
    def delegate(self) -> str:
        """Who comes instead: as noted for this meeting, else whoever sits for the holder on that day."""
        if self.attendance and self.attendance.delegate:
            return self.attendance.delegate
        return str(self.stand_ins[0].person) if self.stand_ins and not self.attendance else ""

    @property
    def is_here(self) -> bool:
        return self.status == _Status.PRESENT

    @property
    def attended(self) -> bool:
        return self.status in _ATTENDED

    @property
    def is_represented(self) -> bool:
        """While planned: will somebody come for it? Under way: is somebody here? Closed: was somebody?"""
        if self.meeting.is_open:
            return self.is_here
        if not self.meeting.is_planned:
            return self.attended
        sends_somebody = self.status == _Status.APOLOGIES and bool(self.delegate)
        return self.status in (_Status.COMING, _Status.PRESENT) or sends_somebody

    def stands_back(self, people: Collection[int]) -> bool:
        """Whether whoever is here for the place is one of these people: its holder, as long as nobody came instead."""
        return self.seat is not None and self.seat.person_id in people and not self.delegate

    def voice(self) -> Voice:
        return Voice(
            agency=self.agency.key if self.agency else "",
            represented=self.is_represented,
            replied=self.attendance is not None,
            vacant=self.is_vacant,
            apologies=self.status == _Status.APOLOGIES,
        )


@dataclass(frozen=True)
class Table:
    """Everyone around the table of one meeting."""

    meeting: Meeting
    presences: list[Presence]
    guests: list[Attendance]
    rules: Rules
    statutory: frozenset[int] = field(default_factory=frozenset)

    @cached_property
    def quorum(self) -> Quorum:
        return self.quorum_without(frozenset())

    def quorum_without(self, standing_back: Collection[int]) -> Quorum:
        """The quorum for an item from which these people stand back: nobody is there for them, unless a delegate is."""
        voices = [
            replace(presence.voice(), represented=presence.is_represented and not presence.stands_back(standing_back))
            for presence in self.presences
            if presence.counts
        ]
        return judge(self.rules, voices, under_way=not self.meeting.is_planned)

    def represents(self, agencies: Collection[int]) -> bool | None:
        """Whether somebody was there for one of these agencies’ places with a voice; None where they have none."""
        own = [each for each in self.presences if each.counts and each.agency and each.agency.pk in agencies]
        return any(each.is_represented for each in own) if own else None

    def is_statutory(self, presence: Presence) -> bool:
        return presence.agency is not None and presence.agency.pk in self.statutory

    def of_seat(self, seat_id: int) -> Presence | None:
        return next((each for each in self.presences if each.seat and each.seat.pk == seat_id), None)

    def reply_words(self) -> str:
        """14 of 16 have replied."""
        expected = [each for each in self.presences if each.counts and not each.is_vacant]
        replied = sum(each.attendance is not None for each in expected)
        return f"{replied} of {len(expected)} {'has' if replied == 1 else 'have'} replied"


def table(meeting: Meeting) -> Table:
    return tables([meeting])[meeting.pk]


def tables(meetings: Iterable[Meeting]) -> dict[int, Table]:
    """The table of each meeting, by the meeting's key."""
    meetings = list(meetings)
    if not meetings:
        return {}
    groups = {meeting.group_id: meeting.group for meeting in meetings}
    agencies = {agency.pk: agency for agency in _agencies()}
    places, seats = _places(list(groups)), _seats(list(groups))
    for place in places:
        place.agency = agencies[place.agency_id] if place.agency_id else None
    place_of = {place.pk: place for place in places}
    seat_of = {seat.pk: seat for seat in seats}
    for seat in seats:
        seat.group = groups[seat.group_id]
        seat.place = place_of[seat.place_id] if seat.place_id else None
        seat.delegate_for = seat_of[seat.delegate_for_id] if seat.delegate_for_id else None
        seat.agency = agencies[seat.agency_id] if seat.agency_id else None
    noted: dict[int, list[Attendance]] = {}
    for attendance in _attendance([meeting.pk for meeting in meetings]):
        noted.setdefault(attendance.meeting_id, []).append(attendance)
    terms = _quorum_terms(list(groups))
    return {
        meeting.pk: _table(meeting, places, seats, noted.get(meeting.pk, []), terms, list(agencies.values()))
        for meeting in meetings
    }


@written_once
def _agencies() -> QuerySet[Agency]:
    return Agency.objects.all()


@written_once
def _places(groups: list[int]) -> QuerySet[Place]:
    return Place.objects.filter(group__pk__in=groups).select_related("post")


@written_once
def _seats(groups: list[int]) -> QuerySet[Seat]:
    return Seat.objects.filter(group__pk__in=groups).select_related("person", "post").order_by("pk")


@written_once
def _attendance(meetings: list[int]) -> QuerySet[Attendance]:
    return Attendance.objects.filter(meeting__pk__in=meetings)


@written_once
def _quorum_terms(groups: list[int]) -> QuerySet[Term]:
    return Term.objects.filter(group__pk__in=groups, name=Term.Name.QUORUM)


def next_of_each(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Of meetings in their order, the first of each group."""
    first: dict[int, Meeting] = {}
    for meeting in meetings:
        first.setdefault(meeting.group_id, meeting)
    return list(first.values())


def _table(meeting, places, seats, noted, terms, agencies) -> Table:
    day = meeting.day
    held = [seat for seat in seats if seat.group_id == meeting.group_id and seat.held(day)]
    # A delegate comes for somebody else's place, so a place for a delegate is not one more at the table.
    own_places = [
        place
        for place in places
        if place.group_id == meeting.group_id and place.held(day) and place.role != Place.Role.DELEGATE
    ]
    of_seat = {attendance.seat_id: attendance for attendance in noted if attendance.seat_id}
    stand_ins: dict[int, list[Seat]] = {}
    holders: dict[int, Seat] = {}
    for seat in held:
        if seat.delegate_for_id:
            stand_ins.setdefault(seat.delegate_for_id, []).append(seat)
        elif seat.place_id:
            holders.setdefault(seat.place_id, seat)

    def presence(place: Place | None, seat: Seat | None) -> Presence:
        known = seat.pk if seat else 0
        return Presence(place, seat, tuple(stand_ins.get(known, ())), of_seat.get(known), meeting)

    placed = {seat.pk for seat in holders.values()}
    presences = [presence(place, holders.get(place.pk)) for place in own_places]
    presences += [presence(None, seat) for seat in held if not seat.delegate_for_id and seat.pk not in placed]
    presences.sort(key=lambda each: _RANKS.index(each.role) if each.role in _RANKS else len(_RANKS))
    statutory = [agency for agency in agencies if agency.statutory and agency.held(day)]
    return Table(
        meeting,
        presences,
        [attendance for attendance in noted if attendance.guest],
        _rules(meeting, terms, statutory, agencies),
        frozenset(agency.pk for agency in statutory),
    )


def _rules(meeting: Meeting, terms: list[Term], statutory: list[Agency], agencies: list[Agency]) -> Rules:
    day = meeting.day
    term = next((term for term in terms if term.group_id == meeting.group_id and term.held(day)), None)
    if term is None:
        return Rules()
    keys = (term.value or {}).get("agencies") or ()
    named = [_as_of(agency, agencies, day) for agency in agencies if agency.key in keys]
    return Rules.of(
        term.value,
        partners=[Partner(agency.key, str(agency)) for agency in statutory],
        named=[Partner(agency.key, str(agency)) for agency in named],
        confirmed=term.is_confirmed,
    )


def _as_of(agency: Agency, agencies: list[Agency], day) -> Agency:
    """The agency, or where it has ended by then the one that succeeded it."""
    while not agency.held(day):
        after = next((other for other in agencies if other.succeeds_id == agency.pk), None)
        if after is None:
            break
        agency = after
    return agency

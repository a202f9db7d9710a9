"""Who came over time, to the meetings of one group: each person, and each agency. Cancelled meetings are left out.

Whether an agency was represented goes by its places with a voice; an agency that followed another goes by its own name.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from threespires.meetings.models import Attendance, Meeting
from threespires.meetings.presence import Presence, Table, tables
from threespires.partnership.models import Agency, Group

_Status = Attendance.Status
IN_PERSON, SENT, APOLOGIES, ABSENT = "in person", "sent somebody", "apologies", "not there"


@dataclass
class Line:
    """One person or agency: at how many meetings they were expected, and how they were there at each."""

    name: str
    detail: str = ""
    came: dict[date, str] = field(default_factory=dict)

    @property
    def held(self) -> int:
        return len(self.came)

    def count(self, how: str) -> int:
        return sum(each == how for each in self.came.values())

    @property
    def missed(self) -> list[date]:
        return [day for day, how in self.came.items() if how in (APOLOGIES, ABSENT)]


@dataclass(frozen=True)
class Record:
    """The attendance of a group in a time."""

    meetings: int
    cancelled: int
    people: list[Line]
    agencies: list[Line]


def attendance_of(group: Group, since: date, until: date) -> Record:
    """Who came to the meetings that the group held from `since` to `until`."""
    within = group.meetings.filter(starts_at__date__gte=since, starts_at__date__lte=until)
    held = list(within.filter(status=Meeting.Status.CLOSED).select_related("group").order_by("starts_at"))
    around = list(tables(held).values())
    cancelled = within.filter(status=Meeting.Status.CANCELLED).count()
    return Record(len(held), cancelled, _by_person(around), _by_agency(around))


def _by_person(around: Iterable[Table]) -> list[Line]:
    lines: dict[int, Line] = {}
    for table in around:
        for presence in table.presences:
            if presence.seat:
                line = lines.setdefault(presence.seat.person_id, Line(presence.name, presence.sits))
                line.came[table.meeting.day] = how_they_came(presence)
    return sorted(lines.values(), key=lambda line: line.name)


def how_they_came(presence: Presence) -> str:
    """In person, by somebody instead, with apologies, or not at all."""
    if presence.attended:
        return SENT if presence.delegate else IN_PERSON
    return APOLOGIES if presence.status == _Status.APOLOGIES else ABSENT


def _by_agency(around: Iterable[Table]) -> list[Line]:
    lines: dict[int, Line] = {}
    for table in around:
        voices: dict[int, Agency] = {
            presence.agency.pk: presence.agency for presence in table.presences if presence.counts and presence.agency
        }
        for agency in voices.values():
            came = table.represents({agency.pk})
            lines.setdefault(agency.pk, Line(str(agency))).came[table.meeting.day] = IN_PERSON if came else ABSENT
    return sorted(lines.values(), key=lambda line: line.name)

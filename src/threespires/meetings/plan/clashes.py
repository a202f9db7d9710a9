"""Who can't be in two places, and which room can't hold two meetings.

Pure: from meetings with their hours and places, and who sits in each that day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from threespires.meetings.models import Meeting

Sitting = Mapping[int, Mapping[int, str]]
"""For each meeting, by its key, who sits in it: what each is called, by theirs."""

_NO_ROOM = ("online", "microsoft teams", "teams", "zoom", "video", "phone", "telephone", "http")
"""How a place begins that is no room: any number of meetings are held there at once."""


@dataclass(frozen=True)
class Clash:
    """Two meetings at overlapping hours: who sits in both, and the room that both are to be held in."""

    first: Meeting
    second: Meeting
    people: tuple[str, ...] = ()
    room: str = ""

    def say(self) -> str:
        """Ada Osei and Finn Cottle sit in both; both are in Council House, room 2."""
        said = [f"{_join(self.people)} {'sits' if len(self.people) == 1 else 'sit'} in both"] if self.people else []
        said += [f"both are in {self.room}"] if self.room else []
        return "; ".join(said)

    def other(self, meeting: Meeting) -> Meeting:
        return self.second if meeting == self.first else self.first


def clashes(meetings: Iterable[Meeting], sitting: Sitting) -> list[Clash]:
    """Every two that overlap and have somebody, or the room, in common; the earliest first."""
    return [clash for pair in _overlapping(meetings) if (clash := _clash(*pair, sitting))]


def _clash(first: Meeting, second: Meeting, sitting: Sitting) -> Clash | None:
    here, there = sitting.get(first.pk, {}), sitting.get(second.pk, {})
    people = tuple(name for key, name in sorted(here.items(), key=lambda each: each[1]) if key in there)
    room = first.place.strip() if _room(first) and _room(first) == _room(second) else ""
    return Clash(first, second, people, room) if people or room else None


def _overlapping(meetings: Iterable[Meeting]) -> Iterator[tuple[Meeting, Meeting]]:
    by_day: dict[object, list[Meeting]] = {}
    for meeting in sorted(meetings, key=lambda each: each.starts_at):
        by_day.setdefault(meeting.day, []).append(meeting)
    for held in by_day.values():
        for first, second in combinations(held, 2):
            if first.starts_at < second.ends_at and second.starts_at < first.ends_at:
                yield first, second


def _room(meeting: Meeting) -> str:
    place = " ".join(meeting.place.casefold().split())
    return "" if place.startswith(_NO_ROOM) else place


def _join(names: tuple[str, ...]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

"""Meetings at every stage, made by walking the real operations."""

from collections.abc import Iterable
from contextlib import contextmanager
from datetime import date, datetime, time

from django.utils import timezone

from tests.make.partnership import Partnership
from threespires.kernel.clock import at
from threespires.kernel.plates import AgendaOffer
from threespires.meetings import operations
from threespires.meetings.models import Attendance, Meeting
from threespires.meetings.presence import table
from threespires.partnership.models import AgendaTemplateItem, Group

THURSDAY = date(2026, 3, 5)
_LINES = (
    ("welcome", "Oversight", "Welcome, apologies and interests", "note", 5, ""),
    ("completed", "Oversight", "Completed work to accept", "decide", 20, "thread.proposed_complete"),
    ("newly-tasked", "Development", "Newly tasked work", "shape", 25, "thread.newly_tasked"),
    ("next", "Development", "What needs to happen next", "shape", 25, ""),
)


def on(day: date, hour: int = 10, minute: int = 0):
    """Within the block it is that hour of that day."""
    return at(timezone.make_aware(datetime.combine(day, time(hour, minute))))


def standing_agenda(group: Group, lines: Iterable[tuple] = _LINES) -> None:
    """The group's standing agenda, in two halves."""
    for order, (key, half, title, asked, minutes, fill) in enumerate(lines, start=1):
        AgendaTemplateItem.objects.create(
            group=group, key=key, order=order, half=half, title=title, asked=asked, minutes=minutes, fill=fill
        )


def meeting(p: Partnership, group: Group | None = None, day: date = THURSDAY, hour: int = 9) -> Meeting:
    """A planned meeting, of the implementation group unless said; of a case group, arranged by its chair."""
    group = group or p.implementation
    runner = p.reviewer if group.is_case_group else p.manager
    return operations.arrange(
        group, by=runner, day=day, begins=time(hour, 30), minutes=150, place="Council House, room 2"
    )


def open_meeting(p: Partnership, group: Group | None = None, day: date = THURSDAY, absent: Iterable = ()) -> Meeting:
    """A meeting under way, where everyone is here but the people in `absent`, with an agenda as prepared."""
    made = meeting(p, group, day)
    runner = p.reviewer if made.group.is_case_group else p.administrator
    if not made.group.is_case_group and made.group.kind not in ("executive", "implementation"):
        runner = p.manager
    with on(day):
        operations.prepare_agenda(made, by=runner)
        operations.open_meeting(made, by=runner)
        for presence in table(made).presences:
            if presence.seat and presence.seat.person not in absent:
                operations.note_attendance(made, by=runner, seat=presence.seat, status=Attendance.Status.PRESENT)
    return made


@contextmanager
def offers(monkeypatch, **by_source: list[AgendaOffer]):
    """Within the block rooms offer these for the sources named, with _ for the point: thread_newly_tasked."""
    sources = {name.replace("_", ".", 1): found for name, found in by_source.items()}
    with monkeypatch.context() as patch:
        patch.setattr(
            "threespires.kernel.plates.agenda_source",
            lambda name: (lambda group, day: sources[name]) if name in sources else None,
        )
        yield sources


def offer(key: str, title: str = "", href: str = "", **facts) -> AgendaOffer:
    return AgendaOffer(key=key, title=title or f"Record {key}", href=href or f"/actions/{key}/", **facts)

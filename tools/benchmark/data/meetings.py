"""Meetings held, in full, and three to come."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from threespires.kernel.clock import today
from threespires.meetings.models import AgendaItem, Attendance, Decision, Meeting
from threespires.partnership.models import Group, Seat
from threespires.thread.actions.models import Action

from ..words import Words
from .partnership import Partnership
from .sizes import Size

DECISIONS = 3
RAISED = 2


def make_meetings(partnership: Partnership, size: Size) -> None:
    """Of the held ones every third is the Implementation Group's, which the visitor chairs."""
    words = Words(11)
    others = [partnership.executive, *partnership.sub_groups]
    held = Meeting.objects.bulk_create(
        _meeting(
            partnership.implementation if number % 3 == 0 else others[number % len(others)],
            today() - timedelta(days=7 * number + 3),
            Meeting.Status.CLOSED,
        )
        for number in range(size.meetings)
    )
    Meeting.objects.bulk_create(
        _meeting(group, today() + timedelta(days=7 * number + 2), Meeting.Status.PLANNED)
        for number, group in enumerate((partnership.implementation, *others[:2]), start=1)
    )
    items = AgendaItem.objects.bulk_create(
        _item(meeting, order, partnership, size, words) for meeting in held for order in range(1, size.items + 1)
    )
    Decision.objects.bulk_create(_decisions(partnership, items, words))
    Attendance.objects.bulk_create(_attendances(held))
    _raised_there(held)


def _meeting(group: Group, day: date, status: str) -> Meeting:
    starts = timezone.make_aware(datetime.combine(day, time(9, 30)))
    ends = starts + timedelta(minutes=200)
    held = status == Meeting.Status.CLOSED
    return Meeting(
        ref=f"{group.key}-{day.isoformat()}",
        group=group,
        starts_at=starts,
        ends_at=ends,
        place="Council House, room 2",
        status=status,
        agenda_prepared_at=starts - timedelta(days=8) if held else None,
        opened_at=starts if held else None,
        closed_at=ends if held else None,
    )


def _item(meeting: Meeting, order: int, partnership: Partnership, size: Size, words: Words) -> AgendaItem:
    """Ten minutes, with a description, two papers, and what was said."""
    papers = " ".join(f"https://papers.example.test/{meeting.ref}/{order}-{paper}.pdf" for paper in "ab")
    return AgendaItem(
        meeting=meeting,
        order=order,
        half="Oversight" if order <= size.items // 2 else "Development",
        title=words.some(8),
        asked=AgendaItem.Asked.DECIDE,
        presenter=f"{partnership.people[order % len(partnership.people)]}, {partnership.agency_of(order)}",
        minutes=10,
        detail=f"{words.text(30)} {papers}",
        status=AgendaItem.Status.DONE,
        note=words.text(size.note_words),
    )


def _decisions(partnership: Partnership, items: list[AgendaItem], words: Words) -> Iterator[Decision]:
    deciding = [item for item in items if item.order <= DECISIONS]
    for number, item in enumerate(deciding, start=1):
        yield Decision(
            ref=f"D-{number}",
            meeting=item.meeting,
            item=item,
            text=words.text(24),
            quorate=True,
            recorded_by=partnership.visitor,
            recorded_at=item.meeting.starts_at + timedelta(minutes=10 * item.order),
        )


def _attendances(held: list[Meeting]) -> Iterator[Attendance]:
    """All came, but for every seventh seat."""
    seats: dict[int, list[Seat]] = {}
    for seat in Seat.objects.order_by("pk"):
        seats.setdefault(seat.group_id, []).append(seat)
    for meeting in held:
        for number, seat in enumerate(seats[meeting.group_id]):
            away = number % 7 == 6
            yield Attendance(
                meeting=meeting,
                seat=seat,
                place_id=seat.place_id,
                agency_id=seat.agency_id,
                person_id=seat.person_id,
                status=Attendance.Status.APOLOGIES if away else Attendance.Status.PRESENT,
                noted_at=meeting.starts_at,
            )


def _raised_there(held: list[Meeting]) -> None:
    """Two actions were raised at each meeting of the Implementation Group, under its first item."""
    actions = iter(Action.objects.order_by("pk")[RAISED * 10 :])
    changed = []
    for meeting in held:
        if meeting.group.kind != Group.Kind.IMPLEMENTATION:
            continue
        item = meeting.items.first()
        for _ in range(RAISED):
            action = next(actions)
            action.occasion, action.occasion_address = str(meeting), f"{meeting.get_absolute_url()}#item-{item.pk}"
            changed.append(action)
    Action.objects.bulk_update(changed, ["occasion", "occasion_address"])

"""Somebody's own calendar, and which meetings are in it."""

from datetime import datetime
from typing import Any

from threespires.kernel.locks import note_before
from threespires.meetings.models import Calendar, Meeting
from threespires.meetings.permissions import visible_meetings
from threespires.partnership.models import Seat


def known_calendar(person: Any) -> Calendar:
    """What the person has chosen; what holds until they choose, where they haven't."""
    return Calendar.objects.filter(person=person).first() or Calendar(person=person)


def calendar_of(person: Any) -> Calendar:
    """The person's calendar, held until the transaction ends; made where they have none."""
    Calendar.objects.get_or_create(person=person)
    found = Calendar.objects.select_for_update().get(person=person)
    found.person = person
    note_before(found)
    return found


def own_meetings(person: Any, since: datetime) -> list[Meeting]:
    """The meetings from `since` on of every group on which the person sits on the meeting's day, in a seat of their own
    or for somebody else, as far as they may see them today. Cancelled ones are in nobody's calendar."""
    seats = list(
        Seat.objects.filter(person=person).select_related("group", "place", "delegate_for__place").order_by("pk")
    )
    found = visible_meetings(person).filter(group__in={seat.group_id for seat in seats}, starts_at__gte=since)
    in_time = found.exclude(status=Meeting.Status.CANCELLED).select_related("group").order_by("starts_at", "pk")
    return [meeting for meeting in in_time if any(_sits(seat, meeting) for seat in seats)]


def _sits(seat: Seat, meeting: Meeting) -> bool:
    return seat.group_id == meeting.group_id and seat.held(meeting.day)

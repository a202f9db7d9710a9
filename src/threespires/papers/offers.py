"""What papers put on other rooms' pages: a meeting's papers beside it, and packs that wait to be sent out."""

from datetime import date
from typing import Any

from threespires.accounts.models import Person
from threespires.kernel.plates import Owed, RoomSection
from threespires.meetings.models import Meeting
from threespires.papers import shown
from threespires.papers.contents import items_of
from threespires.papers.models import Pack
from threespires.papers.permissions import may_fetch_pack, may_hand_in


def sections(person: Any, thing: Any) -> list[RoomSection]:
    """On a meeting: its papers by item, and its pack."""
    if not isinstance(thing, Meeting) or thing.status == Meeting.Status.CANCELLED:
        return []
    facts = {
        "meeting": thing,
        "items": shown.item_rows(items_of(person, thing)),
        "may_fetch": may_fetch_pack(person, thing),
        "may_hand_in": may_hand_in(person, thing),
    }
    return [RoomSection(30, "papers/_section.html", facts)]


def owed(person: Person, today: date) -> list[Owed]:
    """Packs that somebody had made and that wait to be sent out, or could not be made."""
    waiting = Pack.objects.filter(asked_by=person, status__in=(Pack.Status.READY, Pack.Status.FAULTY))
    waiting = waiting.exclude(meeting__status__in=(Meeting.Status.CLOSED, Meeting.Status.CANCELLED))
    return [
        Owed(
            f"{pack.get_status_display()}: {'supplement to the ' if pack.is_supplement else ''}pack for {pack.meeting}",
            pack.get_absolute_url(),
            due=pack.meeting.day,
        )
        for pack in waiting.filter(meeting__starts_at__date__gte=today).select_related("meeting__group")
    ]

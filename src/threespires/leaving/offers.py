"""What leaving puts on home and on the page of a group."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from threespires.accounts.models import Person
from threespires.kernel.asking import written_once
from threespires.kernel.clock import now
from threespires.kernel.clock import today as the_day
from threespires.kernel.dates import say_moment
from threespires.kernel.plates import Owed, RoomSection
from threespires.leaving.lifecycle import UNDER_WAY
from threespires.leaving.models import Parcel
from threespires.leaving.permissions import may_take_records_out, visible_parcels, visible_parts
from threespires.partnership.models import Group


def owed(person: Person, today: date) -> list[Owed]:
    """What is being made, so that one may leave and find it again."""
    return [_told(parcel, "being made", due=today) for parcel in _waiting(person) if parcel.is_under_way]


def decisions(person: Person, today: date) -> list[Owed]:
    """What waits to be fetched, until it is or lapses."""
    return [
        _told(parcel, f"ready to fetch until {say_moment(parcel.lapses_at)}")
        for parcel in _waiting(person)
        if parcel.lapses_at and parcel.waits(now())
    ]


@written_once
def _asked_for(person: Any) -> QuerySet[Parcel]:
    of_theirs = visible_parcels(person).filter(status__in=(*UNDER_WAY, Parcel.Status.READY))
    return of_theirs.select_related("group").order_by("asked_at")


def _waiting(person: Person) -> list[Parcel]:
    return _asked_for(person)


def _told(parcel: Parcel, words: str, due: date | None = None) -> Owed:
    since = timezone.localdate(parcel.moved_at)
    return Owed(f"{parcel}: {words}", parcel.get_absolute_url(), due=due, since=since)


def sections(person: Any, group: Group, day: date) -> list[RoomSection]:
    """At the side of a group's page, to whoever may take its records out or open what left sealed."""
    if day < the_day():
        return []
    may_take_out = bool(may_take_records_out(person, group))
    sealed = group.is_case_group and visible_parts(person).filter(group=group).exists()
    if not (may_take_out or sealed):
        return []
    facts = {"group": group, "may_take_out": may_take_out, "sealed": sealed}
    return [RoomSection(90, "leaving/_section.html", facts, where="side")]

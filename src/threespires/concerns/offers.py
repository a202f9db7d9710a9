"""What stands first on home until it is dealt with."""

from datetime import date

from django.utils import timezone

from threespires.accounts.models import Person
from threespires.concerns.lifecycle import IS_OPEN
from threespires.concerns.permissions import may_see_concerns, visible_concerns
from threespires.kernel.plates import Owed


def owed(person: Person, today: date) -> list[Owed]:
    """Every open concern, to all who answer for it. It is due on the day it was marked."""
    if not may_see_concerns(person):
        return []
    return [
        Owed(
            "A possible concern waits",
            concern.get_absolute_url(),
            due=timezone.localdate(concern.marked_at),
            detail=f"{concern.ref}: {concern.get_status_display().lower()}",
            at_once=True,
        )
        for concern in visible_concerns(person).filter(status__in=IS_OPEN).order_by("marked_at")
    ]

"""What leaves of history. Of what leaves sealed, its history is sealed with it (see `leaving.everything`)."""

from typing import Any

from django.db.models import QuerySet

from threespires.history.models import Event
from threespires.kernel.leaving import Leaves, Stays


def _of_no_group(person: Any, group: Any) -> QuerySet[Event]:
    """History says what stood before, to more people than a group has: it leaves with everything alone."""
    return Event.objects.none()


KINDS = (
    Leaves(Event, visible=_of_no_group),
    Stays("history.submission", "It only keeps a form from being taken twice, for a month"),
)

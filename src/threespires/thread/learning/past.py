"""What became of learning and what it said before, as far as a person may read it back.

Of protected learning nothing is told: who took it up, in which seat and on which day, could point back.
"""

from typing import Any

from threespires.history.models import Event
from threespires.history.telling import Words
from threespires.partnership.standing import standing
from threespires.thread.learning.models import Learning
from threespires.thread.learning.permissions import may_follow_origin

_FIELDS = {
    "kind": "Kind",
    "title": "Title",
    "summary": "What was learned",
    "words": "The child’s words",
    "said_by": "Said by",
    "learned_on": "Learned",
    "agency": "Agency",
    "group": "Group",
    "audience": "Who may see it",
    "groups": "Groups that may see it",
    "themes": "Themes",
    "status": "State",
}
_ORIGIN = {"origin": "Origin", "origin_title": "Where it came from", "origin_address": "Its address"}


def events_open_to(person: Any, learning: Learning) -> list[Event]:
    """What happened to it, the latest first, back to when it was opened to this person.

    What it said while others alone might see it stays with them, and with whoever contributed it.
    """
    if learning.protected:
        return []
    events = list(Event.objects.about(learning))
    if learning.contributed_by_id == person.pk:
        return events
    own = {str(seat.group) for seat in standing(person).seats}
    audience, shared = learning.audience, [str(group) for group in learning.groups.all()]
    for number, event in enumerate(events):
        audience, shared = _before(event, "audience", audience), _before(event, "groups", shared)
        if audience == Learning.Audience.GROUPS and not own.intersection(shared):
            event.changes = {}
            return events[: number + 1]
    return events


def _before(event: Event, name: str, after: Any) -> Any:
    return event.changes[name][0] if name in event.changes else after


def words_for(person: Any, learning: Learning, events: list[Event]) -> Words:
    """Which fields are told: where it came from only to those who may follow that as it is and as it was."""
    kept_to = {key for event in events for key in event.changes.get("origin_group", ()) if key}
    may_follow = may_follow_origin(person, learning) and kept_to <= standing(person).group_ids
    return Words(fields=_FIELDS | _ORIGIN if may_follow else _FIELDS)

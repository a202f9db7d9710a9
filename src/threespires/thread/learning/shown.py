"""How learning is shown in lists, wherever it is listed."""

from datetime import date
from typing import Any

from django.urls import reverse

from threespires.cases.models import Case
from threespires.cases.permissions import may_write_in, place_on_case
from threespires.cases.recording import looked
from threespires.kernel.clock import today
from threespires.kernel.plates import RoomSection
from threespires.partnership.models import Group
from threespires.partnership.standing import case_seat
from threespires.partnership.views.groups import tabs as room_tabs
from threespires.thread.learning.models import Learning
from threespires.thread.learning.permissions import visible_case_learning, visible_learning, visible_releases

IN_A_ROOM = 3


def state_tag(learning: Learning) -> dict[str, str]:
    """The state as a tag: a tint only where somebody is needed."""
    waits = learning.status == Learning.Status.NEW
    return {"text": learning.get_status_display(), "tone": "turn" if waits else "neutral"}


def source_words(learning: Learning) -> str:
    """In one line what it is and from whom; of protected learning only that it is protected."""
    if learning.protected:
        return "Protected source"
    who = learning.said_by or learning.group or learning.agency
    return " · ".join(filter(None, [learning.get_kind_display(), str(who or "")]))


def row(learning: Learning) -> dict[str, Any]:
    """One line of a list of learning."""
    return {
        "title": learning.title,
        "href": learning.get_absolute_url(),
        "detail": source_words(learning),
        "when": learning.when,
        "state": state_tag(learning),
    }


def tabs(group: Group) -> list[dict[str, Any]]:
    """The ways within the group's room, with this one marked."""
    return room_tabs(group, "Learning")


def sections(person: Any, group: Group, day: date) -> list[RoomSection]:
    """The latest learning of a group, on its own page of today."""
    if day < today():
        return []
    seen = visible_learning(person).select_related("agency", "group")
    latest = [row(learning) for learning in seen.filter(group=group)[:IN_A_ROOM]]
    case = reverse("learning:case", args=[group.key]) if case_seat(person, group) else ""
    if not latest and not case:
        return []
    facts = {"rows": latest, "more": reverse("learning:of_group", args=[group.key]), "case": case}
    return [RoomSection(30, "learning/_section.html", facts)]


def beside(person: Any, thing: Any) -> list[RoomSection]:
    """On the page of a case, what was learned in it and is on its way out of it. The reading is written down."""
    if not isinstance(thing, Case):
        return []
    kept = list(visible_case_learning(person).filter(case=thing).select_related("contributed_by"))
    releases = list(visible_releases(person).filter(case=thing))
    looked([*kept, *releases], by=person, seat=str(place_on_case(person, thing)))
    facts = {"kept": kept, "releases": releases, "case": thing, "may_write": may_write_in(person, thing)}
    return [RoomSection(10, "learning/_in_case.html", facts)]

"""Meetings as the pages show them: rows for components, made from records."""

from collections import defaultdict
from datetime import date, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from threespires.history.models import Event
from threespires.kernel.addresses import address, asking
from threespires.kernel.clock import now
from threespires.kernel.dates import say_date, say_moment, say_time
from threespires.meetings.agenda import Agenda, Line, read_live_agenda
from threespires.meetings.along import named
from threespires.meetings.came import Came, came_by_item, refs_in, walked_ref
from threespires.meetings.models import PRIVATE, AgendaItem, Attendance, Decision, Meeting, Touch, Typing
from threespires.meetings.presence import Presence, Table
from threespires.meetings.recusal import IN_PRIVATE, withheld_of

_Status = Attendance.Status
_PROMPT = 5 * 60
_JUST_NOW = timedelta(minutes=1)


def record_link(item: AgendaItem, meeting: Meeting) -> dict[str, str]:
    """The record an item is about, and its thread. Addresses tell at which meeting they are looked at."""
    known = meeting.status in (Meeting.Status.OPEN, Meeting.Status.PLANNED)
    there = {"meeting": named(meeting, item)} if known else {}
    refs, walked = refs_in(item.address), walked_ref(item.address)
    return {
        "text": f"Open {refs[0]}" if refs else "Open the record",
        "href": asking(item.address, **there),
        "thread": asking(address("walk:walk", walked), **there) if walked else "",
    }


def asked_words(item: AgendaItem, presenter: str = "") -> str:
    """decide · 20 minutes · Grace Mbeki, Housing."""
    length = f"{item.minutes} minute{'' if item.minutes == 1 else 's'}" if item.minutes else ""
    return " · ".join(filter(None, (item.get_asked_display(), length, presenter)))


def agenda_rows(meeting: Meeting, *, person: Any, with_notes: bool) -> list[dict[str, Any]]:
    """The agenda as read: for each half its lines, with their records, notes, decisions and actions."""
    agenda = read_live_agenda(meeting)
    decisions = decisions_by_item(meeting)
    came = came_by_item(meeting, person)
    kept = withheld_of(person, meeting)
    touched = interests_by_item(meeting) if with_notes else {}
    halves: list[dict[str, Any]] = [
        {
            "title": half.title or "Agenda",
            "lines": [
                _withheld_row(line, kept[line.item.pk])
                if line.item.pk in kept
                else _line_row(line, agenda, meeting, decisions, came, with_notes)
                | {"interests": touched.get(line.item.pk, [])}
                for line in half.lines
            ],
        }
        for half in agenda.halves
    ]
    if decisions[None] or came[None]:
        besides = {"decisions": decisions[None], "came": came[None]}
        halves.append({"title": "Besides the agenda", "lines": [], **besides})
    return halves


def _line_row(
    line: Line,
    agenda: Agenda,
    meeting: Meeting,
    decisions: dict[int | None, list[Decision]],
    came: dict[int | None, list[Came]],
    with_notes: bool,
) -> dict[str, Any]:
    item, single = line.item, line.points[0] if len(line.points) == 1 else None
    return {
        "id": item.pk,
        "number": line.number,
        "title": line.title,
        "asked": asked_words(item, line.presenter),
        "under": item.title if single else "",
        "detail": item.detail or (agenda.detail_of(single) if single else ""),
        "carried": f"Carried on from {say_date(item.carried_from.day)}" if item.carried_from else "",
        "record": record_link(single or item, meeting) if (single or item).address else None,
        "points": [_point_row(point, agenda, meeting) for point in line.points] if not single else [],
        "outcome": outcome_words(item),
        "note": item.note if with_notes else "",
        "decisions": decisions[item.pk],
        "came": came[item.pk],
        "withheld": "",
        "private": f"In private: {item.private_because}" if item.private else "",
        "nothing": bool(item.source) and not line.points and meeting.status != Meeting.Status.CLOSED,
    }


def _withheld_row(line: Line, why: str) -> dict[str, Any]:
    """A line that is kept from whoever reads: that it is there, and why. What is taken in private has no name."""
    row: dict[str, Any] = dict.fromkeys(("asked", "under", "detail", "carried", "outcome", "note"), "")
    return row | {
        "id": line.item.pk,
        "number": line.number,
        "title": withheld_title(line, why),
        "record": None,
        "points": [],
        "decisions": [],
        "came": [],
        "interests": [],
        "nothing": False,
        "withheld": f"{why}.",
    }


def withheld_title(line: Line, why: str) -> str:
    return PRIVATE if why == IN_PRIVATE else line.title


def interests_by_item(meeting: Meeting) -> dict[int, list[str]]:
    """Tom Hale: tenant board member; stands back."""
    found: dict[int, list[str]] = defaultdict(list)
    touches = Touch.objects.filter(item__meeting=meeting).select_related("declaration__person")
    for touch in touches:
        found[touch.item_id].append(interest_words(touch))
    return found


def interest_words(touch: Touch) -> str:
    rest = "; stands back" if touch.stands_back else ""
    return f"{touch.declaration.person}: {touch.declaration.what}{rest}"


def _point_row(point: AgendaItem, agenda: Agenda, meeting: Meeting) -> dict[str, Any]:
    carried = f"carried on from {say_date(point.carried_from.day)}" if point.carried_from else ""
    return {
        "title": point.title,
        "href": record_link(point, meeting)["href"] if point.address else "",
        "detail": " · ".join(filter(None, (point.presenter, agenda.detail_of(point), carried))),
    }


def outcome_words(item: AgendaItem) -> str:
    """How an item ended: in the words noted, else that it is done or carried on."""
    if item.status == AgendaItem.Status.DONE:
        return item.outcome or "done"
    return "carried to the next meeting" if item.status == AgendaItem.Status.CARRIED else ""


def decisions_by_item(meeting: Meeting) -> dict[int | None, list[Decision]]:
    found: dict[int | None, list[Decision]] = defaultdict(list)
    for decision in meeting.decisions.select_related("settled_at"):
        found[decision.item_id].append(decision)
    return found


def occasion_of(meeting: Meeting, item: AgendaItem | None = None) -> tuple[str, str]:
    """What a record keeps of where it was raised. Of a case group's meeting, the group and no day or address."""
    if meeting.group.is_case_group:
        return str(meeting.group), ""
    where = meeting.get_absolute_url()
    return str(meeting), f"{where}#item-{item.pk}" if item else where


def rail(agenda: Agenda, meeting: Meeting, current: Line, kept: dict[int, str]) -> list[dict[str, Any]]:
    """The agenda at the left of a meeting: done, here, or still to come."""
    return [
        {
            "title": half.title or "Agenda",
            "rows": [
                {
                    "number": line.number,
                    "title": withheld_title(line, kept.get(line.item.pk, "")),
                    "href": reverse("meetings:item", args=[meeting.ref, line.item.pk]),
                    "detail": kept.get(line.item.pk) or outcome_words(line.item) or asked_words(line.item),
                    "state": "here"
                    if line is current
                    else ("open" if line.item.status == AgendaItem.Status.WAITING else "done"),
                }
                for line in half.lines
            ],
        }
        for half in agenda.halves
    ]


def attendance_lists(around: Table) -> dict[str, list[dict[str, Any]]]:
    """Who is here, who is expected, who isn't here; those who count first, guests last among the here."""
    here, expected, not_here = [], [], []
    for presence in around.presences:
        row = seat_row(presence, around)
        if presence.is_here or (presence.attended and not around.meeting.is_open):
            here.append(row)
        elif around.meeting.is_planned and not presence.is_vacant:
            expected.append(row)
        else:
            not_here.append(row)
        if presence.is_here and presence.delegate:
            not_here.append(_sent_instead(presence, around))
    here += [{"name": guest.guest, "agency": "without a seat", "here": True} for guest in around.guests]
    return {"here": here, "expected": expected, "not_here": not_here}


def seat_row(presence: Presence, around: Table) -> dict[str, Any]:
    """A place as the lists show it."""
    agency = _agency_words(presence, around)
    if presence.is_vacant:
        return {"name": presence.name, "agency": agency or str(presence.place), "here": False}
    about = ", ".join(filter(None, (presence.duty, "" if presence.is_named_by_post else agency)))
    if presence.is_named_by_post and around.is_statutory(presence):
        about += " *"
    if presence.is_here:
        instead = presence.delegate
        said = f"{agency}, for {presence.name}" if instead else about
        return {"name": instead or presence.name, "agency": said, "here": True, "aside": _since(presence, around)}
    return {
        "name": presence.name,
        "agency": " · ".join(filter(None, (about, _state_words(presence)))),
        "here": False,
        "aside": _since(presence, around) if presence.status == _Status.LEFT else "",
    }


def _sent_instead(presence: Presence, around: Table) -> dict[str, Any]:
    agency = _agency_words(presence, around)
    return {"name": presence.name, "agency": f"{agency} · sent {presence.delegate}", "here": False}


def _agency_words(presence: Presence, around: Table) -> str:
    """The agency, with a star where it is a statutory partner."""
    if presence.agency is None:
        return ""
    return f"{presence.agency} *" if around.is_statutory(presence) else str(presence.agency)


def _state_words(presence: Presence) -> str:
    if presence.status == _Status.COMING:
        return "will come" if presence.meeting.is_planned else "expected"
    if presence.status == _Status.APOLOGIES:
        return f"apologies, sends {presence.delegate}" if presence.delegate else "apologies"
    if presence.status == _Status.LEFT:
        return f"{presence.delegate}, who came instead, left" if presence.delegate else "left"
    if presence.status == _Status.ABSENT:
        return ""
    if presence.delegate:
        return f"{presence.delegate} sits instead"
    return "no reply yet" if presence.meeting.is_planned else ""


def _since(presence: Presence, around: Table) -> str:
    """The time at which somebody came after the opening, or left."""
    opened = around.meeting.opened_at
    if opened is None or presence.attendance is None:
        return ""
    noted = presence.attendance.noted_at
    return say_time(noted) if (noted - opened).total_seconds() > _PROMPT else ""


def conflict_rows(theirs: Any, form: Any, now_there: dict[str, Any]) -> dict[str, Any]:
    """Who changed a record meanwhile, when, and field by field what is theirs and yours."""
    last = Event.objects.about(theirs).first()
    return {
        "by": last.person if last else "Somebody",
        "at": say_moment(last.at) if last else "",
        "rows": [
            {"field": form.fields[name].label, "theirs": _said(value), "yours": _said(form.cleaned_data.get(name))}
            for name, value in now_there.items()
            if name in form.fields and _said(value) != _said(form.cleaned_data.get(name))
        ],
    }


def _said(value: Any) -> str:
    if isinstance(value, date):
        return say_date(value)
    if isinstance(value, time):
        return say_time(value)
    return str(value or "")


def saved_words(item: AgendaItem, person: Any, *, both_stay: bool = False) -> str:
    """Saved 10:14am by Joan Whitlock; and who else is writing."""
    typing = Typing.objects.filter(item=item).select_related("person").first()
    last = typing or Event.objects.about(item).filter(verb="agenda_item.noted").first()
    if last is None:
        return ""
    same_day = timezone.localtime(last.at).date() == item.meeting.day
    said = f"Saved {say_time(last.at) if same_day else say_moment(last.at)} by {last.person}."
    if typing and typing.person_id != person.pk and now() - typing.at < _JUST_NOW:
        said += " Two people are writing."
    if both_stay:
        said += " Somebody else changed the same words: both wordings are kept."
    return said

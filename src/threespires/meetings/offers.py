"""What meetings offer to other rooms: what a person owes, their next meetings, a group's next, the occasion."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from threespires.design.forms import begin_small
from threespires.kernel.asking import written_once
from threespires.kernel.clock import today as this_day
from threespires.kernel.dates import say_date, say_day
from threespires.kernel.plates import AgendaOffer, Occasion, Owed, RoomSection, count_offers
from threespires.law.working_days import add_working_days
from threespires.meetings.agenda import Line, read_agenda
from threespires.meetings.along import meeting_at
from threespires.meetings.models import AgendaItem, Attendance, Decision, Meeting, MeetingQuerySet, Minutes
from threespires.meetings.permissions import may_read_notes, may_reply, may_run, minutes_of, visible_meetings
from threespires.meetings.presence import next_of_each, table, tables
from threespires.meetings.quorum import Quorum
from threespires.meetings.shown import occasion_of
from threespires.partnership.models import Group, Post, Seat, Term
from threespires.partnership.standing import holds, standing

_AHEAD = timedelta(days=28)
_REPLY_AHEAD = timedelta(days=14)
_LOOKED_AT = 40
_HELD_SHOWN = 4
_MINUTES_BACK = 4
_PREPARING = (Seat.Role.ADMINISTRATOR,)
_ANSWERING = (Seat.Role.CHAIR, Seat.Role.VICE_CHAIR, Seat.Role.MEMBER)


@dataclass(frozen=True)
class NextMeeting:
    """A meeting as the home page shows it."""

    group: str
    day: str
    place: str
    quorum: str
    tone: str
    words: str
    href: str


def next_meetings(person: Any, today: date, limit: int) -> list[NextMeeting]:
    """The next meetings of the groups on which the person sits; of all groups, for the Board manager."""
    found = next_of_each(_mine(person, today)[:_LOOKED_AT])[:limit]
    around = tables(found)
    return [_as_shown(person, each, around[each.pk].quorum) for each in found]


def _mine(person: Any, today: date) -> MeetingQuerySet:
    meetings = visible_meetings(person).after(today)
    if holds(person, Post.Function.BOARD_MANAGER):
        return meetings
    return meetings.filter(group__in=standing(person).group_ids)


def _as_shown(person: Any, meeting: Meeting, quorum: Quorum) -> NextMeeting:
    may_read = bool(may_read_notes(person, meeting.group))
    return NextMeeting(
        group=str(meeting.group),
        day=f"{meeting.day:%A} {meeting.day.day} {meeting.day:%B}, {meeting.hours}",
        place=meeting.place,
        quorum=quorum.title if may_read else "",
        tone=quorum.tone,
        words=quorum.words if may_read else "",
        href=meeting.get_absolute_url(),
    )


def owed(person: Any, today: date) -> list[Owed]:
    """Agendas to prepare before papers go out, meetings to run today, and replies that are waited for."""
    coming = list(_mine(person, today).filter(starts_at__date__lte=today + _AHEAD))
    if not coming:
        return []
    days = _papers_days(coming)
    replied = set(_replies([meeting.pk for meeting in coming]))
    found = []
    for meeting in coming:
        due = add_working_days(meeting.day, -days.get(meeting.group_id, 0))
        group, when = meeting.group.in_a_sentence, _when(meeting)
        if not meeting.agenda_prepared_at and _prepares(person, meeting.group):
            href = reverse("meetings:prepare", args=[meeting.ref])
            found.append(Owed(f"Prepare the agenda of {group}", href, due=due, detail=when))
        if meeting.day == today and may_run(person, meeting.group):
            href = reverse("meetings:run", args=[meeting.ref])
            found.append(Owed(f"Run the meeting of {group}", href, due=today, detail=when))
        seat = standing(person).seat_on(meeting.group, *_ANSWERING)
        soon = meeting.is_planned and meeting.day <= today + _REPLY_AHEAD
        if soon and seat and (meeting.pk, seat.pk) not in replied and may_reply(person, meeting, seat):
            href = reverse("meetings:reply", args=[meeting.ref, seat.pk])
            found.append(Owed(f"Say whether you will come to {group}", href, due=due, detail=when))
    return found


def left_by_earlier_meetings(group: Group, day: date) -> list[AgendaOffer]:
    """Minutes of the group’s earlier meetings that wait to be approved, and decisions that wait to be ratified."""
    approved = [Minutes.Status.APPROVED, Minutes.Status.LOCKED]
    held = group.meetings.held().filter(starts_at__date__lt=day).exclude(minutes__status__in=approved)
    minutes = reversed(held.select_related("minutes")[:_MINUTES_BACK])
    waiting = Decision.objects.filter(
        meeting__group=group, meeting__starts_at__date__lt=day, status=Decision.Status.WAITING
    )
    return [
        *(_minutes_offer(each) for each in minutes),
        *(_decision_offer(each) for each in waiting.select_related("meeting__group")),
    ]


def _minutes_offer(meeting: Meeting) -> AgendaOffer:
    return AgendaOffer(
        key=meeting.ref,
        title=f"Minutes of {say_date(meeting.day)}",
        href=reverse("meetings:minutes", args=[meeting.ref]),
        asked=AgendaItem.Asked.DECIDE,
        detail=minutes_of(meeting).get_status_display(),
    )


def _decision_offer(decision: Decision) -> AgendaOffer:
    return AgendaOffer(
        key=decision.ref,
        title=f"Ratify decision {decision.ref}: {decision.text}",
        href=reverse("meetings:ratify", args=[decision.meeting.ref, decision.ref]),
        asked=AgendaItem.Asked.DECIDE,
        detail=f"Taken on {say_date(decision.meeting.day)} without a quorum",
    )


@written_once
def _replies(meetings: list[int]) -> QuerySet[Attendance, Any]:
    """Of which meeting, for which seat."""
    return Attendance.objects.filter(meeting__pk__in=meetings, seat__isnull=False).values_list("meeting", "seat")


def _prepares(person: Any, group: Group) -> bool:
    """An agenda is owed by the group's administrator and the Board manager; its chair may, and owes nothing."""
    if not may_run(person, group):
        return False
    return bool(standing(person).seat_on(group, *_PREPARING) or holds(person, Post.Function.BOARD_MANAGER))


def _papers_days(meetings: list[Meeting]) -> dict[int, int]:
    """How many working days before a meeting its papers go out, for each group whose terms say it."""
    terms = _papers_terms({meeting.group_id for meeting in meetings}, this_day())
    return {group: days for group, days in terms if isinstance(days, int)}


@written_once
def _papers_terms(groups: Iterable[int], day: date) -> QuerySet[Term, Any]:
    terms = Term.objects.on(day).filter(group__pk__in=groups, name=Term.Name.PAPERS_DAYS)
    return terms.values_list("group", "value")


def _when(meeting: Meeting) -> str:
    return ", ".join(filter(None, (say_day(meeting.day), meeting.hours, meeting.place)))


def sections(person: Any, group: Group, day: date) -> list[RoomSection]:
    """A group's next meeting, at the top of its room; as of a day gone by, the next one then, and no more of it."""
    meeting = visible_meetings(person).after(day).filter(group=group).first()
    if meeting is None:
        return []
    facts: dict[str, Any] = {"meeting": meeting, "quorum": None, "halves": [], "seat": None, "may_run": False}
    if day >= this_day():
        facts |= {
            "quorum": table(meeting).quorum if may_read_notes(person, group) else None,
            "halves": _half_facts(meeting),
            "seat": standing(person).seat_on(group, *_ANSWERING) if meeting.is_planned else None,
            "may_run": bool(may_run(person, group)),
        }
    return [RoomSection(order=10, template="meetings/_next_meeting.html", facts=facts, where="top")]


def _half_facts(meeting: Meeting) -> list[dict[str, str]]:
    """Oversight: 3 actions to accept, 2 reports."""
    found = []
    for half in read_agenda(meeting).halves:
        filled = [_count(line) for line in half.lines if line.points and not line.item.private]
        plain = f"{len(half.lines)} item{'' if len(half.lines) == 1 else 's'}"
        found.append({"key": half.title or "Agenda", "value": ", ".join(filled) or plain})
    return found


def _count(line: Line) -> str:
    """3 actions to accept; of what no room names, the line's own title and how many."""
    return count_offers(line.item.source, len(line.points)) or f"{begin_small(line.item.title)} {len(line.points)}"


def occasion_from(request: HttpRequest) -> tuple[str, str] | None:
    """The meeting that `?meeting=` names, as (title, address), where the person may see it."""
    found = meeting_at(request)
    return occasion_of(*found) if found else None


def held_meetings(person: Any, kind: str) -> list[Occasion]:
    """The last meetings of a kind of group that `person` may see, one under way included, the latest first."""
    begun = [Meeting.Status.OPEN, Meeting.Status.CLOSED]
    found = visible_meetings(person).filter(group__kind=kind, status__in=begun).select_related("group")
    return [Occasion(each.ref, *occasion_of(each)) for each in found.order_by("-starts_at")[:_HELD_SHOWN]]


def decision_entry(decision: Decision) -> tuple[str, str, str] | None:
    """A decision for search. A case group's words are not indexed."""
    meeting = decision.meeting
    if meeting.group.is_case_group or (decision.item and decision.item.private):
        return None
    title = f"{decision.ref}: {decision.text}"[:300]
    return title, f"{meeting.group}, {say_date(meeting.day)}", decision.get_absolute_url()

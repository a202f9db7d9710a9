"""The forward plan as one person may see it, read in a fixed number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from threespires.kernel import plates
from threespires.kernel.clock import today
from threespires.kernel.dates import add_months, say_date
from threespires.kernel.plates import AgendaDate
from threespires.law.working_days import bank_holidays
from threespires.meetings.models import AgendaItem, Meeting
from threespires.meetings.permissions import may_see_meetings_of, visible_meetings
from threespires.meetings.plan.clashes import Clash, Sitting, clashes
from threespires.meetings.plan.coming import comes_this_time, meeting_for
from threespires.meetings.plan.gaps import Gap, gaps
from threespires.partnership.membership import review_due
from threespires.partnership.models import AgendaTemplateItem, Group, MembershipReview, Seat, Term

MONTHS = 15
"""How far the plan goes: beyond a year, so that the year is whole until the next quarter is out."""
_LOOKED_BACK = timedelta(days=366)
_FOR_ALL = Q(meeting__group__is_case_group=False, private=False)
"""What a case group wrote on its agenda, or what is taken in private, stands there and nowhere else: a plan is printed
and passed on."""


@dataclass(frozen=True)
class Coming:
    """Something that must come to a meeting, or that comes to it because it was left unfinished."""

    title: str
    href: str = ""
    detail: str = ""
    is_late: bool = False


@dataclass
class Planned:
    """A meeting of the plan, with what gets in its way and what must come to it."""

    meeting: Meeting
    clashes: list[Clash] = field(default_factory=list)
    coming: list[Coming] = field(default_factory=list)


@dataclass(frozen=True)
class Month:
    first: date
    planned: list[Planned]
    holidays: list[tuple[date, str]]


@dataclass(frozen=True)
class ForwardPlan:
    first: date
    last: date
    months: list[Month]
    groups: list[Group]
    clashes: list[Clash]
    gaps: list[tuple[Group, Gap]]
    nowhere: list[tuple[Group, Coming]]
    """What must come to a meeting of a group that has none planned."""

    def in_month(self, group: Group, month: Month) -> list[Planned]:
        return [each for each in month.planned if each.meeting.group_id == group.pk]


def forward_plan(person: Any, first: date | None = None) -> ForwardPlan:
    """The plan of every group whose meetings the person may see, from today on."""
    first = first or today()
    last = add_months(first, MONTHS)
    around = visible_meetings(person).exclude(status=Meeting.Status.CANCELLED)
    around = around.filter(starts_at__gte=_begin(first - _LOOKED_BACK), starts_at__lt=_begin(last + timedelta(days=1)))
    known = list(around.select_related("group").order_by("starts_at", "pk"))
    groups = _groups(person, first)
    for meeting in known:
        meeting.group = groups.get(meeting.group_id, meeting.group)
    planned = {each.pk: Planned(each) for each in known if each.day >= first and (each.is_planned or each.is_open)}
    to_come = [each.meeting for each in planned.values()]
    found = clashes(to_come, who_sits(to_come))
    for clash in found:
        planned[clash.first.pk].clashes.append(clash)
        planned[clash.second.pk].clashes.append(clash)
    nowhere = _place(list(groups.values()), planned, known, last)
    return ForwardPlan(
        first=first,
        last=last,
        months=_months(planned.values(), first, last),
        groups=[group for group in groups.values() if any(each.group_id == group.pk for each in to_come)],
        clashes=found,
        gaps=[(group, gap) for group in groups.values() for gap in _gaps(group, known, first, last)],
        nowhere=nowhere,
    )


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _groups(person: Any, day: date) -> dict[int, Group]:
    """The groups of that day whose meetings the person may see, each with its terms."""
    found = {group.pk: group for group in Group.objects.on(day) if may_see_meetings_of(person, group)}
    terms: dict[int, list[Term]] = {}
    for term in Term.objects.filter(group__in=found):
        terms.setdefault(term.group_id, []).append(term)
    for group in found.values():
        group.__dict__["_terms"] = terms.get(group.pk, [])
    return found


def who_sits(meetings: Iterable[Meeting]) -> Sitting:
    """Who sits in each meeting on its day. Whoever has somebody sitting for them that day isn't there."""
    meetings = list(meetings)
    seats = list(
        Seat.objects.filter(group__in={each.group_id for each in meetings})
        .filter(Q(ends__isnull=True) | Q(ends__gte=min((each.day for each in meetings), default=today())))
        .select_related("person", "group", "place", "delegate_for__place")
        .order_by("pk")
    )
    sitting: dict[int, dict[int, str]] = {}
    for meeting in meetings:
        held = [seat for seat in seats if seat.group_id == meeting.group_id and seat.held(meeting.day)]
        lent = {seat.delegate_for_id for seat in held}
        sitting[meeting.pk] = {seat.person_id: str(seat.person) for seat in held if seat.pk not in lent}
    return sitting


def _gaps(group: Group, known: list[Meeting], first: date, last: date) -> list[Gap]:
    """Of a group that has ended by then, only until it ends."""
    own = [each for each in known if each.group_id == group.pk]
    last = min(last, group.ends or last)
    days, slots = {each.day for each in own}, {each.slot for each in own if each.slot}
    return gaps(group.term(Term.Name.RHYTHM, first), days, slots, first, last)


def _months(planned: Iterable[Planned], first: date, last: date) -> list[Month]:
    by_month = {month: list(rows) for month, rows in groupby(planned, key=lambda each: each.meeting.day.replace(day=1))}
    holidays = bank_holidays(first, last)
    months, month = [], first.replace(day=1)
    while month <= last:
        own = [(day, name) for day, name in holidays if day.replace(day=1) == month]
        months.append(Month(month, by_month.get(month, []), own))
        month = add_months(month, 1)
    return months


# ------------------------------------------------------------------------------- what comes to which meeting


def _place(
    groups: list[Group], planned: dict[int, Planned], known: list[Meeting], last: date
) -> list[tuple[Group, Coming]]:
    """Puts everything that must come to a meeting under its meeting; gives what finds none."""
    own = {group.pk: [each for each in planned.values() if each.meeting.group_id == group.pk] for group in groups}
    lines: dict[int, list[AgendaTemplateItem]] = {}
    for line in AgendaTemplateItem.objects.on(today()).filter(group__in=groups).order_by("order"):
        lines.setdefault(line.group_id, []).append(line)
    nowhere = []
    for group, coming, due in _dated(groups, lines, last):
        meeting = meeting_for(due, [each.meeting for each in own[group.pk]])
        if meeting is None:
            nowhere.append((group, _say_due(coming, due)))
        else:
            planned[meeting.pk].coming.append(_say_due(coming, due, meeting))
    for group in groups:
        _place_yearly(own[group.pk], lines.get(group.pk, []), [m for m in known if m.group_id == group.pk])
    _place_carried(own, lines)
    _place_added(planned)
    return nowhere


def _dated(groups: list[Group], lines: dict[int, list[AgendaTemplateItem]], last: date) -> Iterable[Any]:
    """What falls due by a day: asked of the rooms whose records a line of the standing agenda takes; and the review of
    the membership, where the terms set a period."""
    taking: dict[str, list[Group]] = {}
    for group in groups:
        for source in {line.fill for line in lines.get(group.pk, []) if line.fill}:
            taking.setdefault(source, []).append(group)
    for source, those in sorted(taking.items()):
        dates = plates.agenda_dates(source)
        due = dates(those, last) if dates else {}
        for group in those:
            for each in due.get(group.pk, []):
                yield group, each, each.due
    reviews: dict[int, MembershipReview] = {}
    for review in MembershipReview.objects.filter(group__in=groups).order_by("held_on", "pk"):
        reviews[review.group_id] = review
    for group in groups:
        due_on = review_due(group, reviews.get(group.pk))
        if due_on and due_on <= last:
            yield group, AgendaDate("Review of the membership", group.get_absolute_url(), due_on), due_on


def _say_due(each: AgendaDate, due: date, meeting: Meeting | None = None) -> Coming:
    is_late = meeting is None or due < meeting.day
    words = f"{'fell' if due < today() else 'falls'} due on {say_date(due)}"
    before = ", before this meeting" if meeting and is_late else ""
    return Coming(each.title, each.href, ", ".join(filter(None, (each.presenter, f"{words}{before}"))), is_late)


def _place_yearly(own: list[Planned], lines: list[AgendaTemplateItem], known: list[Meeting]) -> None:
    """Lines of the standing agenda that come in certain months, such as the budget."""
    days = sorted(meeting.day for meeting in known)
    for each in own:
        day = each.meeting.day
        before = max((other for other in days if other < day), default=None)
        each.coming += [
            Coming(line.title) for line in lines if line.months and comes_this_time(line.months, day, before)
        ]


def _place_carried(own: dict[int, list[Planned]], lines: dict[int, list[AgendaTemplateItem]]) -> None:
    """What the last meeting left unfinished comes to the next, unless its agenda has been prepared and holds it."""
    following = {group: rows[0] for group, rows in own.items() if rows and not rows[0].meeting.agenda_prepared_at}
    last = Meeting.objects.filter(group__in=following, status=Meeting.Status.CLOSED).order_by()
    held = {each["group"]: each["at"] for each in last.values("group").annotate(at=Max("starts_at"))}
    moments = Q(pk__in=())
    for group, at in held.items():
        moments |= Q(meeting__group=group, meeting__starts_at=at)
    carried = AgendaItem.objects.filter(moments, _FOR_ALL, status=AgendaItem.Status.CARRIED).select_related("meeting")
    for item in carried.order_by("order", "pk"):
        group = item.meeting.group_id
        if item.offered_as not in {f"line:{line.key}" for line in lines.get(group, [])}:
            words = f"carried on from {say_date(item.meeting.day)}"
            following[group].coming.append(Coming(item.title, item.address, words))


def _place_added(planned: dict[int, Planned]) -> None:
    """What people have put on an agenda themselves, and what is carried on there."""
    added = AgendaItem.objects.filter(_FOR_ALL, meeting__in=planned, under=None).exclude(
        status=AgendaItem.Status.REMOVED
    )
    by_hand = Q(offered_as="") | Q(carried_from__isnull=False)
    for item in added.filter(by_hand).select_related("carried_from").order_by("order", "pk"):
        words = f"carried on from {say_date(item.carried_from.day)}" if item.carried_from else "on its agenda"
        planned[item.meeting_id].coming.append(Coming(item.title, item.address, words))

"""When groups meet: mine first, then everyone's for a year; and a group's own, past and to come."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.kernel.clock import today, viewed_day
from threespires.kernel.dates import add_months, say_date, say_day
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.meetings import operations
from threespires.meetings.forms import ArrangeForm
from threespires.meetings.models import Meeting
from threespires.meetings.permissions import may_arrange, may_read_notes, may_see_meetings_of, visible_meetings
from threespires.meetings.plan.moving import in_the_way
from threespires.meetings.presence import next_of_each, tables
from threespires.meetings.rhythm import Usual
from threespires.partnership.chart import say_rhythm
from threespires.partnership.models import Group, Term
from threespires.partnership.names import as_they_were_called
from threespires.partnership.permissions import visible_groups
from threespires.partnership.standing import standing
from threespires.partnership.views.groups import tabs

MINE_SHOWN = 4
PAST_SHOWN = 30


@goes_by(visible_meetings)
def meetings(request: HttpRequest) -> HttpResponse:
    """My next meetings, and the plan of the year, month by month."""
    day = viewed_day()
    may_see = visible_meetings(request.user)
    plan = list(may_see.after(day).filter(starts_at__date__lte=add_months(day, 12)))
    as_they_were_called((each.group for each in plan), day)
    own = standing(request.user, day).group_ids
    mine = next_of_each([each for each in plan if each.group_id in own])[:MINE_SHOWN]
    groups = sorted({each.group for each in plan}, key=lambda group: (group.order, group.name))
    chosen = next((group for group in groups if group.key == request.GET.get("group")), None)
    shown = [each for each in plan if chosen is None or each.group_id == chosen.pk]
    return render(
        request,
        "meetings/meetings.html",
        {
            "heading_words": _heading(mine, plan, day),
            "mine": _with_quorum(mine, day),
            "months": _by_month(shown),
            "groups": groups,
            "chosen": chosen,
            "until": add_months(day, 12),
        },
    )


def _heading(mine: list[Meeting], plan: list[Meeting], day: date) -> str:
    if not mine:
        return "None of your groups has a meeting planned" if plan else "No meeting is planned"
    first = mine[0]
    when = "today" if first.day == day else f"on {say_day(first.day)}"
    return f"Your next meeting is {when}"


def _with_quorum(mine: list[Meeting], day: date) -> list[dict[str, Any]]:
    """The meetings with who has replied; of a day gone by, when they were to be alone."""
    around = tables(mine) if day >= today() else {}
    return [{"meeting": each, "quorum": around[each.pk].quorum if around else None} for each in mine]


def _by_month(found: Iterable[Meeting]) -> list[dict[str, Any]]:
    """Meetings under the month in which they are held."""
    return [
        {"title": f"{first:%B %Y}", "rows": [_plan_row(each) for each in within]}
        for first, within in groupby(found, key=lambda each: each.day.replace(day=1))
    ]


def _plan_row(meeting: Meeting) -> dict[str, str]:
    where = ", ".join(filter(None, (meeting.hours, meeting.place)))
    now = "Under way" if meeting.is_open and viewed_day() == today() else ""
    return {
        "when": f"{meeting.day:%A} {meeting.day.day}",
        "title": str(meeting.group),
        "href": meeting.get_absolute_url(),
        "detail": " · ".join(filter(None, (now, where, meeting.moved_because))),
    }


@goes_by(visible_groups)
def group(request: HttpRequest, key: str) -> HttpResponse:
    """A group's meetings: what is planned, what was held, what was cancelled."""
    group = get_object_or_404(visible_groups(request.user), key=key)
    may_see = may_see_meetings_of(request.user, group)
    own = Meeting.objects.filter(group=group) if may_see else Meeting.objects.none()
    day = viewed_day()
    as_they_were_called([group], day)
    return render(
        request,
        "meetings/group.html",
        {
            "group": group,
            "tabs": tabs(group, "Meetings"),
            "may_see": may_see,
            "may_read": may_read_notes(request.user, group),
            "may_arrange": day == today() and may_arrange(request.user, group),
            "planned": list(own.after(day)),
            "missed": list(own.filter(status=Meeting.Status.PLANNED, starts_at__date__lt=day)),
            "held": list(
                own.held(day).annotate(
                    decided=Count("decisions", distinct=True),
                    carried=Count("items", filter=Q(items__status="carried", items__under=None), distinct=True),
                )[:PAST_SHOWN]
            ),
            "cancelled": list(own.cancelled(day)[:PAST_SHOWN]),
            "rhythm": say_rhythm(group.term("rhythm", day)),
            "rhythm_confirmed": _is_confirmed(group, Term.Name.RHYTHM, day),
            "day_confirmed": _is_confirmed(group, Term.Name.USUAL_MEETING, day),
        },
    )


def _is_confirmed(group: Group, name: str, day: date) -> bool:
    """Whether the group has this term, and the partnership has confirmed it."""
    term = group.stated(name, day)
    return term is not None and term.is_confirmed


@goes_by(visible_groups, may_arrange, sending=may_arrange)
def arrange(request: HttpRequest, key: str) -> HttpResponse:
    """A meeting besides those of the rhythm."""
    group = get_object_or_404(visible_groups(request.user), key=key)
    require(may_arrange(request.user, group))
    usual = Usual.of(group.term("usual_meeting"), number=group.order)
    first = {"begins": usual.begins, "minutes": usual.minutes, "place": usual.place}
    form, warnings = ArrangeForm(request.POST or None, initial=first), []
    if form.is_valid():
        warnings = in_the_way(request.user, group, **form.when_and_where)
    if form.is_valid() and form.knows(warnings):
        arranged = operations.arrange(group, by=request.user, **form.cleaned_data)
        messages.success(request, f"Meeting arranged for {say_date(arranged.day)}")
        return redirect(arranged)
    return render(request, "meetings/arrange.html", {"group": group, "form": form, "warnings": warnings})

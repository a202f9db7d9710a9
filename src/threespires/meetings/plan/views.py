"""The forward plan as a page."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from threespires.kernel.addresses import address, asking
from threespires.kernel.dates import say_date, say_number
from threespires.kernel.rules import goes_by
from threespires.meetings.models import Meeting
from threespires.meetings.permissions import may_move, visible_meetings
from threespires.meetings.plan.clashes import Clash
from threespires.meetings.plan.reading import ForwardPlan, Month, Planned, forward_plan
from threespires.partnership.chart import say_rhythm
from threespires.partnership.models import Group, Term


@goes_by(visible_meetings)
def plan(request: HttpRequest) -> HttpResponse:
    """Which group meets when for a year and more, what gets in the way, what must come to which meeting."""
    ahead = forward_plan(request.user)
    chosen = next((group for group in ahead.groups if group.key == request.GET.get("group")), None)
    shown = [chosen] if chosen else ahead.groups
    facts = {
        "plan": ahead,
        "chosen": chosen,
        "lead": _lead(ahead),
        "across": [(group, [ahead.in_month(group, month) for month in ahead.months]) for group in shown],
        "months": [_month(month, shown, request.user) for month in ahead.months],
        "clashes": [_clash_row(clash, request.user) for clash in ahead.clashes],
        "gaps": [_gap_row(group, gap.say()) for group, gap in ahead.gaps],
        "nowhere": [
            {"title": coming.title, "href": coming.href, "detail": f"{coming.detail}. {group} has no meeting planned."}
            for group, coming in ahead.nowhere
        ],
    }
    return render(request, "meetings/plan/plan.html", facts)


def _lead(ahead: ForwardPlan) -> str:
    """Two clashes and one gap are to be looked at."""
    counts = ((ahead.clashes, "clash", "clashes"), (ahead.gaps, "gap", "gaps"))
    said = [f"{say_number(len(found))} {one if len(found) == 1 else more}" for found, one, more in counts if found]
    if not said:
        return "No meetings clash, and no group meets more seldom than its terms say."
    return f"{' and '.join(said)} to look at.".capitalize()


def _clash_row(clash: Clash, person: Any) -> dict[str, Any]:
    """Leads to moving the later meeting of the two, or the one that the person may move; else to the later one."""
    first, second = clash.first, clash.second
    return {
        "title": f"{first.group} and {second.group}",
        "href": _move_href(second, person) or _move_href(first, person) or second.get_absolute_url(),
        "detail": [f"{_say_day(first.day)}: {first.hours}, and {second.hours}", _capital(clash.say())],
    }


def _gap_row(group: Group, words: str) -> dict[str, Any]:
    rhythm = say_rhythm(group.term(Term.Name.RHYTHM))
    return {
        "title": str(group),
        "href": address("meetings:group", group.key),
        "detail": f"{words}. Its terms say {rhythm}.",
    }


def _month(month: Month, shown: list[Group], person: Any) -> dict[str, Any]:
    keys = {group.pk for group in shown}
    return {
        "title": f"{month.first:%B %Y}",
        "notes": [f"{day:%A} {day.day}: {name}" for day, name in month.holidays],
        "rows": [_row(each, person) for each in month.planned if each.meeting.group_id in keys],
    }


def _row(each: Planned, person: Any) -> dict[str, Any]:
    meeting = each.meeting
    where = ", ".join(filter(None, (meeting.hours, meeting.place)))
    others = [(clash, clash.other(meeting)) for clash in each.clashes]
    return {
        "when": f"{meeting.day:%A} {meeting.day.day}",
        "title": str(meeting.group),
        "href": meeting.get_absolute_url(),
        "lines": [line for line in (where, meeting.moved_because) if line],
        "clashes": [f"Clashes with {other.group}, {other.hours}: {clash.say()}" for clash, other in others],
        "coming": each.coming,
        "move_href": (asking(address("meetings:move", meeting.ref), back="plan") if may_move(person, meeting) else ""),
    }


def _move_href(meeting: Meeting, person: Any) -> str:
    return asking(address("meetings:move", meeting.ref), back="plan") if may_move(person, meeting) else ""


def _say_day(day: date) -> str:
    return f"{day:%A} {say_date(day)}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

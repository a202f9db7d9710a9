"""The groups as a list, the structure chart, and looking at another day."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from threespires.kernel.clock import today, viewed_day
from threespires.kernel.dates import say_date
from threespires.kernel.rules import goes_by
from threespires.partnership import chart
from threespires.partnership.as_of import SESSION_KEY, chosen_day, works_on_any_day
from threespires.partnership.forms import DayForm, day_asked
from threespires.partnership.models import Group
from threespires.partnership.permissions import takes_part, visible_groups
from threespires.partnership.standing import standing


@goes_by(visible_groups)
def groups(request: HttpRequest) -> HttpResponse:
    """The groups: those where one sits first, then the rest."""
    day = viewed_day()
    sits_on = {seat.group_id: seat for seat in standing(request.user, day).seats}
    may_see = set(visible_groups(request.user).values_list("pk", flat=True))
    rows: dict[bool, list[dict]] = {True: [], False: []}
    for group in chart.groups_on(day):
        if group.pk in may_see:
            rows[group.pk in sits_on].append(
                {
                    "title": group.name,
                    "href": group.get_absolute_url(),
                    "detail": group.summary,
                    "aside": sits_on[group.pk].get_role_display() if group.pk in sits_on else "",
                }
            )
    return render(request, "partnership/groups.html", {"mine": rows[True], "others": rows[False], "day": day})


@goes_by(visible_groups)
def arrangement(request: HttpRequest) -> HttpResponse:
    """How the partnership is arranged: the structure chart, and the same as a list."""
    return _arrangement(request, "partnership/arrangement.html")


@goes_by(visible_groups)
def arrangement_print(request: HttpRequest) -> HttpResponse:
    """The same on paper: the chart on a sheet of its own."""
    return _arrangement(request, "partnership/arrangement_print.html")


def _arrangement(request: HttpRequest, template: str) -> HttpResponse:
    day = _day(request)
    found = _groups(request, day)
    partners = chart.partners_on(day)
    return render(
        request,
        template,
        {
            "day": day,
            "is_today": day == today(),
            "picture": chart.picture(found, partners, day) if found else None,
            "tree": chart.tree(found, day),
            "teams": chart.teams(found, day),
            "partners": chart.partner_rows(partners, day),
            "lead": chart.lead_sentence(found, partners),
        },
    )


@goes_by(visible_groups)
def arrangement_svg(request: HttpRequest) -> HttpResponse:
    """The structure chart as a file."""
    day = _day(request)
    found = _groups(request, day)
    answer = HttpResponse(
        str(chart.picture(found, chart.partners_on(day), day, download=True)), content_type="image/svg+xml"
    )
    answer["Content-Disposition"] = f'attachment; filename="arrangement-{day.isoformat()}.svg"'
    return answer


def _day(request: HttpRequest) -> date:
    return day_asked(request.GET.get("on", "")) or viewed_day()


def _groups(request: HttpRequest, day: date) -> list[Group]:
    """The groups of the day, for somebody who may see them."""
    if not visible_groups(request.user).exists():
        raise Http404
    return chart.groups_on(day)


@goes_by(takes_part, sending=takes_part)
@works_on_any_day
def as_of(request: HttpRequest) -> HttpResponse:
    """Asks for the day to look at, and remembers it until the person returns to today."""
    if request.method == "POST" and "return" in request.POST:
        request.session.pop(SESSION_KEY, None)
        messages.success(request, "You are looking at today again")
        return redirect("partnership:groups")
    form = DayForm(request.POST or None, initial={"on": chosen_day(request)})
    if form.is_valid():
        day = form.cleaned_data["on"]
        if day > today():
            form.add_error("on", "The day must be today or in the past")
        else:
            request.session[SESSION_KEY] = day.isoformat()
            messages.success(request, f"You are looking at {say_date(day)}")
            return redirect("partnership:groups")
    return render(request, "partnership/as_of.html", {"form": form, "chosen": chosen_day(request)})


def tabs(group: Group, current: str) -> list[dict]:
    """The ways within a group's room, those of other rooms included."""
    from_rooms = chart.room_tabs()
    own = {
        "Room": "partnership:room",
        **{text: from_rooms.pop(text) for text in ("Work", "Meetings") if text in from_rooms},
        **from_rooms,
        "People": "partnership:people",
        "Terms": "partnership:terms",
        "History": "partnership:history",
    }
    return [
        {"text": text, "href": reverse(name, args=[group.key]), "current": text == current}
        for text, name in own.items()
    ]

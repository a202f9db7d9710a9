"""Interests of those who sit on a group, the items they touch; and what is taken in private."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.meetings import operations
from threespires.meetings.agenda import read_agenda
from threespires.meetings.models import AgendaItem, Declaration
from threespires.meetings.permissions import (
    may_declare,
    may_end_declaration,
    may_read_notes,
    may_run,
    may_take_in_private,
    visible_meetings,
)
from threespires.meetings.presence import table
from threespires.meetings.record.forms import InterestForm, PrivateForm
from threespires.meetings.recusal import withheld_of
from threespires.meetings.shown import withheld_title
from threespires.meetings.views.meeting import meeting_of


@goes_by(visible_meetings, may_read_notes, may_declare, sending=may_declare)
def interests(request: HttpRequest, ref: str) -> HttpResponse:
    """The interests declared to the group, and declaring one: once, on each item it touches."""
    meeting = meeting_of(request, ref)
    person: Any = request.user
    require(may_read_notes(person, meeting.group))
    require(may_declare(person, meeting, person))
    kept = withheld_of(person, meeting)
    lines = [(line.item, withheld_title(line, kept.get(line.item.pk, ""))) for line in read_agenda(meeting).lines]
    seated = {each.seat.person for each in table(meeting).presences if each.seat}
    may_note = may_run(person, meeting.group)
    declared = (
        Declaration.objects.standing()
        .filter(group=meeting.group)
        .select_related("person", "group")
        .prefetch_related("touches")
    )
    form = InterestForm(
        request.POST or None,
        people=sorted(seated | {person}, key=str) if may_note else [person],
        declared=declared if may_note else declared.filter(person=person),
        lines=lines,
        initial={"person": person.pk, "items": [request.GET.get("item", "")], "stands_back": True},
    )
    if form.is_valid():
        operations.declare_interest(meeting, by=person, **form.cleaned_data)
        messages.success(request, "The interest is noted")
        return redirect("meetings:interests", ref)
    facts = {
        "meeting": meeting,
        "form": form,
        "declared": _rows(declared, {item.pk: title for item, title in lines}, person),
    }
    return render(request, "meetings/interests.html", facts)


def _rows(declared: Iterable[Declaration], titles: dict[int, str], person: object) -> list[dict[str, object]]:
    """Who declared what, and which items of this meeting it touches."""
    return [
        {
            "declaration": each,
            "touches": [titles[touch.item_id] for touch in each.touches.all() if touch.item_id in titles],
            "may_end": bool(may_end_declaration(person, each)),
        }
        for each in declared
    ]


@goes_by(sending=(visible_meetings, may_end_declaration))
@require_POST
def end(request: HttpRequest, ref: str, declaration: int) -> HttpResponse:
    """That an interest is over is noted by somebody else than whoever declared it."""
    meeting = meeting_of(request, ref)
    found = get_object_or_404(Declaration.objects.filter(group=meeting.group), pk=declaration)
    operations.end_declaration(found, by=request.user)
    messages.success(request, f"The interest of {found.person} is over")
    return redirect("meetings:interests", ref)


@goes_by(visible_meetings, may_take_in_private, sending=may_take_in_private)
def private(request: HttpRequest, ref: str, item: int) -> HttpResponse:
    """Whether an item is taken in private, why, and who is in the room."""
    meeting = meeting_of(request, ref)
    found = get_object_or_404(meeting.items.filter(under=None).exclude(status=AgendaItem.Status.REMOVED), pk=item)
    found.meeting = meeting
    require(may_take_in_private(request.user, found))
    seats = [each.seat for each in table(meeting).presences if each.seat]
    initial = {"private": found.private, "because": found.private_because, "seats": list(found.heard_by.all())}
    form = PrivateForm(request.POST or None, seats=seats, initial=initial)
    if form.is_valid():
        operations.take_in_private(found, by=request.user, **form.cleaned_data)
        messages.success(request, "The item is taken in private" if found.private else "The item is not private")
        return redirect("meetings:item", ref, found.pk) if meeting.is_open else redirect("meetings:agenda", ref)
    return render(request, "meetings/private.html", {"meeting": meeting, "item": found, "form": form})

"""Preparing an agenda and editing it, each on a small page that needs no script."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from threespires.history.conflicts import say_saved
from threespires.kernel.locks import ChangedByAnother
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.meetings import operations
from threespires.meetings.agenda import additions, no_longer_waiting, read_live_agenda
from threespires.meetings.forms import ItemForm
from threespires.meetings.models import AgendaItem, Meeting
from threespires.meetings.permissions import may_edit_item, may_prepare, visible_meetings
from threespires.meetings.recusal import withheld_of
from threespires.meetings.shown import asked_words, conflict_rows
from threespires.meetings.views.meeting import meeting_of

_EDITED = ("title", "half", "asked", "presenter", "minutes", "detail")


@goes_by(visible_meetings, may_prepare)
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    """The agenda with what may be done to each item."""
    meeting = meeting_of(request, ref)
    require(may_prepare(request.user, meeting))
    agenda = read_live_agenda(meeting)
    with_records = set(meeting.decisions.values_list("item_id", flat=True))
    return render(
        request,
        "meetings/agenda.html",
        {
            "meeting": meeting,
            "agenda": agenda,
            "asked_words": asked_words,
            "kept": withheld_of(request.user, meeting),
            "recorded": {line.item.pk for line in agenda.lines if line.item.note} | with_records,
            "opened": _number(request.GET.get("open", "")),
            "waiting": len(additions(meeting)),
            "gone": len(no_longer_waiting(meeting, agenda)),
        },
    )


@goes_by(visible_meetings, may_prepare, sending=may_prepare)
def prepare(request: HttpRequest, ref: str) -> HttpResponse:
    """Shows what preparing would add and drop; on confirmation does so."""
    meeting = meeting_of(request, ref)
    require(may_prepare(request.user, meeting))
    gone = no_longer_waiting(meeting, read_live_agenda(meeting))
    if request.method == "POST":
        added = operations.prepare_agenda(meeting, by=request.user)
        dropped = ["What no longer waits is off the agenda"] if gone else []
        messages.success(request, ". ".join([_added_words(added)] * bool(added or not gone) + dropped))
        return redirect("meetings:agenda", ref)
    facts = {"meeting": meeting, "lines": _preview(meeting), "gone": gone}
    return render(request, "meetings/prepare.html", facts)


def _added_words(added: list[AgendaItem]) -> str:
    if not added:
        return "The agenda was up to date; nothing was added"
    first = ", ".join(f"“{item.title}”" for item in added[:3])
    more = f" and {len(added) - 3} more" if len(added) > 3 else ""
    return f"Added to the agenda: {first}{more}"


def _preview(meeting: Meeting) -> list[dict[str, Any]]:
    """Each line that would be added or gain a record, with the records."""
    lines: dict[str, dict[str, Any]] = {}
    there = {item.offered_as: item for item in meeting.items.all() if item.offered_as}
    for each in additions(meeting):
        key = each.under or each.offered_as
        if each.under and key not in lines:
            lines[key] = {"title": there[key].title, "half": each.half, "detail": "already there", "points": []}
        if each.under:
            lines[key]["points"].append(each)
        else:
            carried = f"carried on from {each.carried_from}" if each.carried_from else ""
            lines[key] = {"title": each.title, "half": each.half, "detail": carried, "points": []}
    return list(lines.values())


@goes_by(visible_meetings, may_prepare, sending=may_prepare)
def add(request: HttpRequest, ref: str) -> HttpResponse:
    meeting = meeting_of(request, ref)
    require(may_prepare(request.user, meeting))
    form = ItemForm(request.POST or None, halves=_halves(meeting))
    if form.is_valid():
        item = operations.add_item(meeting, by=request.user, **form.cleaned_data)
        messages.success(request, f"“{item.title}” is on the agenda")
        return redirect("meetings:agenda", ref)
    return render(request, "meetings/item_form.html", {"meeting": meeting, "form": form, "item": None})


@goes_by(visible_meetings, may_edit_item, sending=may_edit_item)
def amend(request: HttpRequest, ref: str, item: int) -> HttpResponse:
    meeting = meeting_of(request, ref)
    found = get_object_or_404(meeting.items.exclude(status=AgendaItem.Status.REMOVED), pk=item)
    require(may_edit_item(request.user, found))
    halves = [""] if found.under_id else _halves(meeting)
    form = ItemForm(request.POST or None, halves=halves, initial=_facts(found), version=found.version)
    conflict = None
    if form.is_valid():
        try:
            operations.amend_item(found, by=request.user, seen=form.version_seen, **form.cleaned_data)
        except ChangedByAnother as changed:
            conflict = conflict_rows(changed.thing, form, _facts(changed.thing))
            form = ItemForm(halves=halves, initial=form.cleaned_data, version=changed.thing.version)
        else:
            say_saved(request, f"“{found.title}” amended", form, found)
            return redirect(_agenda_at(found))
    facts = {"meeting": meeting, "form": form, "item": found, "conflict_facts": conflict}
    return render(request, "meetings/item_form.html", facts)


@goes_by(sending=(visible_meetings, may_prepare))
@require_POST
def order(request: HttpRequest, ref: str) -> HttpResponse:
    """Moves an item up or down, takes it off, or puts it back: the button pressed says which and what."""
    meeting = meeting_of(request, ref)
    require(may_prepare(request.user, meeting))
    verb, _, key = request.POST.get("do", "").partition(":")
    item = get_object_or_404(meeting.items.all(), pk=_number(key))
    if verb in ("up", "down"):
        operations.reorder(item, by=request.user, up=verb == "up")
        return redirect(f"{_agenda_at(item)}#item-{item.under_id or item.pk}")
    if verb == "remove":
        operations.remove_item(item, by=request.user)
        messages.success(request, f"“{item.title}” is off the agenda. You can put it back below")
    elif verb == "put_back":
        operations.put_back(item, by=request.user)
        messages.success(request, f"“{item.title}” is back on the agenda")
    return redirect(_agenda_at(item))


def _agenda_at(item: AgendaItem) -> str:
    """The agenda, with the line unfolded under which the item stands."""
    agenda = reverse("meetings:agenda", args=[item.meeting.ref])
    return f"{agenda}?open={item.under_id}" if item.under_id else agenda


def _number(words: str) -> int:
    """The number that an address or button names; none is 0."""
    return int(words) if words.isdecimal() and len(words) < 15 else 0


def _facts(item: AgendaItem) -> dict[str, Any]:
    return {name: getattr(item, name) for name in _EDITED}


def _halves(meeting: Meeting) -> list[str]:
    """The parts of the meeting: those of the group's standing agenda, and any others in use."""
    template = meeting.group.agenda_template.on(meeting.day).values_list("half", flat=True)
    used = meeting.items.filter(under=None).values_list("half", flat=True)
    return list(dict.fromkeys([*template, *used]))

"""Taking a group's records out, fetching what was made, and opening what left or came sealed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from threespires.approvals.models import Proposal
from threespires.cases.pages import mark
from threespires.design.forms import ConfirmForm
from threespires.kernel.clock import today
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import Refused, require
from threespires.leaving import operations
from threespires.leaving.forms import HalfForm
from threespires.leaving.models import Parcel, SealedPart
from threespires.leaving.permissions import (
    may_ask_opening,
    may_bring_half,
    may_fetch,
    may_open_again,
    may_see_parts,
    may_take_records_out,
    visible_parcels,
    visible_parts,
)
from threespires.partnership.models import Group
from threespires.partnership.permissions import visible_groups

SHOWN = 20


@goes_by(visible_groups, may_take_records_out, sending=may_take_records_out)
def records(request: HttpRequest, key: str) -> HttpResponse:
    """What leaves with a group, and asking for it."""
    group: Group = get_object_or_404(visible_groups(request.user).select_related("board"), key=key)
    require(may_take_records_out(request.user, group))
    if request.method == "POST":
        return redirect(operations.ask_for_records(group, by=request.user))
    asked = visible_parcels(request.user).filter(group=group).select_related("group")[:SHOWN]
    facts = {"group": group, "asked": [_row(one) for one in asked], "form": ConfirmForm()}
    return render(request, "leaving/records.html", facts)


def _row(parcel: Parcel) -> dict[str, Any]:
    tone = "turn" if parcel.status == Parcel.Status.READY else "neutral"
    return {
        "title": str(parcel),
        "href": parcel.get_absolute_url(),
        "detail": f"Asked for {timezone.localtime(parcel.asked_at):%-d %B %Y}",
        "tag": {"text": parcel.get_status_display(), "tone": tone},
    }


@goes_by(visible_parcels, sending=may_fetch)
def parcel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is; and, once it is made, the file, this once."""
    found = get_object_or_404(visible_parcels(request.user).select_related("group", "part__group"), pk=pk)
    if found.group.is_case_group:
        mark(request, f"Only members of {found.group} may read this")
    if request.method == "POST":
        content = operations.fetch(found, by=request.user)
        answer = HttpResponse(content, content_type="application/zip")
        kind = "opened-cases" if found.part else "records"
        answer["Content-Disposition"] = f'attachment; filename="{kind}-{found.group.key}-{today().isoformat()}.zip"'
        return answer
    facts = {"parcel": found, "may_fetch": may_fetch(request.user, found), "form": ConfirmForm()}
    return render(request, "leaving/parcel.html", facts)


@goes_by(may_see_parts, visible_parts)
def parts(request: HttpRequest) -> HttpResponse:
    """What left sealed, or came so, that this person is among those to open."""
    require(may_see_parts(request.user))
    rows = [
        {
            "title": str(part.group or "What no case group keeps"),
            "href": part.get_absolute_url(),
            "detail": _came_or_left(part),
            "tag": {"text": "Open", "tone": "done"} if part.opened_at else None,
        }
        for part in visible_parts(request.user).select_related("group")
    ]
    return render(request, "leaving/parts.html", {"rows": rows})


def _came_or_left(part: SealedPart) -> str:
    return f"{'Read in here; made' if part.came else 'Made'} {timezone.localtime(part.made_at):%-d %B %Y}"


@goes_by(visible_parts, sending=may_ask_opening)
def part(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What left sealed: asking a second to open it, and one's own half of its key. What came so: bringing a half."""
    found = _part(request, pk)
    if request.method == "POST":
        return redirect(operations.ask_opening(found, by=request.user))
    return _show(request, found, HalfForm())


@goes_by(sending=(visible_parts, may_bring_half))
@require_POST
def bring(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Brings a half of the key of what came sealed."""
    found = _part(request, pk)
    require(may_bring_half(request.user, found))
    form = HalfForm(request.POST)
    if form.is_valid():
        try:
            operations.bring_half(found, by=request.user, half=form.cleaned_data["half"])
        except Refused as refused:
            form.add_error("half", refused.reason)
        else:
            messages.success(request, "Your half is here")
            return redirect(found)
    return _show(request, found, form)


@goes_by(sending=(visible_parts, may_open_again))
@require_POST
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Has it opened, where that failed."""
    return redirect(operations.open_again(_part(request, pk), by=request.user))


def _part(request: HttpRequest, pk: UUID) -> SealedPart:
    found = get_object_or_404(visible_parts(request.user).select_related("group", "first_by", "second_by"), pk=pk)
    of = f"members of {found.group}" if found.group else "lead representatives"
    mark(request, f"Only {of} may read this")
    return found


def _show(request: HttpRequest, found: SealedPart, form: HalfForm) -> HttpResponse:
    asked = Proposal.objects.filter(
        kind=operations.OPENING, status=Proposal.Status.WAITING, facts__part=str(found.pk)
    ).first()
    return render(
        request,
        "leaving/part.html",
        {
            "part": found,
            "half": None if found.came else operations.half_of(found, request.user),
            "copies": [_row(one) for one in visible_parcels(request.user).filter(part=found).select_related("group")],
            "asked": asked,
            "may_ask": may_ask_opening(request.user, found),
            "may_bring": may_bring_half(request.user, found),
            "may_open_again": may_open_again(request.user, found),
            "form": form,
            "confirm": ConfirmForm(),
        },
    )

"""What takes two: what waits, what was answered, and one of them to read and answer."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from threespires.approvals import operations
from threespires.approvals.forms import BecauseForm
from threespires.approvals.kinds import kind_of
from threespires.approvals.models import Proposal
from threespires.approvals.permissions import may_approve, may_refuse, may_withdraw, visible_proposals
from threespires.design.forms import ConfirmForm
from threespires.kernel.clock import now
from threespires.kernel.dates import say_date, say_moment
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require

ON_A_PAGE = 50


@goes_by(visible_proposals)
def proposals(request: HttpRequest) -> HttpResponse:
    """Those that wait, and those answered, the latest first."""
    seen = visible_proposals(request.user).select_related("asked_by", "answered_by")
    waiting = seen.filter(status=Proposal.Status.WAITING)
    page = Paginator(seen.exclude(status=Proposal.Status.WAITING), ON_A_PAGE).get_page(request.GET.get("page"))
    facts = {"waiting": [_row(each) for each in waiting], "answered": [_row(each) for each in page], "page": page}
    return render(request, "approvals/proposals.html", facts)


def _row(found: Proposal) -> dict[str, Any]:
    asked = f"Asked by {found.asked_by}, {say_date(timezone.localdate(found.asked_at))}"
    return {"title": found.title, "href": found.get_absolute_url(), "detail": asked, "tag": _tag(found)}


def _tag(found: Proposal) -> dict[str, str]:
    if found.waits(now()):
        return {"text": found.get_status_display(), "tone": "turn"}
    lapsed = found.status == Proposal.Status.WAITING
    status = Proposal.Status.LAPSED.label if lapsed else found.get_status_display()
    return {"text": status, "tone": "done" if found.status == Proposal.Status.APPROVED else "neutral"}


@goes_by(visible_proposals, sending=may_approve)
def proposal(request: HttpRequest, ref: str) -> HttpResponse:
    """What is asked, of whom, by whom and why. A second person approves it here."""
    found = _found(request, ref)
    if request.method == "POST":
        operations.approve(found, by=request.user)
        messages.success(request, "Approved, and done")
        return redirect(found)
    return render(
        request,
        "approvals/proposal.html",
        {
            "proposal": found,
            "kind": kind_of(found).words,
            "told": [{"key": what, "value": said} for what, said in kind_of(found).tell(found)],
            "state": _tag(found),
            "lapses": say_moment(found.lapses_at),
            "form": ConfirmForm(),
            "may_approve": may_approve(request.user, found),
            "may_refuse": may_refuse(request.user, found),
            "may_withdraw": may_withdraw(request.user, found),
        },
    )


@goes_by(visible_proposals, may_refuse, sending=may_refuse)
def refuse(request: HttpRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    require(may_refuse(request.user, found))
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        operations.refuse(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Refused. Whoever asked is told")
        return redirect(found)
    return render(request, "approvals/refuse.html", {"proposal": found, "form": form})


@goes_by(visible_proposals, may_withdraw, sending=may_withdraw)
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    require(may_withdraw(request.user, found))
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        operations.withdraw(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Taken back")
        return redirect(found)
    return render(request, "approvals/withdraw.html", {"proposal": found, "form": form})


def _found(request: HttpRequest, ref: str) -> Proposal:
    seen = visible_proposals(request.user).select_related("asked_by", "answered_by", "concerns")
    return get_object_or_404(seen, ref=ref)

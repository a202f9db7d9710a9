"""Proposing what takes two: who sits on a case group, who leads for a partner, what lets a member sign in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.accounts.models import Person
from threespires.approvals.models import Proposal
from threespires.approvals.permissions import visible_proposals
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.partnership import operations
from threespires.partnership.forms import ChangeSeatForm, ProposedLeadForm, ProposedSeatForm, ResetForm
from threespires.partnership.models import Group, Post, Seat
from threespires.partnership.permissions import (
    may_ask_reset,
    may_ask_resets,
    may_know_of,
    may_propose_seat,
    visible_groups,
)
from threespires.partnership.views.room import group_of
from threespires.partnership.views.typed import done

SENT = "Sent to a second person"


def sent(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """On to the proposal, which says whom it waits for."""
    messages.success(request, SENT)
    return redirect(proposal)


def waiting(person: Any, group: Group) -> list[Proposal]:
    """What waits for a second person about the group's seats, as far as `person` may know."""
    if not group.is_case_group:
        return []
    seen = visible_proposals(person).filter(status=Proposal.Status.WAITING, facts__group=group.pk)
    return list(seen.select_related("asked_by"))


def propose_seat(request: HttpRequest, group: Group) -> HttpResponse:
    """The case group's half of `people.take_seat`, which has asked the rule."""
    form = ProposedSeatForm(request.POST or None, group=group, by=request.user)
    if made := done(form, operations.propose_seat, by=request.user, group=group):
        return sent(request, made)
    return render(request, "partnership/propose_seat.html", {"group": group, "form": form})


@goes_by(visible_groups, may_propose_seat, sending=may_propose_seat)
def change_seat(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Another role or last day for somebody who sits on a case group."""
    group = group_of(request, key)
    require(may_propose_seat(request.user, group))
    seat = get_object_or_404(Seat.objects.now().select_related("person", "group", "place"), pk=pk, group=group)
    form = ChangeSeatForm(request.POST or None, seat=seat)
    if made := done(form, operations.propose_change, taken=seat, by=request.user):
        return sent(request, made)
    return render(request, "partnership/change_seat.html", {"group": group, "seat": seat, "form": form})


def propose_lead(request: HttpRequest, post: Post) -> HttpResponse:
    """A lead representative's half of `agencies.hold_post`, which has asked the rule."""
    form = ProposedLeadForm(request.POST or None, post=post, by=request.user)
    if made := done(form, operations.propose_lead, post=post, by=request.user):
        return sent(request, made)
    return render(request, "partnership/propose_lead.html", {"post": post, "form": form})


@goes_by(may_ask_resets, may_ask_reset, sending=may_ask_reset)
def ask_reset(request: HttpRequest, number: int) -> HttpResponse:
    """Asks that what lets a member of a case group, or a lead representative, sign in is renewed."""
    if not may_ask_resets(request.user):
        raise Http404
    person = get_object_or_404(Person, pk=number)
    may = may_ask_reset(request.user, person)
    if not may and not may_know_of(request.user, person):
        raise Http404
    require(may)
    form = ResetForm(request.POST or None)
    if made := done(form, operations.ask_reset, person=person, by=request.user):
        return sent(request, made)
    return render(request, "partnership/ask_reset.html", {"person": person, "form": form})


# A system administrator asks, too, who holds no seat or post.
ask_reset.for_everyone = True

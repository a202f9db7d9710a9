"""Who sees what takes two, and who may answer it. Whom a kind of proposal asks for besides, its own room says."""

from typing import Any

from django.db.models import Q, QuerySet

from threespires.approvals.kinds import kind_of
from threespires.approvals.models import Proposal
from threespires.kernel import plates
from threespires.kernel.clock import now
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes


def circles_of(person: Any) -> dict[str, str]:
    """The circles to which `person` belongs today, and in which seat."""
    return plates.answer("circles", person, otherwise={})


@sight
def visible_proposals(person: Any) -> QuerySet[Proposal]:
    """Whoever asked sees what became of it; those among whom the second person must be see all that is asked there."""
    return Proposal.objects.filter(Q(asked_by=person.pk) | Q(circle__in=circles_of(person)))


@rule
def may_refuse(person: Any, proposal: Proposal) -> Verdict:
    """A second person of those named refuses, with a reason: neither who asked nor whom it concerns."""
    if proposal.status == Proposal.Status.WAITING and not proposal.waits(now()):
        return no("Nobody approved this in time, so it has lapsed")
    if proposal.status != Proposal.Status.WAITING:
        return no(f"This is {proposal.get_status_display().lower()} already")
    if person.pk == proposal.asked_by_id:
        return no("You asked for this, so a second person decides it")
    if person.pk == proposal.concerns_id:
        return no("This concerns you, so others decide it")
    seat = circles_of(person).get(proposal.circle)
    return yes(seat) if seat else no("Only a second person of those who may ask this decides it")


@rule
def may_approve(person: Any, proposal: Proposal) -> Verdict:
    """A second person of those named approves, while the first could still ask it: neither who asked nor whom it
    concerns."""
    verdict = may_refuse(person, proposal)
    if verdict and not proposal.asked_by.is_active:
        return no("Whoever asked for this can no longer sign in")
    return verdict and verdict & kind_of(proposal).rule(person, proposal)


@rule
def may_withdraw(person: Any, proposal: Proposal) -> Verdict:
    """Whoever asked takes it back while it waits."""
    if person.pk != proposal.asked_by_id:
        return no("Only whoever asked for this takes it back")
    if not proposal.waits(now()):
        return no("This no longer waits for anybody")
    return yes(proposal.asked_in)

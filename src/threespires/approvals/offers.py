"""What waits for a person's decision, on home."""

from datetime import date

from threespires.accounts.models import Person
from threespires.approvals.models import Proposal
from threespires.approvals.permissions import circles_of
from threespires.kernel.clock import now
from threespires.kernel.plates import Owed


def decisions(person: Person, today: date) -> list[Owed]:
    """Proposals for which this person can be the second; no statement for whoever belongs to no circle."""
    circles = circles_of(person)
    if not circles:
        return []
    waiting = Proposal.objects.filter(
        circle__in=circles, status=Proposal.Status.WAITING, lapses_at__gt=now()
    ).select_related("asked_by")
    return [
        Owed(
            proposal.title,
            proposal.get_absolute_url(),
            since=proposal.asked_at.date(),
            detail=f"Asked by {proposal.asked_by}",
        )
        for proposal in waiting
        if person.pk not in (proposal.asked_by_id, proposal.concerns_id)
    ]

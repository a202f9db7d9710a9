"""What the clock calls. Safe to repeat."""

from threespires.approvals import operations
from threespires.approvals.models import Proposal
from threespires.kernel.clock import now
from threespires.kernel.rules import goes_by, the_clock


@goes_by(the_clock)
def lapse() -> int:
    """Ends what nobody approved in time. Gives how many."""
    stale = list(Proposal.objects.filter(status=Proposal.Status.WAITING, lapses_at__lte=now()))
    for proposal in stale:
        operations.lapse(proposal)
    return len(stale)

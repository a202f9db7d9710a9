"""What leaves of what takes two: sealed, since proposals name case groups, their cases by number, and people."""

from threespires.approvals.models import Proposal
from threespires.kernel.leaving import Leaves

KINDS = (Leaves(Proposal, sealed=True),)

"""What leaves of practitioners: where each practises."""

from threespires.kernel.leaving import Leaves
from threespires.practitioners.models import Practitioner

KINDS = (Leaves(Practitioner),)

"""What leaves of possible concerns: sealed, whoever asks."""

from threespires.concerns.models import Concern
from threespires.kernel.leaving import Leaves

KINDS = (Leaves(Concern, sealed=True),)

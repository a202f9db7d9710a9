"""What leaves of unusual reading: sealed, with the group whose cases were read."""

from threespires.kernel.leaving import Leaves
from threespires.readings.models import UnusualReading

KINDS = (Leaves(UnusualReading, kept_by="group", sealed=True),)

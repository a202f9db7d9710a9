"""What the clock calls. Safe to repeat."""

from datetime import timedelta

from threespires.kernel.clock import today
from threespires.kernel.rules import goes_by, the_clock
from threespires.readings.operations import find_on

LOOKS_BACK = 7
"""So many days, in case the clock stood still."""


@goes_by(the_clock)
def find_unusual() -> int:
    """Finds what was unusual in the days before today; gives how many."""
    return sum(len(find_on(today() - timedelta(days=back))) for back in range(LOOKS_BACK, 0, -1))

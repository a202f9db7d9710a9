"""What the clock calls."""

from datetime import timedelta

from threespires.history.models import Submission
from threespires.kernel.clock import now
from threespires.kernel.rules import goes_by, the_clock

KEPT = timedelta(days=30)


@goes_by(the_clock)
def forget_submissions() -> int:
    """Forgets which forms were answered a month ago: no page with its button waits as long. Gives how many."""
    return Submission.objects.filter(at__lt=now() - KEPT).delete()[0]

"""What the clock calls; and what follows when an arrangement was loaded."""

from threespires.kernel.clock import today
from threespires.kernel.dates import add_months
from threespires.kernel.rules import goes_by, the_clock
from threespires.meetings import operations
from threespires.meetings.operations import plan_dates
from threespires.meetings.plan.reading import MONTHS
from threespires.partnership.models import Group


@goes_by(the_clock)
def plan_ahead() -> int:
    """Keeps meetings planned, as far as the forward plan goes, for every group that has a rhythm. Safe to repeat; gives
    how many it added."""
    until = add_months(today(), MONTHS)
    return sum(len(plan_dates(group, by=None, until=until)) for group in Group.objects.now())


@goes_by(the_clock)
def tell_notes() -> int:
    """Writes to history what was typed in minutes some time ago and is not told yet. Safe to repeat; gives how much."""
    return operations.tell_what_rests()


def after_loading() -> str:
    """Plans the year of the arrangement at once, so that nobody waits for the clock."""
    planned = plan_ahead()
    return f"Meetings: {planned} planned for the year ahead." if planned else ""

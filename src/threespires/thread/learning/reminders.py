"""What the clock calls."""

from threespires.kernel.rules import goes_by, the_clock
from threespires.thread.learning import operations


@goes_by(the_clock)
def release_due() -> str:
    """Lets out what case groups checked and whose day has come. Says nothing of how many, or from where."""
    operations.release_due()
    return "Done"

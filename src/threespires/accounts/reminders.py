"""What the clock calls. Safe to repeat."""

from datetime import timedelta

from threespires.accounts import keeping, sessions
from threespires.accounts.models import Guess
from threespires.kernel.clock import now
from threespires.kernel.rules import goes_by, the_clock

KEPT = timedelta(days=1)


@goes_by(the_clock)
def forget_guesses() -> int:
    """Guesses of days gone by say nothing. Gives the number forgotten."""
    return Guess.objects.filter(at__lt=now() - KEPT).delete()[0]


@goes_by(the_clock)
def forget_sessions() -> int:
    """Sessions that are over, and what nobody came back for. Gives the number forgotten."""
    return sessions.forget() + keeping.forget()

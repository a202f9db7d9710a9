"""What the clock calls. Safe to repeat."""

from threespires.cases.keeping import letting_go
from threespires.kernel.rules import goes_by, the_clock


@goes_by(the_clock)
def let_go() -> str:
    """Destroys what keys of disposed cases are left, and disposes again of what an older database brought back."""
    letting_go.finish()
    letting_go.reapply()
    return "Done"

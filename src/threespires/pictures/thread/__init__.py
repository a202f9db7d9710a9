"""The golden thread: from what was learned to what changed, column by column, and back to learning.

Filled knots are done, hollow ones not yet, red hollow ones stopped, the one in ink is where you are. A
line that skips a column passes it in a gap of its own; a line back runs round the right side and the foot.
"""

from threespires.pictures.thread.facts import (
    SIX_STEPS,
    Column,
    Knot,
    Row,
    State,
    Step,
    Strand,
    Style,
    Thread,
    rows,
)
from threespires.pictures.thread.pen import draw

__all__ = [
    "SIX_STEPS",
    "Column",
    "Knot",
    "Row",
    "State",
    "Step",
    "Strand",
    "Style",
    "Thread",
    "draw",
    "rows",
]

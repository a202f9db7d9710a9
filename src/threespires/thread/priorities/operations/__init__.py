"""Everything that writes lines of enquiry and priorities, one file for each."""

from threespires.thread.priorities.operations.enquiries import (
    close_enquiry,
    open_enquiry,
    reword,
    scale,
    state,
    withdraw_statement,
)
from threespires.thread.priorities.operations.priorities import (
    agree_vision,
    carry_forward,
    change_priority,
    close_priority,
    set_priority,
    write_vision,
)

__all__ = [
    "agree_vision",
    "carry_forward",
    "change_priority",
    "close_enquiry",
    "close_priority",
    "open_enquiry",
    "reword",
    "scale",
    "set_priority",
    "state",
    "withdraw_statement",
    "write_vision",
]

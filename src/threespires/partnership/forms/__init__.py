"""What people type about seats, posts, reviews, dates, and what takes two."""

from threespires.partnership.forms.arranging import (
    DayForm,
    DelegateForm,
    EndSeatForm,
    HoldPostForm,
    ReviewForms,
    SeatForm,
    day_asked,
)
from threespires.partnership.forms.proposing import (
    ChangeSeatForm,
    ProposedLeadForm,
    ProposedSeatForm,
    ResetForm,
)

__all__ = [
    "ChangeSeatForm",
    "DayForm",
    "DelegateForm",
    "EndSeatForm",
    "HoldPostForm",
    "ProposedLeadForm",
    "ProposedSeatForm",
    "ResetForm",
    "ReviewForms",
    "SeatForm",
    "day_asked",
]

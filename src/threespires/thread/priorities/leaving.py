"""What leaves of lines of enquiry and priorities: to the executive and the implementation group all of it, to another
group what its tasked work came from."""

from threespires.kernel.leaving import Leaves
from threespires.partnership.models import Group
from threespires.thread.priorities.models import (
    LineOfEnquiry,
    Priority,
    QuarterDecision,
    Scaling,
    Statement,
    VisionAgreement,
)

_ALL = (Group.Kind.EXECUTIVE, Group.Kind.IMPLEMENTATION)

KINDS = (
    Leaves(LineOfEnquiry, of_group=("priorities__work__group",), all_of=_ALL),
    Leaves(Statement, of_group=("enquiry__priorities__work__group", "work__group"), all_of=_ALL),
    Leaves(Scaling, of_group=("enquiry__priorities__work__group",), all_of=_ALL),
    Leaves(Priority, of_group=("work__group",), all_of=_ALL),
    Leaves(QuarterDecision, of_group=("priority__work__group",), all_of=_ALL),
    Leaves(VisionAgreement, of_group=("priority__work__group",), all_of=_ALL),
)

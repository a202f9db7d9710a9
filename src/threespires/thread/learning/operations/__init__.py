"""Everything that writes learning: open learning in one file, what leaves a case group in the other."""

from threespires.thread.learning.operations.learning import amend, learn, set_aside, take_up
from threespires.thread.learning.operations.releases import (
    check_release,
    draft_release,
    keep_in_case,
    keep_in_case_group,
    redraft_release,
    release_due,
    return_release,
)

__all__ = [
    "amend",
    "check_release",
    "draft_release",
    "keep_in_case",
    "keep_in_case_group",
    "learn",
    "redraft_release",
    "release_due",
    "return_release",
    "set_aside",
    "take_up",
]

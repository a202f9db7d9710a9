"""Lines of enquiry and priorities end once, and nothing opens them again."""

from tests.lifecycles import walked
from threespires.thread.priorities.lifecycle import ENQUIRY, PRIORITY
from threespires.thread.priorities.models import LineOfEnquiry, Priority


def test_a_line_of_enquiry_is_closed_once():
    assert LineOfEnquiry().status == ENQUIRY.start == "open"
    assert walked(ENQUIRY) == {"close": {"open": "closed"}}


def test_a_priority_is_closed_once():
    assert Priority().status == PRIORITY.start == "current"
    assert walked(PRIORITY) == {"close": {"current": "closed"}}

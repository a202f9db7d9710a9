"""Every step of learning and of releases from every state: what is not named here is refused."""

from tests.lifecycles import walked
from threespires.thread.learning.lifecycle import LIFECYCLE, RELEASE
from threespires.thread.learning.models import Learning, Release


def test_learning_is_taken_up_or_set_aside_and_may_be_taken_up_after_that():
    assert Learning().status == LIFECYCLE.start == "new"
    assert walked(LIFECYCLE) == {
        "take_up": {"new": "taken_up", "set_aside": "taken_up"},
        "set_aside": {"new": "set_aside"},
    }


def test_a_release_leaves_its_group_only_once_checked():
    assert Release().status == RELEASE.start == "drafted"
    assert walked(RELEASE) == {
        "check": {"drafted": "checked"},
        "send_back": {"drafted": "returned"},
        "redraft": {"returned": "drafted"},
        "release": {"checked": "released"},
    }

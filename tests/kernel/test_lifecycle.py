from types import SimpleNamespace

import pytest

from threespires.kernel.lifecycle import Lifecycle
from threespires.kernel.verdict import Refused, no, require, yes

DOOR = Lifecycle(start="open", close=(["open"], "closed"), open_again=(["closed"], "open"))


def door(status):
    return SimpleNamespace(status=status, get_status_display=status.capitalize)


def test_states_are_those_the_table_names():
    assert DOOR.states() == ["open", "closed"]


def test_apply_moves_where_the_table_says():
    thing = door("open")
    DOOR.apply(thing, "close")
    assert thing.status == "closed"


def test_apply_is_refused_from_any_other_state_with_the_reason():
    thing = door("closed")
    with pytest.raises(Refused, match="This is closed, so it can’t be closed now"):
        DOOR.apply(thing, "close")
    assert thing.status == "closed"


def test_require_hands_back_the_seat_of_a_yes_and_raises_the_reason_of_a_no():
    assert require(yes("Chair, Executive Board")).seat == "Chair, Executive Board"
    with pytest.raises(Refused) as refused:
        require(no("Only the chair may"))
    assert refused.value.reason == "Only the chair may"


def test_two_verdicts_hold_only_together():
    assert yes("a seat") & yes("another") == yes("a seat")
    assert not (yes() & no("second says no"))
    assert (no("first") & no("second")).reason == "first"

from types import SimpleNamespace

import pytest

from threespires.kernel.lifecycle import Lifecycle, Step
from threespires.kernel.verdict import Refused


@pytest.fixture
def lifecycle():
    return Lifecycle(start="open", close=(["open"], "closed"), open_again=(iter(["closed", "locked"]), "open"))


def door(status):
    return SimpleNamespace(status=status, get_status_display=status.capitalize)


def test_the_table_is_read_as_it_stands(lifecycle):
    assert lifecycle.start == "open"
    assert list(lifecycle) == [
        Step("close", ("open",), "closed"),
        Step("open_again", ("closed", "locked"), "open"),
    ]


def test_states_are_those_the_table_names_each_once(lifecycle):
    assert lifecycle.states() == ["open", "closed", "locked"]


def test_apply_moves_where_the_table_says(lifecycle):
    thing = door("open")
    assert lifecycle.allows(thing, "close")
    lifecycle.apply(thing, "close")
    assert thing.status == "closed"


def test_apply_is_refused_from_any_other_state_with_the_reason(lifecycle):
    thing = door("closed")
    with pytest.raises(Refused, match="This is closed, so it can’t be closed now"):
        lifecycle.apply(thing, "close")
    assert thing.status == "closed"


@pytest.mark.parametrize(
    ("step", "done"),
    [
        ("close", "closed"),
        ("accept", "accepted"),
        ("cancel", "cancelled"),
        ("carry", "carried"),
        ("begin", "begun"),
        ("take_up", "taken up"),
        ("take_up_again", "taken up again"),
        ("withdraw", "withdrawn"),
        ("propose", "proposed complete"),
        ("put_back", "put back"),
        ("send_back", "returned"),
        ("set_aside", "set aside"),
    ],
)
def test_a_refusal_says_the_step_as_a_past_participle(step, done):
    verdict = Lifecycle(start="new", **{step: ([], "old")}).allows(door("new"), step)
    assert verdict.reason == f"This is new, so it can’t be {done} now"

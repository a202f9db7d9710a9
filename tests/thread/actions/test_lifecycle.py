"""Every state of every lifecycle with every step: what is not named here is refused."""

from types import SimpleNamespace

import pytest

from threespires.kernel.verdict import Refused
from threespires.thread.actions.lifecycle import (
    ACTION,
    ESCALATION,
    FINISHED,
    PART,
    PART_WITH_OWNER,
    TEST,
    WITH_OWNER,
    WORK,
    State,
    step_towards,
)

LEADS = {
    "work": (
        WORK,
        {
            ("tasked", "take_up"): "taken_up",
            ("taken_up", "finish"): "done",
            ("tasked", "withdraw"): "withdrawn",
            ("taken_up", "withdraw"): "withdrawn",
        },
    ),
    "action": (
        ACTION,
        {
            ("not_started", "begin"): "in_progress",
            ("not_started", "block"): "blocked",
            ("in_progress", "block"): "blocked",
            ("returned", "block"): "blocked",
            ("blocked", "resume"): "in_progress",
            ("returned", "resume"): "in_progress",
            ("not_started", "propose"): "proposed",
            ("in_progress", "propose"): "proposed",
            ("returned", "propose"): "proposed",
            ("proposed", "accept"): "accepted",
            ("proposed", "send_back"): "returned",
            ("not_started", "withdraw"): "withdrawn",
            ("in_progress", "withdraw"): "withdrawn",
            ("blocked", "withdraw"): "withdrawn",
            ("returned", "withdraw"): "withdrawn",
            ("proposed", "withdraw"): "withdrawn",
        },
    ),
    "part": (
        PART,
        {
            ("not_started", "begin"): "in_progress",
            ("not_started", "block"): "blocked",
            ("in_progress", "block"): "blocked",
            ("blocked", "resume"): "in_progress",
            ("proposed", "resume"): "in_progress",
            ("not_started", "propose"): "proposed",
            ("in_progress", "propose"): "proposed",
            ("proposed", "accept"): "accepted",
        },
    ),
    "escalation": (ESCALATION, {("open", "answer"): "answered"}),
    "test": (TEST, {("planned", "report"): "reported", ("planned", "withdraw"): "withdrawn"}),
}
EVERY = [
    (name, state, step.name)
    for name, (lifecycle, _) in LEADS.items()
    for state in lifecycle.states()
    for step in lifecycle
]


@pytest.mark.parametrize(("name", "state", "step"), EVERY)
def test_step_leads_where_the_table_says_or_is_refused(name, state, step):
    lifecycle, leads = LEADS[name]
    thing = SimpleNamespace(status=state, get_status_display=lambda: str(state))
    target = leads.get((state, step))
    if target is None:
        with pytest.raises(Refused, match="can’t be"):
            lifecycle.apply(thing, step)
        assert thing.status == state
    else:
        lifecycle.apply(thing, step)
        assert thing.status == target


def test_table_of_this_test_names_no_step_that_is_not_there():
    for lifecycle, leads in LEADS.values():
        assert {step for _, step in leads} == {step.name for step in lifecycle}


def test_every_state_is_finished_proposed_or_with_its_owner():
    assert {*FINISHED, *WITH_OWNER, State.PROPOSED} == set(State)
    assert set(PART_WITH_OWNER) == set(PART.states()) - {State.PROPOSED, State.ACCEPTED}


def test_step_towards_the_state_it_is_in_is_none():
    assert step_towards(ACTION, State.BLOCKED, State.BLOCKED) is None


def test_step_towards_a_state_out_of_reach_is_an_error():
    with pytest.raises(LookupError):
        step_towards(ACTION, State.ACCEPTED, State.IN_PROGRESS)

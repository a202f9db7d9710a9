"""Every step of every lifecycle from every state: what is not named here is refused."""

import pytest

from tests.lifecycles import walked
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
from threespires.thread.actions.models import Action, ActionPart, Escalation, TaskedWork, TestOfEffect


def test_work_is_taken_up_and_done_or_withdrawn():
    assert TaskedWork().status == WORK.start == "tasked"
    assert walked(WORK) == {
        "take_up": {"tasked": "taken_up"},
        "finish": {"taken_up": "done"},
        "withdraw": {"tasked": "withdrawn", "taken_up": "withdrawn"},
    }


def test_an_action_is_accepted_once_proposed_and_never_moves_again():
    assert Action().status == ACTION.start == "not_started"
    assert walked(ACTION) == {
        "begin": {"not_started": "in_progress"},
        "block": {"not_started": "blocked", "in_progress": "blocked", "returned": "blocked"},
        "resume": {"blocked": "in_progress", "returned": "in_progress"},
        "propose": {"not_started": "proposed", "in_progress": "proposed", "returned": "proposed"},
        "accept": {"proposed": "accepted"},
        "send_back": {"proposed": "returned"},
        "withdraw": {
            "not_started": "withdrawn",
            "in_progress": "withdrawn",
            "blocked": "withdrawn",
            "returned": "withdrawn",
            "proposed": "withdrawn",
        },
    }


def test_a_part_is_said_to_be_done_and_thought_better_of_until_it_is_accepted():
    assert ActionPart().status == PART.start == "not_started"
    assert walked(PART) == {
        "begin": {"not_started": "in_progress"},
        "block": {"not_started": "blocked", "in_progress": "blocked"},
        "resume": {"blocked": "in_progress", "proposed": "in_progress"},
        "propose": {"not_started": "proposed", "in_progress": "proposed"},
        "accept": {"proposed": "accepted"},
    }


def test_an_escalation_is_answered_once():
    assert Escalation().status == ESCALATION.start == "open"
    assert walked(ESCALATION) == {"answer": {"open": "answered"}}


def test_a_test_of_effect_is_reported_or_withdrawn_once():
    assert TestOfEffect().status == TEST.start == "planned"
    assert walked(TEST) == {"report": {"planned": "reported"}, "withdraw": {"planned": "withdrawn"}}


def test_every_state_is_finished_proposed_or_with_its_owner():
    assert FINISHED == (State.ACCEPTED, State.WITHDRAWN)
    assert set(WITH_OWNER) == set(State) - {*FINISHED, State.PROPOSED}
    assert set(PART_WITH_OWNER) == set(PART.states()) - {State.PROPOSED, State.ACCEPTED}


def test_step_towards_a_state_is_the_one_that_leads_there_from_where_it_stands():
    assert step_towards(ACTION, State.NOT_STARTED, State.IN_PROGRESS) == "begin"
    assert step_towards(ACTION, State.BLOCKED, State.IN_PROGRESS) == "resume"
    assert step_towards(ACTION, State.BLOCKED, State.BLOCKED) is None


def test_step_towards_a_state_out_of_reach_is_an_error_that_names_both():
    with pytest.raises(LookupError, match="no step from accepted to in_progress"):
        step_towards(ACTION, State.ACCEPTED, State.IN_PROGRESS)

"""Every step of meetings and of their items from every state: what is not named here is refused."""

from tests.lifecycles import walked
from threespires.meetings.lifecycle import CORRECTION, ITEM, LIFECYCLE, MINUTES, RATIFYING
from threespires.meetings.models import AgendaItem, Correction, Decision, Meeting, Minutes


def test_a_meeting_is_planned_held_and_closed_or_cancelled_before():
    assert Meeting().status == LIFECYCLE.start == "planned"
    assert walked(LIFECYCLE) == {
        "move": {"planned": "planned"},
        "open": {"planned": "open"},
        "close": {"open": "closed"},
        "cancel": {"planned": "cancelled"},
    }


def test_an_item_is_done_carried_or_taken_off_and_comes_back_unless_it_was_carried():
    assert AgendaItem().status == ITEM.start == "waiting"
    assert walked(ITEM) == {
        "finish": {"waiting": "done", "done": "done"},
        "take_up_again": {"done": "waiting"},
        "carry": {"waiting": "carried"},
        "remove": {"waiting": "removed", "done": "removed"},
        "put_back": {"removed": "waiting"},
    }


def test_a_decision_without_its_quorum_is_ratified_or_not_and_any_other_stands():
    assert Decision().status == RATIFYING.start == "taken"
    assert walked(RATIFYING) == {"ratify": {"waiting": "ratified"}, "reject": {"waiting": "rejected"}}


def test_minutes_are_circulated_corrected_approved_and_locked():
    assert Minutes().status == MINUTES.start == "draft"
    assert walked(MINUTES) == {
        "circulate": {"draft": "circulated"},
        "correct": {"circulated": "corrected", "corrected": "corrected"},
        "approve": {"circulated": "approved", "corrected": "approved"},
        "open_again": {"approved": "corrected"},
        "lock": {"approved": "locked"},
    }


def test_a_correction_is_made_or_not_once():
    assert Correction().status == CORRECTION.start == "asked"
    assert walked(CORRECTION) == {"make": {"asked": "made"}, "decline": {"asked": "declined"}}

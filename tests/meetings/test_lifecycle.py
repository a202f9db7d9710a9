"""Every step of meetings and of their items from every state: what is not named here is refused."""

from tests.lifecycles import walked
from threespires.meetings.lifecycle import ITEM, LIFECYCLE
from threespires.meetings.models import AgendaItem, Meeting


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

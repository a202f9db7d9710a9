"""The quarterly cycle, from what was learned to what changed, by the people who do it."""

from pathlib import Path

import pytest

from tests.journeys.cycle.deciding import (
    ask_a_line_of_enquiry,
    contribute_what_was_learned,
    hold_the_executive,
    prepare_the_executive,
    say_how_safe_it_is,
    set_a_priority_and_task_work,
)
from tests.journeys.cycle.delivering import (
    agree_a_vision,
    escalate_what_is_blocked,
    hold_the_delivery_group,
    propose_and_accept,
    update_by_excel,
    update_in_the_browser,
)
from tests.journeys.cycle.testing import (
    find_out_whether_it_changed_anything,
    look_in_an_agencys_mirror,
    walk_back_to_where_it_began,
)
from tests.journeys.stories import Visit
from threespires.meetings.reminders import plan_ahead

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.on_sqlite_too
def test_what_was_learned_becomes_a_change_that_is_tested(visit, tmp_path):
    go_through_the_cycle(visit, tmp_path)


@pytest.mark.parametrize("visit", ["saltmere"], indirect=True)
def test_it_does_in_another_area_too(visit, tmp_path):
    go_through_the_cycle(visit, tmp_path)


def go_through_the_cycle(visit: Visit, tmp_path: Path) -> None:
    plan_ahead()
    contribute_what_was_learned(visit)
    ask_a_line_of_enquiry(visit)
    say_how_safe_it_is(visit)
    prepare_the_executive(visit)
    hold_the_executive(visit)
    set_a_priority_and_task_work(visit)
    hold_the_delivery_group(visit)
    agree_a_vision(visit)
    update_in_the_browser(visit)
    update_by_excel(visit, tmp_path)
    escalate_what_is_blocked(visit)
    propose_and_accept(visit)
    find_out_whether_it_changed_anything(visit)
    walk_back_to_where_it_began(visit)
    look_in_an_agencys_mirror(visit)

"""Late is said in one way: by a date that has gone by, the whole action's or that of an agency's part."""

from datetime import date

import pytest

from tests import make
from threespires.kernel.clock import today
from threespires.thread.actions import operations
from threespires.thread.actions.lifecycle import State
from threespires.thread.actions.models import Action, ActionPart
from threespires.thread.actions.shown import say_late
from threespires.thread.walk.broken import breaks, breaks_along
from threespires.thread.walk.graph import thread_of
from threespires.thread.walk.verdicts import how_it_stands

pytestmark = pytest.mark.django_db


def joint(p, *part_due, **facts):
    """A joint action of schools and housing, its parts due on these days."""
    owners = [(p.schools, p.schools_officer), (p.housing, p.housing_officer)]
    parts = [
        {"title": f"Part {agency}", "agency": agency, "owner": owner, "due_on": due}
        for (agency, owner), due in zip(owners, part_due, strict=True)
    ]
    return make.joint_action(p, parts=parts, **facts)


@pytest.fixture
def only_a_part_is_late(p):
    """Due in March, but the schools' part was due six days ago; it is 10 February."""
    return joint(p, date(2026, 2, 4), date(2026, 3, 1), due_on=date(2026, 3, 31))


def test_a_late_part_is_late_in_the_room_the_plan_on_home_and_among_broken_threads(p, only_a_part_is_late, see):
    action = only_a_part_is_late
    assert "1 action, 1 unfinished, 1 late" in see(p.manager, p.implementation.get_absolute_url())
    plan = see(p.manager, "/actions/")
    assert "1 is late" in plan
    assert "6 days late" in plan
    assert "6 days late" in see(p.schools_officer, "/")
    assert "One thing is late" in see(p.schools_officer, "/")
    assert "Nothing is late" in see(p.housing_officer, "/")
    assert f"{action.title} ({action.ref})" in see(p.schools_officer, "/thread/broken/")
    assert "Schools" in see(p.manager, action.get_absolute_url())
    for page in (action.get_absolute_url(), action.work.get_absolute_url()):
        assert f"{p.schools}’s part 6 days late" in see(p.manager, page)


def test_a_late_part_stops_its_strand_since_the_day_that_has_gone(p, only_a_part_is_late):
    action = only_a_part_is_late
    graph = thread_of(p.schools_officer, [action.work.priority_id])
    assert how_it_stands(graph)["stopped"] == "One strand has stopped"
    (found,) = breaks(p.schools_officer, today())
    assert (found.since, found.is_mine) == (date(2026, 2, 4), True)
    assert found.mender == f"{p.health}, {p.schools}, {action.work.group}"
    assert breaks_along(p.schools_officer, graph, today()) == [found]
    assert not breaks(p.police_lead, today())[0].is_mine


@pytest.mark.parametrize("status", State.values)
def test_many_and_one_are_asked_the_same_question(p, status):
    """Whatever the state and whichever date has gone by, what is counted is what says so of itself."""
    gone, ahead = date(2026, 2, 9), date(2026, 2, 11)
    for days in ((ahead, ahead, ahead), (gone, ahead, ahead), (ahead, gone, ahead), (gone, gone, gone)):
        joint(p, *days[1:], status=status, due_on=days[0])
    everything = Action.objects.prefetch_related("parts__agency")
    assert {each.pk for each in everything if each.is_late(today())} == set(
        Action.objects.late(today()).values_list("pk", flat=True)
    )
    assert {part.pk for part in ActionPart.objects.select_related("action") if part.is_late(today())} == set(
        ActionPart.objects.late(today()).values_list("pk", flat=True)
    )
    assert all(bool(say_late(each, today())) == each.is_late(today()) for each in everything)


def test_a_part_that_is_done_is_late_no_more(p, only_a_part_is_late):
    action = only_a_part_is_late
    part = action.parts.get(agency=p.schools)
    operations.update(action, part=part, by=p.schools_officer, text="We have begun.", status=State.IN_PROGRESS)
    assert Action.objects.late(today()).exists()
    operations.update(action, part=part, by=p.schools_officer, text="Done.", status=State.PROPOSED)
    assert not Action.objects.late(today()).exists()
    assert say_late(Action.objects.get(), today()) == ""


def test_two_late_parts_are_counted_and_the_first_day_said(p):
    action = joint(p, date(2026, 2, 1), date(2026, 2, 4), due_on=date(2026, 3, 31))
    assert say_late(action, today()) == "two parts 9 days late"

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import make
from threespires.kernel import clock
from threespires.kernel.clock import today
from threespires.thread.actions.lifecycle import State
from threespires.thread.learning.models import Learning
from threespires.thread.walk.broken import LEARNING_WAITS, breaks, breaks_along
from threespires.thread.walk.drawing import facts, strip_for
from threespires.thread.walk.graph import thread_of
from threespires.thread.walk.verdicts import how_it_stands

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


def _missing(person, what, day=None):
    return [each for each in breaks(person, day or today()) if each.missing == what]


def test_learning_breaks_a_thread_only_after_a_month(p):
    make.learning(p, learned_on=today())
    waits = "Learning nobody took up"
    assert not _missing(p.manager, waits)
    assert len(_missing(p.manager, waits, today() + LEARNING_WAITS)) == 1


def test_learning_taken_up_is_not_broken(p):
    learned = make.learning(p, learned_on=today())
    make.statement(p, make.enquiry(p), cites=[learned])
    assert not _missing(p.manager, "Learning nobody took up", today() + LEARNING_WAITS)


def test_a_blocked_action_without_evidence_is_broken_and_mendable_by_its_agency(p):
    action = make.action(p, State.BLOCKED)
    (found,) = _missing(p.housing_officer, "Action without evidence")
    assert found.is_mine
    assert action.ref in found.title
    assert not _missing(p.reviewer, "Action without evidence")[0].is_mine
    make.evidence(action)
    assert not _missing(p.housing_officer, "Action without evidence")


def test_an_accepted_action_without_a_test_is_a_change_never_tested(p):
    action = make.action(p, State.ACCEPTED)
    assert _missing(p.quality, "Change never tested")[0].is_mine
    make.effect_test(p, actions=[action], priority=action.work.priority)
    assert not _missing(p.quality, "Change never tested")


def test_a_planned_test_is_broken_once_its_day_has_gone(p):
    test = make.effect_test(p)
    assert not _missing(p.quality, "Change not tested by its day")
    late = test.due_on + timedelta(days=1)
    assert _missing(p.quality, "Change not tested by its day", late)[0].mender == str(p.quality)


def test_protected_learning_says_its_quarter_and_no_day(p):
    learning = make.protected_learning(p)
    with clock.at(timezone.now() + timedelta(days=200)):
        found = next(each for each in breaks(p.manager, today()) if each.title == learning.title)
    assert found.since_words.startswith("Quarter")


def test_the_verdict_says_that_a_strand_has_stopped_and_why(p):
    action = make.action(p, State.BLOCKED)
    says = how_it_stands(thread_of(p.scrutineer, [action.work.priority_id]))
    assert says["changed"] == "Nothing has been tested yet"
    assert says["stopped"] == "One strand has stopped"
    assert says["because"] == "No lawful basis agreed."


def test_the_picture_shows_a_stopped_strand_and_the_test_that_is_missing(p):
    action = make.action(p, State.BLOCKED)
    drawn = facts(thread_of(p.scrutineer, [action.work.priority_id]), "A thread")
    assert [knot.title for knot in drawn.knots if knot.state == "stopped"] == [action.title, "Nothing tested"]
    assert [strand.style for strand in drawn.strands][-1] == "broken"


def test_the_strip_has_six_knots_and_says_where_one_is(p):
    action = make.action(p, State.IN_PROGRESS)
    knots = strip_for(action, p.housing_officer)
    assert [knot["name"] for knot in knots] == [
        "Learning", "Line of enquiry", "Priority", "Tasked work", "Action", "Test of effect",
    ]  # fmt: skip
    assert (knots[4]["state"], knots[4]["href"]) == ("here", f"/thread/walk/{action.ref}/")
    assert knots[2]["href"] == action.work.priority.get_absolute_url()
    assert knots[5]["state"] == "open"


def test_breaks_along_a_thread_are_those_of_all_that_stand_on_it(p):
    blocked = make.action(p, State.BLOCKED)
    make.action(p, State.BLOCKED)
    for status in (State.ACCEPTED, State.IN_PROGRESS):
        make.action(p, status, work=blocked.work)
    make.effect_test(p, actions=[], priority=blocked.work.priority, due_on=make.soon(1))
    asked = blocked.work.priority.enquiries.get()
    make.statement(p, asked, cites=[make.learning(p, title="Another audit")])
    Learning.objects.update(status=Learning.Status.NEW)
    day = make.soon(60)
    graph = thread_of(p.manager, [blocked.work.priority_id])
    addresses = {thing.get_absolute_url() for thing in graph.things.values()}

    along = breaks_along(p.manager, graph, day)

    assert along == [each for each in breaks(p.manager, day) if each.href in addresses]
    assert {each.missing for each in along} == {
        "Learning nobody took up",
        "Action without evidence",
        "Change never tested",
        "Change not tested by its day",
    }

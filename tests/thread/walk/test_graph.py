import pytest

from tests import make
from threespires.kernel.clock import today
from threespires.thread.actions import operations as actions
from threespires.thread.actions.lifecycle import State, TestStatus
from threespires.thread.learning.permissions import visible_learning
from threespires.thread.priorities.operations import withdraw_statement
from threespires.thread.walk.graph import LEARNING, key_of, thread_of, thread_through
from threespires.thread.walk.telling import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def told(p):
    """A whole thread: learning, enquiry, priority, work, accepted action, reported test, new learning."""
    learned = make.learning(p)
    enquiry = make.enquiry(p)
    make.statement(p, enquiry, cites=[learned])
    priority = make.priority(p, enquiries=[enquiry])
    work = make.work(p, priority=priority)
    action = make.action(p, State.ACCEPTED, work=work)
    test = make.effect_test(p, TestStatus.REPORTED, actions=[action], priority=priority)
    test.refresh_from_db()
    return {"learning": learned, "enquiry": enquiry, "priority": priority, "work": work, "action": action, "test": test}


def test_walks_back_from_the_new_learning_to_where_it_began(p, told):
    new = told["test"].learning
    graph = thread_through(p.scrutineer, new)
    back = [graph.things[key] for key in graph.back_from(key_of(new))]
    assert back == [told[name] for name in ("test", "action", "work", "priority", "enquiry", "learning")]


def test_walks_on_from_the_first_learning_to_what_came_of_it(p, told):
    graph = thread_through(p.scrutineer, told["learning"])
    came = [graph.things[key] for key in graph.on_from(key_of(told["learning"]))]
    expected = [told[name] for name in ("enquiry", "priority", "work", "action", "test")]
    assert came == [*expected, told["test"].learning]


def test_every_record_of_a_thread_finds_the_same_thread(p, told):
    whole = set(thread_of(p.scrutineer, [told["priority"].pk]).things)
    for thing in told.values():
        assert set(thread_through(p.scrutineer, thing).things) == whole


def test_a_withdrawn_statement_no_longer_joins_its_learning(p, told):
    statement = told["enquiry"].statements.get()
    withdraw_statement(statement, by=p.manager, because="It was said twice")
    graph = thread_of(p.scrutineer, [told["priority"].pk])
    assert key_of(told["learning"]) not in graph.things


def test_another_priority_is_another_thread(p, told):
    other = make.priority(p, title="Another priority")
    assert key_of(other) not in thread_of(p.scrutineer, [told["priority"].pk]).things


def test_whoever_holds_nothing_walks_nowhere(p, told):
    assert not thread_of(p.outsider, [told["priority"].pk]).things


def test_learning_shared_with_some_groups_is_not_on_others_walk(p, told):
    hidden = make.learning(p, by=p.reviewer, title="For us alone", audience="groups", groups=[p.practice_review])
    make.statement(p, told["enquiry"], by=p.reviewer, cites=[hidden])
    assert key_of(hidden) in thread_of(p.reviewer, [told["priority"].pk]).things
    assert key_of(hidden) not in thread_of(p.housing_officer, [told["priority"].pk]).things


def test_assembling_takes_the_same_queries_however_long_the_thread(p, told, django_assert_max_num_queries):
    thread_of(p.scrutineer, [told["priority"].pk])
    for number in range(5):
        work = make.work(p, priority=told["priority"], title=f"Work {number}")
        make.action(p, State.IN_PROGRESS, work=work)
        make.statement(p, told["enquiry"], cites=[make.learning(p, title=f"Learning {number}")])
    with django_assert_max_num_queries(9):
        thread_of(p.scrutineer, [told["priority"].pk])


def test_a_thread_without_a_priority_still_walks_from_its_enquiry(p):
    learned = make.learning(p)
    enquiry = make.enquiry(p)
    make.statement(p, enquiry, cites=[learned])
    graph = thread_through(p.scrutineer, learned)
    assert [graph.things[key] for key in graph.on_from(key_of(learned))] == [enquiry]


def test_an_action_raised_today_stands_on_its_thread(p, told):
    raised = actions.raise_action(
        by=p.council_officer, work=told["work"], title="New", owner=p.housing_officer, agency=p.housing, due_on=today()
    )
    assert key_of(raised) in thread_of(p.scrutineer, [told["priority"].pk]).things


def test_learning_stands_in_the_order_of_its_register_not_in_that_in_which_it_was_made(p, told):
    titles = ["C", "A", "B"]
    cites = [make.learning(p, title=title) for title in titles]
    make.statement(p, told["enquiry"], cites=cites)
    listed = [learning.pk for learning in visible_learning(p.scrutineer) if learning.title in titles]
    assert listed != sorted(listed)
    graph = thread_of(p.scrutineer, [told["priority"].pk])
    for keys in (graph.back_from(key_of(told["enquiry"])), [start for start, _ in graph.strands()]):
        assert [pk for step, pk in keys if step == LEARNING and pk in listed] == listed


def test_a_withdrawn_test_stands_on_no_thread_but_can_be_walked_from(p, told):
    withdrawn = make.effect_test(p, TestStatus.WITHDRAWN, actions=[told["action"]], priority=told["priority"])
    assert key_of(withdrawn) not in thread_of(p.scrutineer, [told["priority"].pk]).things
    graph = thread_through(p.scrutineer, withdrawn)
    assert tell(key_of(withdrawn), graph, today()).lines == ("Withdrawn",)

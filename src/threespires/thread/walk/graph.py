"""The thread as a graph of records: what leads to what, assembled in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from threespires.kernel.asking import written_once
from threespires.thread.actions.lifecycle import TestStatus
from threespires.thread.actions.models import Action, TaskedWork, TestOfEffect
from threespires.thread.actions.permissions import visible_actions, visible_tests, visible_work
from threespires.thread.learning.models import Learning
from threespires.thread.learning.permissions import visible_learning
from threespires.thread.priorities.models import LineOfEnquiry, Priority, Statement
from threespires.thread.priorities.permissions import visible_enquiries, visible_priorities

LEARNING, ENQUIRY, PRIORITY, WORK, ACTION, TEST = range(6)

Key = tuple[int, int]
"""A record on the thread: its step, and its primary key."""

_STEPS: dict[type[Model], int] = {
    Learning: LEARNING,
    LineOfEnquiry: ENQUIRY,
    Priority: PRIORITY,
    TaskedWork: WORK,
    Action: ACTION,
    TestOfEffect: TEST,
}


def key_of(thing: Model) -> Key:
    """Where a record stands.

    Raises:
        KeyError: if its kind has no place on the thread.
    """
    return _STEPS[type(thing)], thing.pk


@dataclass
class Graph:
    """Records by key, and for each key what it leads to."""

    things: dict[Key, Any] = field(default_factory=dict)
    leads_to: dict[Key, set[Key]] = field(default_factory=lambda: defaultdict(set))
    told: dict[tuple[Key, date], Any] = field(default_factory=dict, repr=False)
    """What was said of records already: a page says it of each three times."""

    def join(self, start: Key, end: Key) -> None:
        """Notes that one record leads to another, where both are known."""
        if start in self.things and end in self.things:
            self.leads_to[start].add(end)

    @cached_property
    def comes_from(self) -> dict[Key, set[Key]]:
        found: dict[Key, set[Key]] = defaultdict(set)
        for start, ends in self.leads_to.items():
            for end in ends:
                found[end].add(start)
        return found

    def in_order(self, keys: Iterable[Key]) -> list[Key]:
        """Keys in the order of their lists. Never by key: that would tell when protected learning was released."""
        return sorted(keys, key=self._places.__getitem__)

    @cached_property
    def _places(self) -> dict[Key, int]:
        return {key: place for place, key in enumerate(self.things)}

    def strands(self) -> list[tuple[Key, Key]]:
        return [(start, end) for start in self.things for end in self.in_order(self.leads_to.get(start, ()))]

    def at(self, step: int) -> list[Any]:
        """The records at one step, in the order in which they were read."""
        return [thing for (where, _), thing in self.things.items() if where == step]

    def back_from(self, key: Key) -> list[Key]:
        """Everything that led to `key`, nearest first."""
        return self._reach(key, self.comes_from)

    def on_from(self, key: Key) -> list[Key]:
        """Everything that came of `key`, nearest first."""
        return self._reach(key, self.leads_to)

    def _reach(self, key: Key, ways: dict[Key, set[Key]]) -> list[Key]:
        found: dict[Key, None] = {}
        edge = [key]
        while edge:
            edge = [
                near for far in edge for near in self.in_order(ways.get(far, ())) if near not in found and near != key
            ]
            found.update(dict.fromkeys(edge))
        return list(found)


def thread_of(person: Any, priorities: Iterable[int]) -> Graph:
    """The threads that run through these priorities, as far as `person` may see them.

    Back to the learning that their lines of enquiry cite, on to the tests, and to what the tests taught. A test that
    was withdrawn stands on none.
    """
    return thread_from(person, list(visible_priorities(person).filter(pk__in=list(priorities))))


def thread_from(person: Any, chosen: list[Priority]) -> Graph:
    """The same from priorities that `person` was found to see."""
    work = _work_of(visible_work(person), chosen)
    asked = _asked(person, chosen)
    return _assemble(
        person,
        [enquiry for _, enquiry in asked],
        asked,
        chosen,
        work,
        _actions_of(visible_actions(person), work),
        _tests_of(visible_tests(person), chosen),
    )


@written_once
def _work_of(among: Any, priorities: Iterable[Any]) -> QuerySet[TaskedWork]:
    return among.filter(priority__pk__in=priorities).select_related("level", "group")


@written_once
def _actions_of(among: Any, work: Iterable[Any]) -> QuerySet[Action]:
    return (
        among.filter(work__pk__in=work)
        .select_related("owner", "agency", "group")
        .prefetch_related("parts__agency")
        .annotate(pieces=Count("evidence", distinct=True))
    )


@written_once
def _tests_of(among: Any, priorities: Iterable[Any]) -> QuerySet[TestOfEffect]:
    """One that was withdrawn stands on no thread."""
    return among.filter(priority__pk__in=priorities).exclude(status=TestStatus.WITHDRAWN).select_related("tester")


def thread_through(person: Any, thing: Model) -> Graph:
    """The thread that runs through one record, wherever on it the record stands."""
    priorities = priorities_of(thing)
    if priorities:
        graph = thread_of(person, priorities)
    else:
        enquiries = list(visible_enquiries(person).filter(pk__in=enquiries_of(thing)))
        graph = _assemble(person, enquiries)
    graph.things.setdefault(key_of(thing), thing)
    return graph


def strand_through(person: Any, thing: Model) -> Graph:
    """At least what led to one record and what came of it; of an action, no more than that.

    Whoever sees an action sees its tests, work and priority, and those may be at hand.
    """
    if not isinstance(thing, Action):
        return thread_through(person, thing)
    chosen = [thing.work.priority]
    tests = [test for test in thing.tests.all() if test.status != TestStatus.WITHDRAWN]
    asked = _asked(person, chosen)
    return _assemble(person, [enquiry for _, enquiry in asked], asked, chosen, [thing.work], [thing], tests)


def priorities_of(thing: Model) -> list[int]:
    """The priorities whose threads a record stands on."""
    match thing:
        case Priority():
            return [thing.pk]
        case TaskedWork() | TestOfEffect():
            return [thing.priority_id]
        case Action():
            return [thing.work.priority_id]
        case LineOfEnquiry():
            found = Q(enquiries=thing)
        case Learning():
            found = Q(enquiries__statements__cites=thing, enquiries__statements__withdrawn_at=None) | Q(
                tests__learning=thing
            )
        case _:
            return []
    return list(Priority.objects.filter(found).values_list("pk", flat=True).distinct())


def enquiries_of(thing: Model) -> list[int]:
    """The lines of enquiry that a record without a priority stands on."""
    match thing:
        case LineOfEnquiry():
            return [thing.pk]
        case Learning():
            cited = Statement.objects.filter(cites=thing, withdrawn_at=None)
            return list(cited.values_list("enquiry", flat=True).distinct())
    return []


def _asked(person: Any, priorities: list[Priority]) -> list[tuple[int, LineOfEnquiry]]:
    """The lines of enquiry from which priorities were set, each with the priority, latest first."""
    pairs = _pairs_of(visible_enquiries(person), [priority.pk for priority in priorities])
    return [(pair.priority_id, pair.lineofenquiry) for pair in pairs]


@written_once
def _pairs_of(among: Any, priorities: list[int]) -> QuerySet[Any]:
    """Each priority with a line of enquiry from which it was set."""
    return (
        Priority.enquiries.through.objects.filter(priority__pk__in=priorities, lineofenquiry__in=among.order_by())
        .select_related("lineofenquiry")
        .order_by("-lineofenquiry__opened_on", "-lineofenquiry_id")
    )


def _assemble(
    person: Any,
    enquiries: list[LineOfEnquiry],
    asked: Iterable[tuple[int, LineOfEnquiry]] = (),
    chosen: Iterable[Priority] = (),
    work: Iterable[TaskedWork] = (),
    actions: Iterable[Action] = (),
    tests: Iterable[TestOfEffect] = (),
) -> Graph:
    """These records with the learning behind them and before them, joined."""
    graph = Graph()
    cites = set(_cited([enquiry.pk for enquiry in enquiries]))
    taught = {test.learning_id for test in tests if test.learning_id}
    learned = list(visible_learning(person).filter(pk__in={learning for _, learning in cites} | taught))
    for thing in (*learned, *enquiries, *chosen, *work, *actions, *tests):
        graph.things[key_of(thing)] = thing
    for asking, cited_by_it in cites:
        graph.join((LEARNING, cited_by_it), (ENQUIRY, asking))
    for priority, enquiry in asked:
        graph.join((ENQUIRY, enquiry.pk), (PRIORITY, priority))
    for piece in work:
        graph.join((PRIORITY, piece.priority_id), (WORK, piece.pk))
    for action in actions:
        action.work = graph.things[WORK, action.work_id]
        graph.join((WORK, action.work_id), (ACTION, action.pk))
    _join_tests(graph, tests)
    return graph


@written_once
def _cited(enquiries: list[int]) -> QuerySet[Any, Any]:
    """Each line of enquiry with what it cites."""
    cites = Statement.cites.through.objects.filter(statement__enquiry__pk__in=enquiries, statement__withdrawn_at=None)
    return cites.values_list("statement__enquiry", "learning")


def _join_tests(graph: Graph, tests: Iterable[TestOfEffect]) -> None:
    """Each test to the actions it tests, or to its priority where it tests that as a whole; and to what it taught."""
    pairs = _tested([test.pk for test in tests])
    with_actions = {test for test, _ in pairs}
    for testing, acting in pairs:
        graph.join((ACTION, acting), (TEST, testing))
    for test in tests:
        if test.pk not in with_actions:
            graph.join((PRIORITY, test.priority_id), (TEST, test.pk))
        if test.learning_id:
            graph.join((TEST, test.pk), (LEARNING, test.learning_id))


@written_once
def _tested(tests: list[int]) -> QuerySet[Any, Any]:
    """Each test with an action it tests."""
    return TestOfEffect.actions.through.objects.filter(testofeffect__pk__in=tests).values_list("testofeffect", "action")


def evidence_exists(action: Action) -> bool:
    """Whether anything stands beside the action that shows it was done."""
    pieces = getattr(action, "pieces", None)
    return pieces > 0 if pieces is not None else action.evidence.exists()

"""Where threads have stopped: learning nobody took up, action without evidence, change never tested."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from threespires.kernel.dates import Quarter
from threespires.partnership.models import Group, Post
from threespires.partnership.standing import decides_on_kind, holds, standing
from threespires.thread.actions.lifecycle import State, TestStatus
from threespires.thread.actions.models import Action, ActionPart, Evidence, TestOfEffect
from threespires.thread.actions.models.actions import is_late
from threespires.thread.actions.permissions import visible_actions, visible_tests
from threespires.thread.learning.models import Learning
from threespires.thread.learning.permissions import visible_learning
from threespires.thread.walk.graph import ACTION, LEARNING, TEST, Graph, evidence_exists, key_of
from threespires.thread.walk.telling import is_stuck

LEARNING_WAITS = timedelta(days=28)
"""How long learning may wait before it counts as not taken up: a month, since groups meet that often."""


@dataclass(frozen=True)
class Break:
    """One place where a thread stops: the record, what is missing, since when, and who can mend it."""

    title: str
    href: str
    missing: str
    since: date | None
    since_words: str
    mender: str
    is_mine: bool


def breaks(person: Any, day: date) -> list[Break]:
    """Every break that `person` may see, oldest first. Protected learning says only its quarter."""
    any_test = TestOfEffect.objects.filter(actions=OuterRef("pk")).exclude(status=TestStatus.WITHDRAWN)
    actions = visible_actions(person)
    return _told(
        person,
        day,
        waiting=visible_learning(person)
        .filter(status=Learning.Status.NEW)
        .filter(Q(learned_on__lte=day - LEARNING_WAITS) | Q(quarter__lt=Quarter.of(day).starts))
        .only("ref", "title", "learned_on", "quarter"),
        stuck=actions.filter(Q(status=State.BLOCKED) | is_late(day))
        .filter(~Exists(Evidence.objects.filter(action=OuterRef("pk"))))
        .select_related("agency", "work__group")
        .prefetch_related(Prefetch("parts", _late_parts(day)))
        .only(*_OF_AN_ACTION, "status", "blocked_on", "due_on", "owner", *_named("agency"), *_named("work__group")),
        untested=actions.filter(status=State.ACCEPTED)
        .filter(~Exists(any_test))
        .select_related("group")
        .only(*_OF_AN_ACTION, "accepted_on", *_named("group")),
        overdue=visible_tests(person)
        .filter(status=TestStatus.PLANNED, due_on__lt=day)
        .select_related("tester")
        .only("ref", "title", "due_on", "tester__name"),
    )


# There may be thousands: their long texts are not read.
_OF_AN_ACTION = ("ref", "title", "group")


def _late_parts(day: date) -> QuerySet[ActionPart]:
    return (
        ActionPart.objects.late(day)
        .select_related("agency")
        .only("action", "status", "due_on", "owner", *_named("agency"))
    )


def _named(where: str) -> tuple[str, str]:
    return f"{where}__name", f"{where}__short_name"


def breaks_along(person: Any, graph: Graph, day: date) -> list[Break]:
    """Those among the records of one thread, which are at hand."""
    actions = graph.at(ACTION)
    return _told(
        person,
        day,
        waiting=[learning for learning in graph.at(LEARNING) if _waits(learning, day)],
        stuck=[action for action in actions if is_stuck(action, day) and not evidence_exists(action)],
        untested=[
            action
            for action in actions
            if action.status == State.ACCEPTED
            and all(
                graph.things[test].status == TestStatus.WITHDRAWN for test in graph.leads_to.get(key_of(action), ())
            )
        ],
        overdue=[test for test in graph.at(TEST) if test.status == TestStatus.PLANNED and test.due_on < day],
    )


def _waits(learning: Learning, day: date) -> bool:
    """Nobody took it up for a month; or, of protected learning, since its quarter ended."""
    if learning.status != Learning.Status.NEW:
        return False
    if learning.quarter:
        return learning.quarter < Quarter.of(day).starts
    return learning.learned_on is not None and learning.learned_on <= day - LEARNING_WAITS


def _told(
    person: Any,
    day: date,
    *,
    waiting: Iterable[Learning],
    stuck: Iterable[Action],
    untested: Iterable[Action],
    overdue: Iterable[TestOfEffect],
) -> list[Break]:
    found = [
        *_not_taken_up(person, day, waiting),
        *_without_evidence(person, day, stuck),
        *_never_tested(person, day, untested, overdue),
    ]
    return sorted(found, key=lambda each: (each.since or day, each.title))


def _say(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _not_taken_up(person: Any, day: date, waiting: Iterable[Learning]) -> list[Break]:
    mine = bool(
        decides_on_kind(person, Group.Kind.EXECUTIVE, Group.Kind.IMPLEMENTATION)
        or holds(person, Post.Function.BOARD_MANAGER, Post.Function.QUALITY_ASSURANCE)
    )
    return [
        Break(
            learning.title,
            learning.get_absolute_url(),
            "Learning nobody took up",
            learning.learned_on or Quarter.of(learning.quarter or day).ends,
            learning.when,
            "Those who open lines of enquiry",
            mine,
        )
        for learning in waiting
    ]


def _without_evidence(person: Any, day: date, stuck: Iterable[Action]) -> list[Break]:
    here = standing(person)
    manager = bool(holds(person, Post.Function.BOARD_MANAGER))
    found = []
    for action in stuck:
        since = action.blocked_on or action.late_since(day) or day
        theirs: list[Any] = [action, *action.late_parts(day)]
        agencies = dict.fromkeys(str(each.agency) for each in theirs)
        found.append(
            Break(
                f"{action.title} ({action.ref})",
                action.get_absolute_url(),
                "Action without evidence",
                since,
                _say(since),
                ", ".join([*agencies, str(action.work.group)]),
                manager
                or any(each.owner_id == person.pk or each.agency_id in here.agency_ids for each in theirs)
                or bool({action.group_id, action.work.group_id} & here.group_ids),
            )
        )
    return found


def _never_tested(person: Any, day: date, untested: Iterable[Action], overdue: Iterable[TestOfEffect]) -> list[Break]:
    tester = bool(holds(person, Post.Function.BOARD_MANAGER, Post.Function.QUALITY_ASSURANCE))
    here = standing(person)
    return [
        *(
            Break(
                f"{action.title} ({action.ref})",
                action.get_absolute_url(),
                "Change never tested",
                action.accepted_on,
                _say(action.accepted_on or day),
                f"Quality assurance, {action.group}",
                tester or action.group_id in here.group_ids,
            )
            for action in untested
        ),
        *(
            Break(
                f"{test.title} ({test.ref})",
                test.get_absolute_url(),
                "Change not tested by its day",
                test.due_on,
                _say(test.due_on),
                str(test.tester),
                tester or test.tester_id == person.pk,
            )
            for test in overdue
        ),
    ]

"""Every thread in a line, and the process with its live counts. A fixed number of queries."""

from collections import defaultdict
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from markupsafe import Markup

from threespires.kernel.clock import today
from threespires.kernel.dates import Quarter
from threespires.partnership.chart import groups_on
from threespires.partnership.models import Group
from threespires.pictures.process import Process, Step, draw
from threespires.thread.actions.lifecycle import FINISHED, State, TestStatus
from threespires.thread.actions.permissions import visible_actions, visible_tests, visible_work
from threespires.thread.learning.models import Learning
from threespires.thread.learning.permissions import visible_learning
from threespires.thread.priorities.models import LineOfEnquiry, Priority
from threespires.thread.priorities.permissions import visible_enquiries, visible_priorities
from threespires.thread.walk.verdicts import told


def thread_rows(person: Any, priorities: QuerySet[Priority]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Each quarter with its threads: (quarter, rows of title, href, the sentence that says how it stands)."""
    found = list(priorities)
    actions: dict[int, list[Any]] = defaultdict(list)
    for action in (
        visible_actions(person)
        .filter(work__priority__in=found)
        .select_related("work")
        .annotate(pieces=Count("evidence"))
    ):
        actions[action.work.priority_id].append(action)
    tests: dict[int, list[Any]] = defaultdict(list)
    for test in visible_tests(person).filter(priority__in=found):
        tests[test.priority_id].append(test)
    quarters: dict[Quarter, list[dict[str, Any]]] = defaultdict(list)
    for priority in found:
        says = told(actions[priority.pk], tests[priority.pk])
        quarters[Quarter.of(priority.set_on)].append(
            {
                "title": priority.title,
                "href": reverse("walk:thread", args=[priority.ref]),
                "detail": [f"{says['changed']}.", f"{says['stopped']}." if says["stopped"] else ""],
                "aside": priority.get_status_display(),
            }
        )
    return [(str(quarter), quarters[quarter]) for quarter in sorted(quarters, reverse=True)]


def process_steps(person: Any) -> list[Step]:
    """The six steps, who takes each in this partnership, and what stands there now for this person."""
    names = _names()
    learning = visible_learning(person)
    actions = visible_actions(person)
    tests = visible_tests(person)
    open_work = visible_work(person).filter(status__in=("tasked", "taken_up")).count()
    waiting = learning.filter(status=Learning.Status.NEW).count()
    unfinished = actions.exclude(status__in=FINISHED).count()
    blocked = actions.filter(status=State.BLOCKED).count()
    reported = tests.filter(status=TestStatus.REPORTED).count()
    planned = tests.filter(status=TestStatus.PLANNED).count()
    asked = visible_enquiries(person).filter(status=LineOfEnquiry.Status.OPEN).count()
    chosen = visible_priorities(person).filter(status=Priority.Status.CURRENT).count()
    return [
        Step("Learning", "We learned", "Every group and agency", f"{learning.count()} pieces, {waiting} not taken up", reverse("learning:register")),
        Step("Line of enquiry", "We asked", f"{names['executive']}, with every agency", f"{asked} open", reverse("priorities:enquiries")),
        Step("Priority", "We chose", names["executive"], f"{chosen} current", reverse("priorities:priorities")),
        Step("Tasked work", "We tasked", f"{names['executive']} tasks the {names['implementation']}", f"{open_work} under way", reverse("actions:work_list")),
        Step("Actions", "We did", f"Owners; the {names['implementation']} accepts", f"{unfinished} unfinished, {blocked} blocked", reverse("actions:plan")),
        Step("Test of effect", "Did it change?", "Whoever is named to test", f"{reported} reported, {planned} planned", reverse("actions:tests")),
    ]  # fmt: skip


def process_svg(person: Any, *, download: bool = False) -> Markup:
    """The process as a picture."""
    drawn = Process("How a concern becomes a change", tuple(process_steps(person)))
    return draw(drawn, prefix="process", download=download)


def _names() -> dict[str, str]:
    """What the two leading groups are called here."""
    groups = groups_on(today())
    return {
        kind: next((str(group) for group in groups if group.kind == kind), fallback)
        for kind, fallback in (
            (Group.Kind.EXECUTIVE.value, "The executive group"),
            (Group.Kind.IMPLEMENTATION.value, "implementation group"),
        )
    }

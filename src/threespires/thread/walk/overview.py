"""Every thread in a line, and the process with its live counts. A fixed number of queries."""

from collections import defaultdict
from typing import Any

from django.db.models import Count, Min, QuerySet
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


def thread_rows(person: Any, priorities: QuerySet[Priority]) -> list[tuple[Quarter, list[dict[str, Any]]]]:
    """Each quarter with the threads first chosen for it: (quarter, rows of title, href and the sentence of each)."""
    found = list(priorities.annotate(chosen_for=Min("quarters__quarter")))
    actions: dict[int, list[Any]] = defaultdict(list)
    for action in (
        visible_actions(person)
        .filter(work__priority__in=found)
        .select_related("work")
        .prefetch_related("parts")
        .annotate(pieces=Count("evidence"))
        .only("status", "due_on", "blocked_because", "work__priority")
    ):
        actions[action.work.priority_id].append(action)
    tests: dict[int, list[Any]] = defaultdict(list)
    for test in visible_tests(person).filter(priority__in=found):
        tests[test.priority_id].append(test)
    quarters: dict[Quarter, list[dict[str, Any]]] = defaultdict(list)
    for priority in found:
        says = told(actions[priority.pk], tests[priority.pk])
        quarters[Quarter(priority.chosen_for)].append(
            {
                "title": priority.title,
                "href": reverse("walk:thread", args=[priority.ref]),
                "detail": [f"{says['changed']}.", f"{says['stopped']}." if says["stopped"] else ""],
                "aside": priority.get_status_display(),
            }
        )
    return [(quarter, quarters[quarter]) for quarter in sorted(quarters, reverse=True)]


def process_steps(person: Any) -> list[Step]:
    """The six steps, who takes each in this partnership, and what stands there now for this person."""
    executive, implementation = _leading_groups()
    counts = _counts(person)
    steps = (
        ("Learning", "We learned", "Every group and agency", "learning:register"),
        ("Line of enquiry", "We asked", f"{executive}, with every agency", "priorities:enquiries"),
        ("Priority", "We chose", executive, "priorities:priorities"),
        ("Tasked work", "We tasked", f"{executive} tasks the {implementation}", "actions:work_list"),
        ("Actions", "We did", f"Owners; the {implementation} accepts", "actions:plan"),
        ("Test of effect", "Did it change?", "Whoever is named to test", "actions:tests"),
    )
    return [
        Step(name, verb, who, count, reverse(page))
        for (name, verb, who, page), count in zip(steps, counts, strict=True)
    ]


def _counts(person: Any) -> list[str]:
    """What stands at each of the six steps, of all that the person may see."""
    learning, actions, tests = visible_learning(person), visible_actions(person), visible_tests(person)
    waiting = learning.filter(status=Learning.Status.NEW).count()
    blocked = actions.filter(status=State.BLOCKED).count()
    planned = tests.filter(status=TestStatus.PLANNED).count()
    return [
        f"{learning.count()} pieces, {waiting} not taken up",
        f"{visible_enquiries(person).filter(status=LineOfEnquiry.Status.OPEN).count()} open",
        f"{visible_priorities(person).filter(status=Priority.Status.CURRENT).count()} current",
        f"{visible_work(person).under_way().count()} under way",
        f"{actions.exclude(status__in=FINISHED).count()} unfinished, {blocked} blocked",
        f"{tests.filter(status=TestStatus.REPORTED).count()} reported, {planned} planned",
    ]


def process_svg(person: Any, *, download: bool = False) -> Markup:
    """The process as a picture."""
    drawn = Process("How a concern becomes a change", tuple(process_steps(person)))
    return draw(drawn, prefix="process", download=download)


def _leading_groups() -> tuple[str, str]:
    """What the executive and the implementation group are called here."""
    groups = groups_on(today())
    executive = next((str(group) for group in groups if group.kind == Group.Kind.EXECUTIVE), "")
    implementation = next((str(group) for group in groups if group.kind == Group.Kind.IMPLEMENTATION), "")
    return executive or "The executive group", implementation or "implementation group"

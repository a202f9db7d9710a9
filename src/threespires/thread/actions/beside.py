"""What this room shows on the pages of records below it: the work and the tests of a priority."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.kernel.plates import RoomSection
from threespires.partnership.models import Agency
from threespires.thread.actions.lifecycle import WorkStatus
from threespires.thread.actions.models import TaskedWork
from threespires.thread.actions.permissions import (
    may_plan_test,
    may_see,
    may_task,
    visible_actions,
    visible_tests,
    visible_work,
)
from threespires.thread.actions.plan.choice import Chosen
from threespires.thread.actions.shown import action_row, test_tag, work_row
from threespires.thread.priorities.models import Priority, Statement

ACTIONS_SHOWN = 20


def sections(person: Any, thing: Any) -> list[RoomSection]:
    """On a priority: what was tasked from it, and how it will be known that it changed anything. On an agency: what it
    still has to do."""
    if not may_see(person):
        return []
    if isinstance(thing, Agency):
        return [RoomSection(20, "actions/_agency.html", _of_agency(person, thing))]
    if not isinstance(thing, Priority):
        return []
    work = visible_work(person).with_progress().filter(priority=thing).order_by("due_on", "pk")
    tests = visible_tests(person).filter(priority=thing)
    facts = {
        "priority": thing,
        "rows": [work_row(piece, today()) for piece in work],
        "tests": [
            {
                "title": test.title,
                "href": test.get_absolute_url(),
                "tag": test_tag(test),
                "detail": f"{test.get_method_display()}, {say_date(test.found_on or test.due_on)}",
            }
            for test in tests
        ],
        "may_task": may_task(person, thing),
        "not_tasked": _not_tasked(thing),
        "may_plan_test": may_plan_test(person, thing),
    }
    return [RoomSection(20, "actions/_priority.html", facts)]


def _of_agency(person: Any, agency: Agency) -> dict[str, Any]:
    """The agency's actions that are not finished, those due first, and how many there are; its parts in others' too."""
    theirs = visible_actions(person).unfinished().filter(Chosen(agency=agency.key).others())
    shown = theirs.select_related("owner", "agency").prefetch_related("parts__agency").with_pieces()
    day = today()
    return {
        "count": theirs.count(),
        "rows": [action_row(action, day) for action in shown.order_by("due_on", "pk")[:ACTIONS_SHOWN]],
        "plan": f"{reverse('actions:plan')}{Chosen(agency=agency.key).to_params()}",
    }


def _not_tasked(priority: Priority) -> list[dict[str, str]]:
    """What needs to happen, in its lines of enquiry, and nobody has been tasked with; each leads to tasking it."""
    tasked = TaskedWork.objects.exclude(status=WorkStatus.WITHDRAWN).filter(statement__isnull=False)
    waiting = (
        Statement.objects.to_be_done().filter(enquiry__priorities=priority).exclude(pk__in=tasked.values("statement"))
    )
    return [
        {
            "text": statement.text,
            "href": f"{reverse('actions:new_work')}?{urlencode({'priority': priority.ref, 'statement': statement.pk})}",
        }
        for statement in waiting
    ]

"""Who visits, what they look at, and what a right answer to them holds."""

from dataclasses import dataclass

from django.db.models import Count

from threespires.meetings.models import Meeting
from threespires.thread.actions.lifecycle import State
from threespires.thread.actions.models import Action, TaskedWork
from threespires.thread.priorities.models import Priority
from threespires.thread.walk.graph import thread_of

from .partnership import Partnership


@dataclass(frozen=True)
class Item:
    """An item of the meeting looked at."""

    title: str
    presenter: str
    papers: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Visit:
    visitor: int
    owed: tuple[str, ...]
    """Titles of the visitor's own actions that are soonest due."""
    meeting: str
    items: tuple[Item, ...]
    actions: int
    action: str
    description: str
    updates: tuple[str, ...]
    to_update: tuple[str, ...]
    """References of the visitor's own actions, any of which may be updated."""
    work: tuple[str, ...]
    thread: str
    on_thread: tuple[str, ...]
    """Titles of all that stands on the thread looked at."""


def find_visit(partnership: Partnership) -> Visit:
    visitor = partnership.visitor
    own = Action.objects.owed_by(visitor).order_by("due_on", "pk")
    first = Action.objects.get(ref="A-1")
    meeting = Meeting.objects.held().filter(group=partnership.implementation)[0]
    # A thread with a test, so that the walk goes all the way; its actions are as many as any other's.
    priority = (
        Priority.objects.current().annotate(count=Count("tests")).filter(count__gt=0).order_by("pk").first()
        or Priority.objects.current()[0]
    )
    graph = thread_of(visitor, [priority.pk])
    to_update = own.filter(status__in=(State.IN_PROGRESS, State.BLOCKED)).exclude(pk=first.pk)
    return Visit(
        visitor=visitor.pk,
        owed=tuple(own.values_list("title", flat=True)[:9]),
        meeting=meeting.ref,
        items=tuple(
            Item(item.title, item.presenter, tuple(item.detail.split()[-2:]), item.note) for item in meeting.items.all()
        ),
        actions=Action.objects.count(),
        action=first.ref,
        description=first.description,
        updates=tuple(first.updates.values_list("text", flat=True)),
        to_update=tuple(to_update.values_list("ref", flat=True)),
        work=tuple(TaskedWork.objects.under_way().order_by("due_on", "pk").values_list("title", flat=True)[:100]),
        thread=priority.ref,
        on_thread=tuple(str(thing) for thing in graph.things.values()),
    )

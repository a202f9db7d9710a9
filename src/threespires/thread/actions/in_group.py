"""A group's work, in its own room: what was tasked to it, and how far each piece is."""

from datetime import date
from typing import Any

from django.db.models import Count, Q

from threespires.kernel.clock import today
from threespires.kernel.plates import RoomSection
from threespires.partnership.models import Group
from threespires.thread.actions.lifecycle import FINISHED, State
from threespires.thread.actions.models.actions import is_late
from threespires.thread.actions.permissions import may_see, visible_actions, visible_work
from threespires.thread.actions.shown import work_row

IN_A_ROOM = 6
_SEE_ALL = (Group.Kind.EXECUTIVE, Group.Kind.IMPLEMENTATION)


def work_of(person: Any, group: Group) -> Any:
    """What was tasked to the group; the executive and the implementation group answer for all of it."""
    work = visible_work(person)
    return work if group.kind in _SEE_ALL else work.filter(group=group)


def sections(person: Any, group: Group, day: date) -> list[RoomSection]:
    """The group's work under way, on its own page; nothing for a group that was never given any.

    How far it was on a day gone by isn't known.
    """
    if day < today() or not may_see(person):
        return []
    work = work_of(person, group)
    rows = [work_row(piece, today()) for piece in work.under_way().with_progress().order_by("due_on")[:IN_A_ROOM]]
    if not rows and not work.exists():
        return []
    facts = {"rows": rows, "group": group, "said": say_plan(person, group)}
    return [RoomSection(20, "actions/_group_work.html", facts)]


def say_plan(person: Any, group: Group) -> str:
    """How the actions of the group's work stand: "61 actions, 4 late, 1 blocked"."""
    actions = visible_actions(person)
    if group.kind not in _SEE_ALL:
        actions = actions.filter(work__group=group)
    counted = actions.exclude(status=State.WITHDRAWN).aggregate(
        total=Count("pk"),
        left=Count("pk", filter=~Q(status__in=FINISHED)),
        late=Count("pk", filter=is_late(today())),
        blocked=Count("pk", filter=Q(status=State.BLOCKED)),
    )
    total = counted["total"]
    said = [f"{total} action{'' if total == 1 else 's'}", f"{counted['left']} unfinished"]
    said += [f"{counted[name]} {name}" for name in ("late", "blocked") if counted[name]]
    return ", ".join(said)

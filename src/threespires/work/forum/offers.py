"""What the forum offers to other rooms: what waits for its moderators, what was returned, and a way in."""

from datetime import date
from typing import Any

from django.utils import timezone

from threespires.accounts.models import Person
from threespires.kernel.clock import today as the_day
from threespires.kernel.plates import Owed, RoomSection
from threespires.partnership.models import Group
from threespires.work.forum.models import Issue
from threespires.work.forum.permissions import may_raise_issue, may_read_queue, visible_issues
from threespires.work.forum.shown import waiting


def owed(person: Person, today: date) -> list[Owed]:
    """Issues that the forum returned to whoever raised them."""
    returned = Issue.objects.filter(raised_by=person, status=Issue.Status.RETURNED, concern__isnull=True)
    return [
        Owed("Write again what you raised with the forum", issue.get_absolute_url(), detail=issue.ref)
        for issue in returned
    ]


def decisions(person: Person, today: date) -> list[Owed]:
    """Issues that wait for a moderator."""
    if not may_read_queue(person):
        return []
    return [
        Owed(
            "Read an emerging issue",
            issue.get_absolute_url(),
            since=timezone.localdate(issue.raised_at),
            detail=f"{issue.ref}, {issue.agency}",
        )
        for issue in waiting(visible_issues(person)).exclude(raised_by=person)
    ]


def sections(person: Any, group: Group, day: date) -> list[RoomSection]:
    """On the forum's own page of today: raising an issue, and for its moderators what waits."""
    if group.kind != Group.Kind.FORUM or not group.board.is_home or day < the_day() or not may_raise_issue(person):
        return []
    reads = bool(may_read_queue(person))
    facts = {"reads": reads, "waiting": waiting(visible_issues(person)).count() if reads else 0}
    return [RoomSection(20, "forum/_section.html", facts)]

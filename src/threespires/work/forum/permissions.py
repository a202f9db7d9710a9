"""Who tells the forum what they see, who reads it, and who answers.

The proposal says that the forum finds emerging issues, and names nobody who reads them: it is the forum's chair,
vice-chair and administrator, and the Board manager.
"""

from typing import Any

from django.db.models import Q, QuerySet

from threespires.concerns.permissions import moderated_groups, moderates, never_once_marked
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Group
from threespires.partnership.standing import standing
from threespires.practitioners.permissions import practises
from threespires.work.forum.lifecycle import LIFECYCLE
from threespires.work.forum.models import Issue


@rule
def may_raise_issue(person: Any) -> Verdict:
    """Whoever holds a seat or post, and any practitioner, tells the forum what they see emerging."""
    here = standing(person)
    if here.anywhere:
        return yes((here.seats or here.holdings)[0])
    practice = practises(person)
    return practice or no("Only practitioners and those who hold a seat or post raise an issue")


def home_forums() -> QuerySet[Group]:
    """The forum of the home board: another board's hears nothing from here."""
    return Group.objects.filter(kind=Group.Kind.FORUM, board__is_home=True)


@sight
def visible_issues(person: Any) -> QuerySet[Issue]:
    """An issue is seen by whoever raised it, and by the forum's moderators: its chair, vice-chair and administrator,
    and the Board manager."""
    return Issue.objects.filter(Q(raised_by=person.pk) | Q(group__in=moderated_groups(person)))


@sight
def may_read_queue(person: Any) -> Verdict:
    """The forum's moderators read what was raised and waits."""
    forum = (moderated_groups(person) & home_forums()).first()
    held = moderates(person, forum) if forum else None
    return yes(held) if held else no("Only the forum’s moderators read what waits")


def _may_answer(person: Any, issue: Issue, step: str) -> Verdict:
    held = moderates(person, issue.group)
    if not held:
        return no("Only the forum’s moderators answer an issue")
    if issue.raised_by_id == person.pk:
        return no("You raised this yourself, so another moderator answers it")
    return yes(held) & never_once_marked(issue) & LIFECYCLE.allows(issue, step)


@rule
def may_learn_from(person: Any, issue: Issue) -> Verdict:
    """A moderator, never whoever raised it, turns an issue into learning; never one that was marked as a possible
    concern."""
    return _may_answer(person, issue, "learn_from")


@rule
def may_send_back(person: Any, issue: Issue) -> Verdict:
    """A moderator returns an issue to whoever raised it, saying what is wanted."""
    return _may_answer(person, issue, "send_back")


@rule
def may_set_aside(person: Any, issue: Issue) -> Verdict:
    """A moderator sets an issue aside, with a reason that whoever raised it reads."""
    return _may_answer(person, issue, "set_aside")


@rule
def may_raise_again(person: Any, issue: Issue) -> Verdict:
    """Whoever raised an issue writes it again where it was returned."""
    if issue.raised_by_id != person.pk:
        return no("Only whoever raised this writes it again")
    return never_once_marked(issue) & LIFECYCLE.allows(issue, "raise_again")

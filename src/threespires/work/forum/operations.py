"""Emerging issues are raised, returned, set aside, and turned into learning."""

from collections.abc import Iterable

from django.db import transaction

from threespires.accounts.models import Person
from threespires.cases.recording import changed
from threespires.kernel.clock import now
from threespires.kernel.locks import lock, save
from threespires.kernel.numbers import create_numbered
from threespires.kernel.verdict import Refused, require
from threespires.partnership.models import Agency, Group
from threespires.thread.learning.models import Kind, Theme
from threespires.thread.learning.operations import learn
from threespires.vault import store
from threespires.work.forum import notices
from threespires.work.forum.lifecycle import LIFECYCLE
from threespires.work.forum.models import Issue
from threespires.work.forum.permissions import (
    home_forums,
    may_learn_from,
    may_raise_again,
    may_raise_issue,
    may_send_back,
    may_set_aside,
)


@transaction.atomic
def raise_issue(*, by: Person, agency: Agency, setting: str, seen: str, theme: Theme | None = None) -> Issue:
    """Somebody tells the forum what they see in practice.

    Raises:
        Refused: if `by` may not, there is no forum today, or the keys aren't here.
    """
    verdict = require(may_raise_issue(by))
    forum = (home_forums() & Group.objects.now()).first()
    if forum is None:
        raise Refused("This partnership has no forum today")
    issue = Issue(group=forum, raised_by=by, raised_at=now(), agency=agency, setting=setting, seen=seen, theme=theme)
    store.make_for(issue.pk, "Nothing can be written here")
    create_numbered(issue)
    changed("issue.raised", issue, by=by, seat=verdict.seat)
    return issue


@transaction.atomic
def learn_from(issue: Issue, *, by: Person, title: str, summary: str, themes: Iterable[Theme | str] = ()) -> Issue:
    """A moderator writes what the partnership should learn from an issue. It doesn't say who raised it, or where.

    Raises:
        Refused: if `by` may not; never of what was marked as a possible concern.
    """
    lock(issue)
    verdict = require(may_learn_from(by, issue))
    LIFECYCLE.apply(issue, "learn_from")
    issue.learning = learn(by=by, kind=Kind.FORUM, title=title, summary=summary, group=issue.group, themes=themes)
    issue.published_at = now()
    _answer(issue, by=by)
    changed("issue.learned_from", issue, by=by, seat=verdict.seat)
    notices.answered(issue)
    return issue


@transaction.atomic
def send_back(issue: Issue, *, by: Person, because: str) -> Issue:
    """A moderator asks whoever raised it for more, or for less."""
    lock(issue)
    verdict = require(may_send_back(by, issue))
    LIFECYCLE.apply(issue, "send_back")
    _answer(issue, by=by, words=because)
    changed("issue.returned", issue, by=by, seat=verdict.seat)
    notices.answered(issue)
    return issue


@transaction.atomic
def set_aside(issue: Issue, *, by: Person, because: str) -> Issue:
    """A moderator leaves an issue, and says why."""
    lock(issue)
    verdict = require(may_set_aside(by, issue))
    LIFECYCLE.apply(issue, "set_aside")
    _answer(issue, by=by, words=because)
    changed("issue.set_aside", issue, by=by, seat=verdict.seat)
    notices.answered(issue)
    return issue


@transaction.atomic
def raise_again(
    issue: Issue,
    *,
    by: Person,
    agency: Agency,
    setting: str,
    seen: str,
    theme: Theme | None = None,
    seen_version: int | None = None,
) -> Issue:
    """Whoever raised an issue that was returned writes it again.

    Args:
        seen_version: the version the person had open.
    """
    lock(issue, seen=seen_version)
    require(may_raise_again(by, issue))
    LIFECYCLE.apply(issue, "raise_again")
    issue.agency, issue.setting, issue.seen, issue.theme = agency, setting, seen, theme
    save(issue)
    changed("issue.raised_again", issue, by=by)
    return issue


def _answer(issue: Issue, *, by: Person, words: str = "") -> None:
    issue.answer, issue.answered_by, issue.answered_at = words, by, now()
    save(issue)

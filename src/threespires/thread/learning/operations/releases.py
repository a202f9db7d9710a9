"""What a case group learned is kept for the group alone, and leaves it only through a release.

No history of open learning is written here, and none of the words: what is done to a release stands in the record of
case records, and what comes out of it keeps nothing that points back.
"""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from threespires.accounts.models import Person
from threespires.cases.recording import changed
from threespires.kernel.clock import now, today
from threespires.kernel.dates import Quarter
from threespires.kernel.locks import lock, note_before, save
from threespires.kernel.verdict import Refused, require
from threespires.partnership.models import Group
from threespires.search.indexing import index
from threespires.thread.learning.afresh import copied
from threespires.thread.learning.lifecycle import RELEASE
from threespires.thread.learning.models import CaseLearning, Learning, Release
from threespires.thread.learning.permissions import (
    may_check_release,
    may_draft_release,
    may_keep_in_case_group,
    may_redraft,
    may_return_release,
)


@transaction.atomic
def keep_in_case_group(
    *, by: Person, group: Group, kind: str, title: str, text: str, learned_on: date | None = None
) -> CaseLearning:
    """A member writes down what the case group learned, for the group alone."""
    verdict = require(may_keep_in_case_group(by, group))
    learning = CaseLearning.objects.create(
        group=group, kind=kind, title=title, text=text, learned_on=learned_on or today(), contributed_by=by
    )
    changed("case_learning.kept", learning, by=by, seat=verdict.seat)
    return learning


@transaction.atomic
def draft_release(
    *,
    by: Person,
    group: Group,
    sources: Iterable[CaseLearning],
    title: str,
    summary: str,
    not_before: date | None = None,
) -> Release:
    """A member writes afresh, for everyone, what the group learned in one case or in several.

    Args:
        sources: the case learning it comes from; several are pooled.
        not_before: the first day on which it may leave the group.

    Raises:
        Refused: if `by` isn't a member, no source is named, or the case's own words are in it.
    """
    verdict = require(may_draft_release(by, group))
    release = Release(group=group, title=title, summary=summary, not_before=not_before, written_by=by)
    sources = _fit(release, sources)
    release.save()
    release.sources.set(sources)
    changed("release.drafted", release, by=by, seat=verdict.seat)
    return release


@transaction.atomic
def redraft_release(
    release: Release,
    *,
    by: Person,
    sources: Iterable[CaseLearning],
    title: str,
    summary: str,
    not_before: date | None = None,
    seen: int | None = None,
) -> Release:
    """A member rewrites a returned release, and so becomes its writer."""
    lock(release, seen=seen)
    verdict = require(may_redraft(by, release))
    RELEASE.apply(release, "redraft")
    release.title, release.summary, release.not_before = title, summary, not_before
    release.written_by, release.written_at = by, now()
    sources = _fit(release, sources)
    save(release)
    release.sources.set(sources)
    changed("release.redrafted", release, by=by, seat=verdict.seat)
    return release


@transaction.atomic
def check_release(release: Release, *, by: Person) -> Release:
    """A second member checks a release. It leaves the group now, or on its day."""
    lock(release)
    verdict = require(may_check_release(by, release))
    RELEASE.apply(release, "check")
    release.checked_by, release.checked_at = by, now()
    save(release)
    changed("release.checked", release, by=by, seat=verdict.seat)
    _release_if_due(release)
    return release


@transaction.atomic
def return_release(release: Release, *, by: Person, because: str) -> Release:
    """A member sends a draft back, saying what is wrong with it."""
    lock(release)
    verdict = require(may_return_release(by, release))
    if not because.strip():
        raise Refused("A release is returned only with a reason")
    RELEASE.apply(release, "send_back")
    release.returned_because = because
    save(release)
    changed("release.returned", release, by=by, seat=verdict.seat)
    return release


def release_due() -> int:
    """Lets out what was checked and whose day has come; gives how many. Safe to repeat."""
    due = Release.objects.filter(Q(not_before__isnull=True) | Q(not_before__lte=today()))
    waiting = due.filter(status=Release.Status.CHECKED).values_list("pk", flat=True)
    return sum(_release_one(key) for key in waiting)


@transaction.atomic
def _release_one(key: int) -> bool:
    release = lock(Release(pk=key))
    return _release_if_due(release)


def _release_if_due(release: Release) -> bool:
    """Makes the protected learning, unless it must wait or another hand has done so."""
    waits = release.not_before is not None and release.not_before > today()
    if waits or not RELEASE.allows(release, "release"):
        return False
    note_before(release)
    quarter = Quarter.of(today())
    release.learning = Learning.objects.create(
        # Not the next number: the order of references would tell the day.
        ref=secrets.token_hex(8),
        title=release.title,
        summary=release.summary,
        protected=True,
        quarter=quarter.starts,
        listed_on=quarter.ends,
        recorded_at=timezone.make_aware(datetime.combine(quarter.starts, time())),
    )
    RELEASE.apply(release, "release")
    save(release)
    changed("release.released", release, by=None)
    index(release.learning)
    return True


def _fit(release: Release, sources: Iterable[CaseLearning]) -> list[CaseLearning]:
    """The sources of a release that may be drafted: some, all the group's own, none of their words copied."""
    sources = list(sources)
    if not sources:
        raise Refused("Choose the case learning that this comes from")
    if any(source.group_id != release.group_id for source in sources):
        raise Refused("A group releases only what it learned itself")
    words = copied(release.title, sources) or copied(release.summary, sources)
    if words:
        raise Refused(f"Write it afresh: “{words}” stands in the case learning")
    return sources

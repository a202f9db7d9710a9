"""What a case group learned is kept for the group alone, and leaves it only through a release.

No history of open learning is written here, and none of the words: what is done to a release stands in the record of
case records, and what comes out of it keeps nothing that points back.
"""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from threespires.accounts.models import Person
from threespires.cases.calendar import due_by_now, put_in_calendar
from threespires.cases.models import Case, Due
from threespires.cases.operations import open_case
from threespires.cases.permissions import may_write_in
from threespires.cases.recording import changed
from threespires.cases.wall.asking import asked_by_job
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
    visible_case_learning,
)

RELEASING = "learning.release"
"""What the calendar is told to do with a release that waits."""


@transaction.atomic
def keep_in_case_group(
    *, by: Person, group: Group, kind: str, title: str, text: str, learned_on: date | None = None
) -> CaseLearning:
    """A member writes down what the case group learned, for the group alone: a case of its own."""
    verdict = require(may_keep_in_case_group(by, group))
    case = open_case(group, kept_as=CaseLearning.KEPT_AS)
    return _keep(case, by=by, seat=verdict.seat, kind=kind, title=title, text=text, learned_on=learned_on)


@transaction.atomic
def keep_in_case(
    case: Case, *, by: Person, kind: str, title: str, text: str, learned_on: date | None = None
) -> CaseLearning:
    """Whoever writes in a case, as a member or in a role on it, writes down what was learned there."""
    lock(case)
    verdict = require(may_write_in(by, case))
    return _keep(case, by=by, seat=verdict.seat, kind=kind, title=title, text=text, learned_on=learned_on)


def _keep(case: Case, *, by: Person, seat: str, learned_on: date | None, **words: str) -> CaseLearning:
    learning = CaseLearning.objects.create(case=case, learned_on=learned_on or today(), contributed_by=by, **words)
    changed("case_learning.kept", learning, by=by, seat=seat)
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
    sources = _fit(group, by, sources, title, summary)
    case = open_case(group, kept_as=Release.KEPT_AS, drawn_from=[source.case for source in sources])
    release = Release.objects.create(case=case, title=title, summary=summary, not_before=not_before, written_by=by)
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
    sources = _fit(release.case.group, by, sources, title, summary)
    save(release)
    release.sources.set(sources)
    release.case.drawn_from.set(source.case for source in sources)
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
    has_left = _release_if_due(release, by=by, seat=verdict.seat)
    if release.not_before and not has_left:
        put_in_calendar(RELEASING, release, release.not_before)
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
    return sum(_release_one(due) for due in due_by_now(RELEASING))


def _release_one(due: Due) -> bool:
    with asked_by_job(RELEASING, [due.case_id]):
        release = lock(Release.objects.select_related("case__group").get(pk=due.thing))
        released = _release_if_due(release, by=None)
        due.delete()
        return released


def _release_if_due(release: Release, *, by: Person | None, seat: str = "") -> bool:
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
    changed("release.released", release, by=by, seat=seat)
    index(release.learning)
    return True


def _fit(group: Group, by: Person, sources: Iterable[CaseLearning], title: str, summary: str) -> list[CaseLearning]:
    """The sources of a release that may be drafted: some, all the group's own that `by` sees, none of their words
    copied."""
    wanted = {source.pk for source in sources}
    if not wanted:
        raise Refused("Choose the case learning that this comes from")
    found = list(visible_case_learning(by).filter(case__group=group, pk__in=wanted))
    if len(found) < len(wanted):
        raise Refused("A group releases only what it learned itself")
    words = copied(title, found) or copied(summary, found)
    if words:
        raise Refused(f"Write it afresh: “{words}” stands in the case learning")
    return found

"""Papers are handed in, changed, replaced by a later version, and withdrawn. Nothing that was read is lost."""

from typing import Any

from django.core.files.base import File
from django.db import transaction

from threespires.accounts.models import Person
from threespires.documents.operations import keep
from threespires.history.recording import record
from threespires.kernel.background import have_done
from threespires.kernel.clock import now
from threespires.kernel.locks import lock, put, save
from threespires.kernel.verdict import Refused, require
from threespires.meetings.models import AgendaItem, Meeting
from threespires.papers.models import Paper, PaperVersion
from threespires.papers.permissions import may_change_paper, may_hand_in

TURN = "threespires.papers.reminders.turn_paper"
_AMENDABLE = ("title", "written_by", "asked", "audience", "item")


@transaction.atomic
def hand_in(
    meeting: Meeting,
    *,
    by: Person,
    file: File,
    title: str,
    item: AgendaItem | None = None,
    written_by: str = "",
    asked: str = Paper.Asked.NOTE,
    audience: str = Paper.Audience.OPEN,
) -> Paper:
    """Hands in a paper for a meeting, under an item of its agenda or beside them all.

    Raises:
        Refused: if `by` may not, the item isn't on this agenda, or the file can't be kept.
    """
    verdict = require(may_hand_in(by, meeting))
    _of_this_agenda(meeting, item)
    paper = Paper.objects.create(
        meeting=meeting,
        item=item,
        title=title,
        written_by=written_by,
        asked=asked,
        audience=audience,
        put_by=by,
        put_at=now(),
    )
    _put_version(paper, 1, file, by=by)
    record("paper.handed_in", paper, by=by, seat=verdict.seat)
    return paper


@transaction.atomic
def replace(paper: Paper, *, by: Person, file: File, changes: str = "", seen: int | None = None) -> PaperVersion:
    """Hands in a later version. What was read before stays with its pages."""
    lock(paper, seen=seen)
    verdict = require(may_change_paper(by, paper))
    version = _put_version(paper, paper.versions.count() + 1, file, by=by, changes=changes)
    save(paper)
    record("paper.replaced", paper, by=by, seat=verdict.seat, words=str(version))
    return version


@transaction.atomic
def amend(paper: Paper, *, by: Person, seen: int | None = None, **facts: Any) -> Paper:
    """Changes what is said of a paper. Who may read it can't be changed once it has gone out."""
    lock(paper, seen=seen)
    verdict = require(may_change_paper(by, paper))
    _of_this_agenda(paper.meeting, facts.get("item", paper.item))
    if facts.get("audience", paper.audience) != paper.audience and has_gone_out(paper):
        raise Refused("It has gone out already, so who may read it stays as it is. Withdraw it and hand it in anew")
    if put(paper, **{name: facts[name] for name in _AMENDABLE if name in facts}):
        save(paper)
        record("paper.amended", paper, by=by, seat=verdict.seat)
    return paper


@transaction.atomic
def withdraw(paper: Paper, *, by: Person, because: str, seen: int | None = None) -> Paper:
    """Takes a paper out of every pack fetched from now on. Its pages' numbers go to no other."""
    lock(paper, seen=seen)
    verdict = require(may_change_paper(by, paper))
    paper.withdrawn_at, paper.withdrawn_because = now(), because
    save(paper)
    record("paper.withdrawn", paper, by=by, seat=verdict.seat)
    return paper


def has_gone_out(paper: Paper) -> bool:
    return paper.versions.filter(parts__pack__out_at__isnull=False).exists()


def _put_version(paper: Paper, number: int, file: File, *, by: Person, changes: str = "") -> PaperVersion:
    version = PaperVersion.objects.create(
        paper=paper, number=number, document=keep(file, by=by), changes=changes, put_by=by, put_at=now()
    )
    if version.document.can_be_opened:
        have_done(TURN, version.pk)
    return version


def _of_this_agenda(meeting: Meeting, item: AgendaItem | None) -> None:
    if item is not None and item.meeting_id != meeting.pk:
        raise Refused("That item isn’t on the agenda of this meeting")

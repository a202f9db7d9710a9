"""A pack is made in the background: each paper turned into pages, the agenda and action log set, all of it numbered."""

from datetime import timedelta

from django.db import transaction

from threespires.accounts.models import Person
from threespires.binding.turning import CannotTurn, as_pages, count_pages
from threespires.documents import store
from threespires.documents.models import Document
from threespires.documents.operations import keep_made
from threespires.history.recording import record
from threespires.kernel.background import have_done
from threespires.kernel.clock import now
from threespires.kernel.locks import lock
from threespires.kernel.verdict import Refused, require
from threespires.meetings.agenda import read_agenda
from threespires.meetings.models import Meeting
from threespires.papers import notices, sheets
from threespires.papers.lifecycle import PACK
from threespires.papers.models import Pack, PackPart, Paper, PaperVersion
from threespires.papers.numbering import Numbers, number_on
from threespires.papers.operations.handing_in import TURN
from threespires.papers.permissions import may_make_pack, may_send_out

MAKE = "threespires.papers.reminders.make_pack"
STALLED_AFTER = timedelta(minutes=10)
_STILL_CHECKED = "It is still being checked for viruses. It joins once that is done"
_REFUSED = "The virus scanner refused it. Hand it in again from another device, or withdraw it"


def settled(document: Document) -> None:
    """The virus scanner has let a file out: if it is a paper, its pages are made."""
    if document.can_be_opened:
        for version in PaperVersion.objects.filter(document=document, pages=None):
            have_done(TURN, version.pk)


def turn(version: PaperVersion) -> PaperVersion:
    """Makes the pages of a version, once. Why none can be made is kept and shown.

    Safe to repeat, and while another does the same: the first to be done counts.
    """
    if version.pages_id or not version.document.can_be_opened:
        return version
    paper = version.paper
    try:
        made = as_pages(store.read(version.document), version.document.content_type, title=paper.title)
    except CannotTurn as problem:
        PaperVersion.objects.filter(pk=version.pk, pages=None).update(cannot=str(problem)[:300])
        version.cannot = str(problem)[:300]
        return version
    with transaction.atomic():
        held = PaperVersion.objects.select_for_update().get(pk=version.pk)
        if held.pages_id is None:
            held.pages = keep_made("pages.pdf", made, by=version.put_by)
            held.page_count, held.cannot = count_pages(made), ""
            held.save(update_fields=["pages", "page_count", "cannot"])
    return held


@transaction.atomic
def ask_for_pack(meeting: Meeting, *, by: Person) -> Pack:
    """Has the meeting's pack made; after one has gone out, a supplement to it. Asked twice, it is made once.

    Raises:
        Refused: if `by` may not, or nothing has come since the last one went out.
    """
    lock(meeting)
    verdict = require(may_make_pack(by, meeting))
    last = meeting.packs.order_by("-edition").first()
    if last is not None and last.status == Pack.Status.MAKING:
        return last
    if last is None or last.status == Pack.Status.OUT:
        if last is not None and not _to_join(meeting):
            raise Refused("Nothing has come since the last pack went out, so there is nothing to add")
        pack = Pack(meeting=meeting, edition=last.edition + 1 if last else 1)
    else:
        pack = last
        PACK.apply(pack, "make_again")
    pack.asked_by, pack.asked_at = by, now()
    pack.moved_at, pack.done, pack.total = now(), 0, 0
    pack.save()
    record("pack.asked_for", pack, by=by, seat=verdict.seat)
    have_done(MAKE, pack.pk)
    return pack


def make(pack: Pack) -> None:
    """The job: turns what isn't turned yet, then numbers all that joins. Where a paper has no pages, none is made."""
    meeting = pack.meeting
    require(may_make_pack(pack.asked_by, meeting))
    versions = _to_join(meeting)
    _note(pack, 0, len(versions) + 1)
    turned = []
    for done, version in enumerate(versions, start=1):
        turned.append(turn(version))
        _note(pack, done, len(versions) + 1)
    if any(version.pages_id is None for version in turned):
        _finish(pack, "fail", [])
        return
    marking = sheets.CASE_MARKING if meeting.group.is_case_group else ""
    pieces: list[tuple[str, PaperVersion | None, Document, int, bool]] = []
    if not pack.is_supplement:
        pieces.append((PackPart.Kind.AGENDA, None, *_own(sheets.agenda(meeting, marking=marking), pack), True))
    for version in turned:
        for_everybody = _is_for_everybody(version.paper)
        pieces.append((PackPart.Kind.PAPER, version, version.pages, version.page_count, for_everybody))  # type: ignore[arg-type]
    if not pack.is_supplement:
        pieces.append((PackPart.Kind.LOG, None, *_own(sheets.action_log(meeting, marking=marking), pack), True))
    _finish(pack, "finish", pieces)


def _is_for_everybody(paper: Paper) -> bool:
    """Whether all who see the meeting read a paper: not where it is for members only, nor under a private item."""
    item = paper.item and (paper.item.under or paper.item)
    if item and item.private:
        return False
    return paper.meeting.group.is_case_group or paper.audience == Paper.Audience.OPEN


def _own(content: bytes, pack: Pack) -> tuple[Document, int]:
    return keep_made("sheets.pdf", content, by=pack.asked_by), count_pages(content)


def _to_join(meeting: Meeting) -> list[PaperVersion]:
    """The latest version of each paper that stands and is in no pack that went out, in the order of the agenda."""
    papers = Paper.objects.filter(meeting=meeting, withdrawn_at=None)
    latest: dict[int, PaperVersion] = {}
    for version in PaperVersion.objects.filter(paper__in=papers).select_related("paper", "document"):
        version.paper.meeting = meeting
        latest[version.paper_id] = version
    out = set(
        PackPart.objects.filter(pack__meeting=meeting, pack__out_at__isnull=False).values_list("version", flat=True)
    )
    places = {
        key: line.number
        for line in read_agenda(meeting).lines
        for key in (line.item.pk, *(point.pk for point in line.points))
    }
    last = len(places) + 1
    waiting = [version for version in latest.values() if version.pk not in out]
    return sorted(waiting, key=lambda version: (places.get(version.paper.item_id or 0, last), version.paper.put_at))


def why_not(version: PaperVersion) -> str:
    """Why a paper has no pages, and what to do; nothing where it has, or is about to."""
    if version.cannot:
        return version.cannot
    if version.document.status == Document.Status.HELD:
        return _STILL_CHECKED
    return _REFUSED if version.document.status == Document.Status.REFUSED else ""


@transaction.atomic
def _finish(pack: Pack, step: str, pieces: list[tuple[str, PaperVersion | None, Document, int, bool]]) -> None:
    lock(pack)
    if pack.status != Pack.Status.MAKING:
        return
    pack.parts.all().delete()
    out = PackPart.objects.filter(pack__meeting=pack.meeting_id, pack__out_at__isnull=False)
    before = [Numbers(*each) for each in out.values_list("series", "first", "count")]
    numbers = number_on(before, [(count, for_everybody) for *_, count, for_everybody in pieces])
    for order, ((kind, version, pages, count, _), named) in enumerate(zip(pieces, numbers, strict=True)):
        PackPart.objects.create(
            pack=pack,
            order=order,
            kind=kind,
            version=version,
            pages=pages,
            first=named.first,
            count=count,
            series=named.series,
        )
    PACK.apply(pack, step)
    pack.done, pack.moved_at = pack.total, now()
    pack.save()
    record("pack.made" if pieces else "pack.not_made", pack, by=pack.asked_by)


def _note(pack: Pack, done: int, total: int) -> None:
    """How far it is, for whoever waits: at once, whatever becomes of the rest."""
    Pack.objects.filter(pk=pack.pk, status=Pack.Status.MAKING).update(done=done, total=total, moved_at=now())
    pack.done, pack.total = done, total


@transaction.atomic
def send_out(pack: Pack, *, by: Person) -> Pack:
    """Sends a pack out: from now on its readers may fetch it, and are told."""
    lock(pack.meeting)
    lock(pack)
    verdict = require(may_send_out(by, pack))
    PACK.apply(pack, "send_out")
    pack.out_at = pack.moved_at = now()
    pack.save()
    record("pack.sent_out", pack, by=by, seat=verdict.seat)
    notices.sent_out(pack)
    return pack


@transaction.atomic
def give_up(pack: Pack) -> None:
    """What the job could not do: whoever asked may ask again."""
    if lock(pack).status == Pack.Status.MAKING:
        PACK.apply(pack, "fail")
        pack.moved_at = now()
        pack.save()
        record("pack.not_made", pack, by=pack.asked_by)


def give_up_stalled() -> int:
    """Gives up the packs whose job was lost or killed. Gives how many."""
    stalled = list(Pack.objects.filter(status=Pack.Status.MAKING, moved_at__lt=now() - STALLED_AFTER))
    for pack in stalled:
        give_up(pack)
    return len(stalled)

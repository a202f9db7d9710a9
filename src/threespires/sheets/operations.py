"""A spreadsheet on its way in: handed in, read, applied all or nothing, undone.

What a person does is quick: it moves the sheet on and has a job do the work. A job may come twice, or late: it
does nothing unless the sheet still stands where the job was asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from django.core.files.base import File
from django.db import transaction

from threespires.accounts.models import Person
from threespires.documents import store
from threespires.documents.contents import EXCEL
from threespires.documents.models import Document
from threespires.documents.operations import keep
from threespires.history.recording import record
from threespires.kernel.background import have_done
from threespires.kernel.clock import now
from threespires.kernel.locks import ChangedByAnother, lock
from threespires.kernel.verdict import Refused, require
from threespires.sheets.gathering import kind_of
from threespires.sheets.kinds import Change, Problem, batches
from threespires.sheets.lifecycle import SHEET, UNDER_WAY, WITH_A_JOB
from threespires.sheets.models import SheetImport
from threespires.sheets.permissions import SEAT, may_apply, may_drop, may_hand_in, may_read_again, may_undo
from threespires.sheets.reading import read

T = TypeVar("T")

PROBLEMS_KEPT = 500
NOTED_EVERY = 100
STALLED_AFTER = timedelta(minutes=15)
"""Longer than a job may take, and than the queue waits before it offers one again."""
SOMETHING_WRONG = "Something went wrong here, not in your sheet. Nothing was changed"
TOO_LONG = "It took too long. Nothing was changed. Hand it in as two sheets, each with half of the rows"

_Status = SheetImport.Status
_READ, _TAKE_IN, _PUT_BACK = (
    f"threespires.sheets.reminders.{name}" for name in ("read_sheet", "take_in_sheet", "put_back_sheet")
)


@transaction.atomic
def hand_in(*, by: Person, kind: str, file: File) -> SheetImport:
    """Keeps a spreadsheet and has it scanned, then read in the background.

    Raises:
        Refused: if `by` may take nothing in, or it is no Excel file that can be kept.
    """
    require(may_hand_in(by, kind_of(kind)))
    document = keep(file, by=by, kinds=(EXCEL,))
    made = SheetImport.objects.create(
        kind=kind, file_name=document.name, document=document, uploaded_by=by, uploaded_at=now(), moved_at=now()
    )
    if document.can_be_opened:
        _let_in(made)
    return made


def settled(document: Document) -> None:
    """The virus scanner has let a file out, or refused it: a sheet that waited for that is read, or given up."""
    for sheet_import in SheetImport.objects.filter(document=document, status=_Status.CHECKING):
        lock(sheet_import)
        if document.can_be_opened:
            _let_in(sheet_import)
        else:
            give_up(sheet_import, f"The virus scanner found {document.harm} in it, so the file was deleted")


def _let_in(sheet_import: SheetImport) -> None:
    _move(sheet_import, "let_in")
    _ask_for(_READ, sheet_import)


@transaction.atomic
def read_again(sheet_import: SheetImport, *, by: Person) -> SheetImport:
    """Has a sheet that could not be read or taken in held against the records as they are now."""
    lock(sheet_import)
    require(may_read_again(by, sheet_import))
    _move(sheet_import, "read_again", rows_done=0)
    _ask_for(_READ, sheet_import)
    return sheet_import


@transaction.atomic
def apply(sheet_import: SheetImport, *, by: Person) -> SheetImport:
    """Has every change of the sheet taken in, or none."""
    lock(sheet_import)
    require(may_apply(by, sheet_import))
    _move(sheet_import, "apply")
    _ask_for(_TAKE_IN, sheet_import)
    return sheet_import


@transaction.atomic
def undo(sheet_import: SheetImport, *, by: Person) -> SheetImport:
    """Has what the sheet changed put back, all of it or nothing."""
    lock(sheet_import)
    require(may_undo(by, sheet_import))
    _move(sheet_import, "undo")
    _ask_for(_PUT_BACK, sheet_import)
    return sheet_import


@transaction.atomic
def drop(sheet_import: SheetImport, *, by: Person) -> SheetImport:
    """Leaves a sheet aside without taking anything in."""
    lock(sheet_import)
    require(may_drop(by, sheet_import))
    _move(sheet_import, "drop")
    return sheet_import


def read_in(sheet_import: SheetImport) -> None:
    """The job: reads the sheet, and holds it against the records as the person who handed it in sees them.

    It only looks, so it holds nothing up meanwhile, and what it notes of its progress is seen at once.
    """
    if not _still(sheet_import, _Status.READING):
        return
    if sheet_import.document is None:
        raise FileNotFoundError("There is no file to read")
    kind = kind_of(sheet_import.kind)
    require(may_hand_in(sheet_import.uploaded_by, kind))
    sheet = read(store.read(sheet_import.document), kind.columns)
    problems: list[Problem] = sheet.problems
    changes: list[Change] = []
    if not problems:
        compared = kind.compare(sheet_import.uploaded_by, _noting_progress(sheet_import, sheet.rows))
        problems, changes = compared.problems, [] if compared.problems else compared.changes
    with transaction.atomic():
        if lock(sheet_import).status == _Status.READING:
            _move(
                sheet_import,
                "refuse" if problems else "read",
                rows_done=len(sheet.rows),
                rows_total=len(sheet.rows),
                problems_found=len(problems),
                problems=[problem.as_json() for problem in problems[:PROBLEMS_KEPT]],
                changes=[change.as_json() for change in changes],
                rows_changing=len(changes),
            )


def take_in(sheet_import: SheetImport) -> None:
    """The job: takes in every change of the sheet; or none, and says which row stands in the way."""
    _all_or_nothing(sheet_import, _Status.APPLYING, "take_in", "sheet.applied", "applied_at")


def put_back(sheet_import: SheetImport) -> None:
    """The job: puts back what the sheet changed; or nothing, and says which row has moved on since."""
    _all_or_nothing(sheet_import, _Status.UNDOING, "put_back", "sheet.undone", "undone_at")


def _all_or_nothing(sheet_import: SheetImport, status: str, step: str, verb: str, moment: str) -> None:
    kind, by = kind_of(sheet_import.kind), sheet_import.uploaded_by
    try:
        with transaction.atomic():
            if lock(sheet_import).status != status:
                return
            require(may_hand_in(by, kind))
            with kind.together():
                _each(sheet_import, kind.apply if status == _Status.APPLYING else kind.undo)
            _move(sheet_import, step, **{moment: now()})
            record(verb, sheet_import, by=by, seat=SEAT)
    except Refused as refused:
        give_up(sheet_import, refused.reason)


def _each(sheet_import: SheetImport, do: Callable[[Any, dict[str, Any], Any], None]) -> None:
    kind, by = kind_of(sheet_import.kind), sheet_import.uploaded_by
    for some in batches(sheet_import.changes):
        found = kind.find(by, [change["ref"] for change in some])
        for change in some:
            where = f"Row {change['row']}, {change['ref']}"
            if change["ref"] not in found:
                raise Refused(f"{where}: it isn’t there any more, or you can’t open it. Nothing was changed")
            try:
                do(found[change["ref"]], change, by)
            except ChangedByAnother as changed:
                raise Refused(f"{where}: it was changed by somebody else since. Nothing was changed") from changed
            except Refused as refused:
                raise Refused(f"{where}: {refused.reason}. Nothing was changed") from refused


@transaction.atomic
def give_up(sheet_import: SheetImport, because: str = SOMETHING_WRONG) -> None:
    """What a job could not do is said, and whoever handed the sheet in may go on from there."""
    status = lock(sheet_import).status
    if status in UNDER_WAY:
        _move(sheet_import, "keep" if status == _Status.UNDOING else "fail", failed_because=because)


def give_up_stalled() -> int:
    """Gives up the sheets whose job was lost or killed. Gives how many."""
    stalled = list(SheetImport.objects.filter(status__in=WITH_A_JOB, moved_at__lt=now() - STALLED_AFTER).only("pk"))
    for sheet_import in stalled:
        give_up(sheet_import)
    return len(stalled)


def _move(sheet_import: SheetImport, step: str, **facts: Any) -> None:
    """Moves a locked sheet on. Only what changed is written: what is listed may be long."""
    SHEET.apply(sheet_import, step)
    facts = {"failed_because": "", "seen": False, "moved_at": now(), **facts}
    for name, value in facts.items():
        setattr(sheet_import, name, value)
    sheet_import.save(update_fields=["status", *facts])


def _ask_for(job: str, sheet_import: SheetImport) -> None:
    have_done(job, sheet_import.pk)


def _still(sheet_import: SheetImport, status: str) -> bool:
    return SheetImport.objects.filter(pk=sheet_import.pk, status=status).exists()


def _noting_progress(sheet_import: SheetImport, rows: Sequence[T]) -> Iterator[T]:
    """The rows, one after another; how far one is is noted now and then."""
    noted = SheetImport.objects.filter(pk=sheet_import.pk, status=_Status.READING)
    for done, row in enumerate(rows):
        if done % NOTED_EVERY == 0:
            noted.update(rows_done=done, rows_total=len(rows))
        yield row

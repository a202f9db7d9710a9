"""A spreadsheet on its way in: handed in, read, applied all or nothing, undone."""

from typing import Any

from django.db import transaction
from django_q.tasks import async_task

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.clock import now
from threespires.kernel.locks import ChangedByAnother, lock
from threespires.kernel.verdict import Refused, require
from threespires.sheets.gathering import kind_of
from threespires.sheets.models import SheetImport
from threespires.sheets.permissions import may_apply, may_undo
from threespires.sheets.reading import read

PROBLEMS_KEPT = 500


@transaction.atomic
def hand_in(*, by: Person, kind: str, file_name: str, content: bytes) -> SheetImport:
    """Keeps a spreadsheet and has it read in the background."""
    require(kind_of(kind).may_import(by))
    made = SheetImport.objects.create(
        kind=kind, file_name=file_name[:200], content=content, uploaded_by=by, uploaded_at=now()
    )
    transaction.on_commit(lambda: async_task("threespires.sheets.reminders.read_sheet", made.pk))
    return made


@transaction.atomic
def read_in(sheet_import: SheetImport) -> SheetImport:
    """Reads the sheet and holds it against the records, as the person who handed it in sees them.

    Reading twice does no harm: only a sheet that is still to be read is read.
    """
    lock(sheet_import)
    if sheet_import.status != SheetImport.Status.READING:
        return sheet_import
    kind = kind_of(sheet_import.kind)
    sheet = read(bytes(sheet_import.content), kind.columns)
    problems, changes = sheet.problems, []
    if not problems:
        compared = kind.compare(sheet_import.uploaded_by, sheet.rows)
        problems, changes = compared.problems, compared.changes
    sheet_import.rows_total = len(sheet.rows)
    sheet_import.problems_found = len(problems)
    sheet_import.problems = [problem.as_json() for problem in problems[:PROBLEMS_KEPT]]
    sheet_import.changes = [] if problems else [change.as_json() for change in changes]
    sheet_import.status = SheetImport.Status.REFUSED if problems else SheetImport.Status.READY
    sheet_import.save()
    return sheet_import


@transaction.atomic
def apply(sheet_import: SheetImport, *, by: Person) -> SheetImport:
    """Applies every change of the sheet, or none.

    Raises:
        Refused: naming the row that stands in the way.
    """
    lock(sheet_import)
    verdict = require(may_apply(by, sheet_import))
    _each(sheet_import, kind_of(sheet_import.kind).apply, by)
    sheet_import.status, sheet_import.applied_at = SheetImport.Status.APPLIED, now()
    sheet_import.save()
    record("sheet.applied", sheet_import, by=by, seat=verdict.seat)
    return sheet_import


@transaction.atomic
def undo(sheet_import: SheetImport, *, by: Person) -> SheetImport:
    """Puts back what the sheet changed, all of it or nothing.

    Raises:
        Refused: naming the row that has moved on since.
    """
    lock(sheet_import)
    verdict = require(may_undo(by, sheet_import))
    _each(sheet_import, kind_of(sheet_import.kind).undo, by)
    sheet_import.status, sheet_import.undone_at = SheetImport.Status.UNDONE, now()
    sheet_import.save()
    record("sheet.undone", sheet_import, by=by, seat=verdict.seat)
    return sheet_import


def _each(sheet_import: SheetImport, do: Any, by: Person) -> None:
    for change in sheet_import.changes:
        try:
            do(change, by)
        except ChangedByAnother as changed:
            raise Refused(
                f"Row {change['row']}: {change['ref']} was changed by somebody else since. Nothing was taken in"
            ) from changed
        except Refused as refused:
            raise Refused(f"Row {change['row']}, {change['ref']}: {refused.reason}. Nothing was taken in") from refused


@transaction.atomic
def drop(sheet_import: SheetImport, *, by: Person) -> SheetImport:
    """Leaves a sheet aside without taking anything in."""
    lock(sheet_import)
    if sheet_import.status in (SheetImport.Status.READY, SheetImport.Status.REFUSED):
        sheet_import.status = SheetImport.Status.DROPPED
        sheet_import.save()
    return sheet_import

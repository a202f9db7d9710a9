"""Who may see a spreadsheet on its way in, apply it, undo it."""

from typing import Any

from django.db.models import QuerySet

from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.sheets.gathering import kind_of
from threespires.sheets.kinds import SheetKind
from threespires.sheets.lifecycle import SHEET
from threespires.sheets.models import SheetImport

SEAT = "whoever handed the sheet in"


@rule
def may_hand_in(person: Any, kind: SheetKind) -> Verdict:
    """A sheet of a kind is handed in by whoever may do, row by row, what it does: the kind's own room says who."""
    return kind.may_import(person)


@sight
def visible_imports(person: Any) -> QuerySet[SheetImport]:
    """A sheet on its way in is seen by whoever handed it in."""
    return SheetImport.objects.filter(uploaded_by=person.pk)


@rule
def may_apply(person: Any, sheet_import: SheetImport) -> Verdict:
    """Whoever handed a sheet in applies it, once it has been read and nothing in it is wrong."""
    if sheet_import.uploaded_by_id != person.pk:
        return no("Only whoever handed this sheet in applies it")
    if sheet_import.status != SheetImport.Status.READY:
        return no(f"This sheet is {sheet_import.get_status_display().lower()}")
    return may_hand_in(person, kind_of(sheet_import.kind)) & yes(SEAT)


@rule
def may_undo(person: Any, sheet_import: SheetImport) -> Verdict:
    """Whoever applied a sheet undoes it, as long as nothing it touched has moved on."""
    if sheet_import.uploaded_by_id != person.pk:
        return no("Only whoever handed this sheet in undoes it")
    if sheet_import.status != SheetImport.Status.APPLIED:
        return no("Only a sheet that was applied can be undone")
    return may_hand_in(person, kind_of(sheet_import.kind)) & yes(SEAT)


@rule
def may_read_again(person: Any, sheet_import: SheetImport) -> Verdict:
    """Whoever handed a sheet in has it read again, where it could not be read or taken in and has its file."""
    if sheet_import.uploaded_by_id != person.pk:
        return no("Only whoever handed this sheet in has it read again")
    if not sheet_import.document or not sheet_import.document.can_be_opened:
        return no("There is no file to read")
    return may_hand_in(person, kind_of(sheet_import.kind)) & SHEET.allows(sheet_import, "read_again") & yes(SEAT)


@rule
def may_drop(person: Any, sheet_import: SheetImport) -> Verdict:
    """Whoever handed a sheet in leaves it aside, as long as nothing of it is taken in."""
    if sheet_import.uploaded_by_id != person.pk:
        return no("Only whoever handed this sheet in leaves it aside")
    return SHEET.allows(sheet_import, "drop") & yes(SEAT)

"""What a spreadsheet on its way in puts on the home page of whoever handed it in.

A file's name is the person's own and stays off that page, since what stands there also goes out by letter.
"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from threespires.accounts.models import Person
from threespires.kernel.asking import written_once
from threespires.kernel.dates import say_moment
from threespires.kernel.plates import Owed
from threespires.sheets.gathering import kind_of
from threespires.sheets.lifecycle import UNDER_WAY
from threespires.sheets.models import SheetImport
from threespires.sheets.permissions import visible_imports

_Status = SheetImport.Status
_TOLD = ("kind", "status", "problems_found", "rows_changing", "uploaded_at", "moved_at")


def owed(person: Person, today: date) -> list[Owed]:
    """Sheets that a job has, so that one may leave and find them again."""
    return _told(_under_way(person), due=today)


def decisions(person: Person, today: date) -> list[Owed]:
    """Sheets that wait to be taken in or failed, until that is dealt with; what came of others, until it was seen."""
    return _told(_to_deal_with(person))


@written_once
def _under_way(person: Any) -> QuerySet[SheetImport]:
    return visible_imports(person).filter(status__in=UNDER_WAY).only(*_TOLD)


@written_once
def _to_deal_with(person: Any) -> QuerySet[SheetImport]:
    waits = Q(status=_Status.READY, rows_changing__gt=0) | Q(status=_Status.FAILED)
    ended = visible_imports(person).exclude(status__in=(*UNDER_WAY, _Status.DROPPED))
    return ended.filter(waits | Q(seen=False)).only(*_TOLD)


def _told(sheets: list[SheetImport], due: date | None = None) -> list[Owed]:
    return [
        Owed(
            f"{kind_of(sheet.kind).title} from Excel: {_say(sheet)}",
            sheet.get_absolute_url(),
            due=due,
            since=localtime(sheet.moved_at).date(),
            detail=f"Handed in {say_moment(sheet.uploaded_at)}",
        )
        for sheet in sheets
    ]


def _say(sheet: SheetImport) -> str:
    match sheet.status:
        case _Status.READY:
            changes = f"{_rows(sheet.rows_changing)} to take in" if sheet.rows_changing else "nothing would change"
            return f"read, {changes}"
        case _Status.REFUSED:
            things = "one thing is" if sheet.problems_found == 1 else f"{sheet.problems_found:,} things are"
            return f"{things} wrong in it"
        case _Status.APPLIED:
            return f"{_rows(sheet.rows_changing)} taken in"
    return sheet.get_status_display().lower()


def _rows(count: int) -> str:
    return "one row" if count == 1 else f"{count:,} rows"

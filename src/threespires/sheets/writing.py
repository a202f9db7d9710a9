"""Excel out: the rows as they stand on the screen, headings frozen, text always text."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from threespires.sheets.kinds import Cell, Column

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DATE = "d mmmm yyyy"


def workbook(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet with its headings and rows, as the bytes of a file that Excel opens.

    What a person typed is written as text, whatever it begins with, so nothing in it is ever calculated.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "B2"
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.append([_heading(sheet, column.heading) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _heading(sheet: object, words: str) -> Any:
    cell = WriteOnlyCell(sheet, value=words)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: object, value: Cell) -> Any:
    if isinstance(value, str):
        # What isn't printed goes first: a formula might hide behind it.
        words = _printable(value)
        if not words.startswith(("=", "+", "-", "@")):
            return words
        cell = WriteOnlyCell(sheet, value=words)
        cell.data_type = "s"
        return cell
    if hasattr(value, "isoformat"):
        cell = WriteOnlyCell(sheet, value=value)
        cell.number_format = _DATE
        return cell
    return value


def _printable(text: str) -> str:
    """Without the control characters that a spreadsheet can't hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t")

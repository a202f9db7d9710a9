"""Excel out: the rows as they stand on the screen, headings frozen, text always text.

openpyxl makes the workbook with its headings and styles; the rows are written here, since it takes thirty
times as long over them as a page may (docs/adr/0006-rows-of-a-sheet-written-here.md).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from threespires.sheets.kinds import Cell, Column

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DATE = "d mmmm yyyy"
_SHADE = "FFF2CC"
_TAKEN_IN = "What you write in this column is taken in when you hand the sheet in."
_SHEET = "xl/worksheets/sheet1.xml"
_ROWS_END = b"</sheetData>"
_LONGEST = 32_767
_SAME_WORDS = 4000
# Packing harder makes the file a seventh smaller and takes three times as long.
_QUICKEST = 1
# What XML can't hold.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def workbook(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet with its headings and rows, as the bytes of a file that Excel opens.

    What a person typed is written as text, whatever it begins with, so nothing in it is ever calculated.
    """
    frame, date_style = _frame(title, columns)
    out = BytesIO()
    with ZipFile(BytesIO(frame)) as book, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=_QUICKEST) as filled:
        for name in book.namelist():
            content = book.read(name)
            if name == _SHEET:
                before, _, after = content.partition(_ROWS_END)
                written = "".join(_rows(rows, [get_column_letter(n) for n in range(1, len(columns) + 1)], date_style))
                content = b"".join((before, written.encode(), _ROWS_END, after))
            filled.writestr(name, content)
    return out.getvalue()


def _frame(title: str, columns: Sequence[Column]) -> tuple[bytes, int]:
    """The workbook with its headings alone, and the number of its style for dates."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "B2"
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.append([_heading(sheet, column) for column in columns])
    dated = WriteOnlyCell(sheet)
    dated.number_format = _DATE
    date_style = dated.style_id
    out = BytesIO()
    book.save(out)
    return out.getvalue(), date_style


def _heading(sheet: object, column: Column) -> Any:
    """Shaded, with a note that says so, where what is written below it is taken in."""
    cell = WriteOnlyCell(sheet, value=column.heading)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if column.taken_in:
        cell.fill = PatternFill("solid", fgColor=_SHADE)
        cell.comment = Comment(_TAKEN_IN, "Threespires")
    return cell


def _rows(rows: Iterable[Sequence[Cell]], letters: Sequence[str], date_style: int) -> Iterator[str]:
    """Each row below the headings, as the sheet's XML has it."""
    # Names, states and priorities come again and again in one sheet.
    content = lru_cache(_SAME_WORDS, typed=True)(partial(_content, date_style))
    for number, row in enumerate(rows, start=2):
        cells = [
            f'<c r="{letter}{number}"{content(value)}'
            for letter, value in zip(letters, row, strict=False)
            if value is not None and value != ""
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _content(date_style: int, value: Cell) -> str:
    """What follows the place of a cell: how it is to be read, and what stands in it."""
    if isinstance(value, str):
        return f' t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
    if isinstance(value, date):
        return f' s="{date_style}"><v>{to_excel(value)}</v></c>'
    return f"><v>{value}</v></c>"


def _text(words: str) -> str:
    """As a cell can hold it: no control characters but tab and line end, no markup, not too long."""
    if not words.isprintable():
        words = _UNPRINTABLE.sub("", words)
    return words[:_LONGEST].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

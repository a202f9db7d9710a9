"""Excel in: every row as it was typed, or everything that is wrong with the sheet."""

import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from openpyxl.utils import column_index_from_string, get_column_letter
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from threespires.sheets.kinds import Cell, Column, Problem

MOST_ROWS = 5_000
MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 120 * 1024 * 1024
MOST_CELLS = 5_000_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?:[^>]{0,200}[^/>])?>(?!</c>)')
_EPOCH = date(1899, 12, 30)
_FORMS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%y")


@dataclass
class Sheet:
    """What was read: rows by number, as column key to cell; or the problems that kept it from being read."""

    rows: list[tuple[int, dict[str, Cell]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(content: bytes, columns: Sequence[Column]) -> Sheet:
    """Reads the first sheet of a workbook whose first row holds the headings of `columns`, in any order."""
    found = Sheet()
    if refusal := _refusal(content):
        found.problems.append(Problem(0, "", refusal))
        return found
    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        grid = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError):
        found.problems.append(Problem(0, "", "This file can’t be read as a spreadsheet. Save it again as .xlsx"))
        return found
    if len(grid) > MOST_ROWS + 1:
        found.problems.append(
            Problem(0, "", f"This sheet has {len(grid) - 1:,} rows. Take it in {MOST_ROWS:,} rows at a time")
        )
        return found
    _check_merged(sheet, found)
    places = _headings(grid[0] if grid else [], columns, found)
    if found.problems:
        return found
    for number, line in enumerate(grid[1:], start=2):
        cells = {key: _tidy(line[place]) if place < len(line) else None for key, place in places.items()}
        if any(value not in (None, "") for value in cells.values()):
            found.rows.append((number, cells))
    return found


def _refusal(content: bytes) -> str:
    """Why a file is not even opened, or nothing."""
    if len(content) > MOST_BYTES:
        return f"This file is larger than {MOST_BYTES // 1024 // 1024} MB"
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                return "This file unpacks to far more than a list needs, so it was not opened"
            if any(part.filename.endswith("vbaProject.bin") for part in packed.infolist()):
                return "This file holds macros. Save it as .xlsx without them"
            if far := _far_away(packed):
                return f"This file has something in cell {far}. Delete what stands far below or beside the list"
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError):
        return "This isn’t an Excel file. Save the list as .xlsx"
    return ""


def _far_away(packed: zipfile.ZipFile) -> str:
    """The corner to which a sheet reaches, where it is so far that reading would fill the memory with nothing."""
    for name in packed.namelist():
        if _SHEET.fullmatch(name):
            filled = _FILLED.findall(packed.read(name))
            widest = max((column_index_from_string(column.decode()) for column in {c for c, _ in filled}), default=0)
            tallest = max((int(row) for row in {r for _, r in filled}), default=0)
            if widest * tallest > MOST_CELLS:
                return f"{get_column_letter(widest)}{tallest}"
    return ""


def _check_merged(sheet: CalamineSheet, found: Sheet) -> None:
    """Merged cells hide which row a value belongs to: each is named."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        first, last = get_column_letter(left + 1), get_column_letter(right + 1)
        words = f"Cells {first}{top + 1} to {last}{bottom + 1} are merged. Unmerge them"
        found.problems.append(Problem(top + 1, first, words))


def _headings(first: list[Any], columns: Sequence[Column], found: Sheet) -> dict[str, int]:
    """Where each column that is read stands, by its heading; what is missing, doubled or unknown is a problem."""
    said = [" ".join(str(cell).split()).casefold() for cell in first]
    places: dict[str, int] = {}
    for column in columns:
        if column.only_told:
            continue
        at = [place for place, words in enumerate(said) if words == column.heading.casefold()]
        if not at:
            found.problems.append(Problem(1, column.heading, f"There is no column headed “{column.heading}”"))
        elif len(at) > 1:
            found.problems.append(Problem(1, column.heading, f"Two columns are headed “{column.heading}”"))
        else:
            places[column.key] = at[0]
    known = {column.heading.casefold() for column in columns}
    for place, words in enumerate(said):
        if words and words not in known:
            found.problems.append(
                Problem(1, str(first[place]), f"“{first[place]}” isn’t a column of this sheet. Remove it")
            )
    return places


def _tidy(value: Any) -> Cell:
    """A cell as plain value: text without stray spaces, whole numbers whole, days as days."""
    if isinstance(value, str):
        return value.replace("\u00a0", " ").strip() or None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def as_date(value: Cell) -> date | None:
    """A cell's day: a real date, a day's number as Excel keeps it, or a day as people here write it.

    Raises:
        ValueError: when it is something else.
    """
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, bool):
        raise ValueError("not a day")
    if isinstance(value, int | float):
        if 20_000 < value < 80_000:
            return _EPOCH + timedelta(days=int(value))
        raise ValueError("not a day")
    for form in _FORMS:
        try:
            return datetime.strptime(value, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise ValueError("not a day")

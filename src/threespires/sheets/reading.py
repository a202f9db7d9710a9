"""Excel in: every row as it was typed, or everything that is wrong with the sheet."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from threespires.sheets.kinds import Cell, Column, Problem

MOST_ROWS = 5_000
MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 120 * 1024 * 1024
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
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheet = book.get_sheet_by_index(0)
        grid = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError):
        found.problems.append(Problem(0, "", "This file can’t be read as a spreadsheet. Save it again as .xlsx"))
        return found
    if len(grid) > MOST_ROWS + 1:
        found.problems.append(
            Problem(0, "", f"This sheet has {len(grid) - 1:,} rows. Take it in {MOST_ROWS:,} rows at a time")
        )
        return found
    _check_merged(content, found)
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
    except zipfile.BadZipFile:
        return "This isn’t an Excel file. Save the list as .xlsx"
    return ""


def _check_merged(content: bytes, found: Sheet) -> None:
    """Merged cells hide which row a value belongs to: each is named."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        names = sorted(name for name in packed.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name))
        if not names:
            return
        text = packed.read(names[0]).decode("utf-8", "replace")
    for merged in re.findall(r'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"', text)[:50]:
        first, row, last, to = merged
        found.problems.append(Problem(int(row), first, f"Cells {first}{row} to {last}{to} are merged. Unmerge them"))


def _headings(first: list[Any], columns: Sequence[Column], found: Sheet) -> dict[str, int]:
    """Where each column stands, by its heading; what is missing, doubled or unknown is a problem."""
    said = [" ".join(str(cell).split()).casefold() for cell in first]
    places: dict[str, int] = {}
    for column in columns:
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

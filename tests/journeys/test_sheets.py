"""Spreadsheets handed in: a hostile one is answered by row, a good one is taken in and undone."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.journeys.stories import Visit, soon, work_under_way
from threespires.kernel.clock import today
from threespires.sheets.models import SheetImport

pytestmark = pytest.mark.django_db(transaction=True)

ROUTE, TRAINING, SHARING = "Write the follow-up route", "Train every reception", "Share missed appointments"


@pytest.mark.on_sqlite_too
def test_a_hostile_sheet_is_answered_by_row_and_a_good_one_can_be_undone(visit, tmp_path):
    work_under_way(visit.area, ROUTE, TRAINING, SHARING)
    visit.sit(visit.area.manager)
    visit.place("Action plan")
    good = visit.download("Export to Excel", tmp_path)
    hand_in(visit, spoilt(good))
    visit.heading("things are wrong in this sheet")
    visit.reads("Row 2", "Row 3", "Row 4", "Row 5", "There is no such action", "State must be one of")
    visit.look("sheet-refused")
    for book in (merged(good), strange(tmp_path), huge(tmp_path)):
        visit.go("Hand it in again")
        visit.attach("Excel file", book)
        visit.press("Read it")
        visit.heading("wrong in this sheet")
        visit.look(f"sheet-refused-{book.stem}")

    visit.go("Hand it in again")
    visit.press("Read it")
    visit.reads("There is a problem")
    visit.look("sheet-hand-in-with-errors")
    write(
        good, {2: {"State": "In progress", "New update": "=Two services have agreed."}, 3: {"Due": soon(today(), 99)}}
    )
    visit.attach("Excel file", good)
    visit.press("Read it")
    visit.heading("2 rows would change")
    visit.look("sheet-of-two")
    visit.press("Take in 2 rows")
    visit.press("Undo all of it")
    visit.heading("This sheet was taken in and undone")
    visit.look("sheet-undone")
    visit.go("Back to the list", ROUTE)
    visit.reads("Not started")

    hand_in(visit, good)
    visit.press("Leave it aside")
    visit.reads("Nothing was taken in")
    visit.open(SheetImport.objects.latest("pk").get_absolute_url())
    visit.heading("This sheet was left aside")
    visit.look("sheet-left-aside")
    visit.sit(visit.area.lead(visit.area.others[0]))
    visit.finds_no_page(SheetImport.objects.latest("pk").get_absolute_url())


def hand_in(v: Visit, book: Path) -> None:
    v.place("Action plan", "Import")
    v.attach("Excel file", book)
    v.press("Read it")


def write(file: Path, rows: dict) -> Path:
    """Writes in the cells of rows by their headings, as a person does in Excel."""
    book = load_workbook(file)
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row, cells in rows.items():
        for heading, value in cells.items():
            cell = sheet.cell(row, columns[heading], value)
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(file)
    return file


def spoilt(good: Path) -> Path:
    """A state nobody knows, mixed dates, a column sorted alone, a row of nowhere with a formula."""
    bad = good.with_name("spoilt.xlsx")
    bad.write_bytes(good.read_bytes())
    return write(
        bad,
        {
            2: {"State": "Nearly done"},
            3: {"Due": "the 31st of June"},
            4: {"Action": "Something else"},
            5: {"Reference": '=HYPERLINK("https://elsewhere.test")', "Action": "<script>alert(1)</script>"},
        },
    )


def merged(good: Path) -> Path:
    file = good.with_name("merged.xlsx")
    book = load_workbook(good)
    book.active.merge_cells("A2:B3")
    book.save(file)
    return file


def strange(folder: Path) -> Path:
    """Headings of another list."""
    book = Workbook()
    book.active.append(["Ref no.", "What", "When"])
    book.active.append(["A-1", "Anything", "Soon"])
    book.save(folder / "strange.xlsx")
    return folder / "strange.xlsx"


def huge(folder: Path) -> Path:
    """100,000 rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for number in range(100_001):
        sheet.append([number])
    book.save(folder / "huge.xlsx")
    return folder / "huge.xlsx"

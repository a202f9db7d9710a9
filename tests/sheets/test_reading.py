import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from threespires.sheets.kinds import Column
from threespires.sheets.reading import MOST_ROWS, as_date, read
from threespires.sheets.writing import workbook

COLUMNS = (Column("ref", "Reference"), Column("title", "Action"), Column("due", "Due", is_date=True))


def packed(rows, *, merge=None, beside=None, far=None):
    """A workbook as a file. `beside`: a second sheet's merged cells; `far`: a cell with something in it."""
    book = Workbook()
    sheet = book.active
    if beside:
        book.create_sheet("Aside").merge_cells(beside)
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    if far:
        sheet[far] = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def words(found):
    return [problem.words for problem in found.problems]


def test_what_goes_out_comes_in_again():
    rows = [["A-1", "Follow up", date(2026, 3, 3)], ["A-2", "=1+1", None]]
    found = read(workbook("Plan", COLUMNS, rows), COLUMNS)
    assert not found.problems
    assert found.rows == [
        (2, {"ref": "A-1", "title": "Follow up", "due": date(2026, 3, 3)}),
        (3, {"ref": "A-2", "title": "=1+1", "due": None}),
    ]


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"])
def test_what_looks_like_a_formula_goes_out_as_text(text):
    sheet = load_workbook(io.BytesIO(workbook("Plan", COLUMNS, [[text, "", None]]))).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == text


def test_what_hides_a_formula_behind_what_is_not_printed_goes_out_as_text():
    sheet = load_workbook(io.BytesIO(workbook("Plan", COLUMNS, [["\x01=1+1", "", None]]))).active
    assert (sheet["A2"].data_type, sheet["A2"].value) == ("s", "=1+1")


def test_columns_may_stand_in_any_order():
    found = read(packed([["Due", "Reference", "Action"], [None, "A-1", "x"]]), COLUMNS)
    assert found.rows == [(2, {"ref": "A-1", "title": "x", "due": None})]


def test_every_wrong_heading_is_named_at_once():
    found = read(packed([["Reference", "Reference", "Whose"], ["A-1", "", ""]]), COLUMNS)
    assert words(found) == [
        "Two columns are headed “Reference”",
        "There is no column headed “Action”",
        "There is no column headed “Due”",
        "“Whose” isn’t a column of this sheet. Remove it",
    ]


def test_merged_cells_are_named_by_row():
    rows = [["Reference", "Action", "Due"], ["A-1", "x", None], ["A-2", "y", None]]
    found = read(packed(rows, merge="A2:A3"), COLUMNS)
    assert words(found) == ["Cells A2 to A3 are merged. Unmerge them"]
    assert found.problems[0].row == 2


@pytest.mark.parametrize(("merge", "named"), [(None, []), ("B2:C3", ["Cells B2 to C3 are merged. Unmerge them"])])
def test_merged_cells_of_another_sheet_are_no_matter(merge, named):
    """Wherever the sheet stands in the file: the first of the workbook is read, and it alone is looked at."""
    rows = [["Reference", "Action", "Due"], ["A-1", "x", None], ["A-2", "y", None]]
    assert words(read(packed(rows, merge=merge, beside="A1:A3"), COLUMNS)) == named
    assert words(read(swapped(packed(rows, merge=merge, beside="A1:A3")), COLUMNS)) == named


def swapped(content):
    """The same workbook, its sheets kept under one another's names within the file."""
    names = {
        "xl/worksheets/sheet1.xml": "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet2.xml": "xl/worksheets/sheet1.xml",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(out, "w") as other:
        for name in book.namelist():
            kept = book.read(name)
            if name == "xl/_rels/workbook.xml.rels":
                kept = kept.replace(b"sheet1.xml", b"sheet0.xml").replace(b"sheet2.xml", b"sheet1.xml")
                kept = kept.replace(b"sheet0.xml", b"sheet2.xml")
            other.writestr(names.get(name, name), kept)
    return out.getvalue()


def test_every_merged_cell_is_named_however_many():
    rows = [["Reference", "Action", "Due"], *[["A-1", "x", None]] * 200]
    book = load_workbook(io.BytesIO(packed(rows)))
    for row in range(2, 122):
        book.active.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    out = io.BytesIO()
    book.save(out)
    assert len(read(out.getvalue(), COLUMNS).problems) == 120


def test_a_column_that_is_only_told_may_be_missing_changed_or_doubled():
    columns = (*COLUMNS, Column("late", "Days late", only_told=True))
    for head in (["Days late", "Days late"], ["Days late"], []):
        rows = [["Reference", "Action", "Due", *head], ["A-1", "x", None, *["soon"] * len(head)]]
        found = read(packed(rows), columns)
        assert (found.problems, found.rows) == ([], [(2, {"ref": "A-1", "title": "x", "due": None})])


@pytest.mark.parametrize("far", ["XFD1048576", "AAA100000"])
def test_a_sheet_that_reaches_far_beyond_its_rows_is_not_opened(far):
    """To read it would fill the memory with empty cells, and end the process."""
    found = words(read(packed([["Reference", "Action", "Due"]], far=far), COLUMNS))
    assert found == [f"This file has something in cell {far}. Delete what stands far below or beside the list"]


def test_a_sheet_that_is_only_dressed_far_down_is_read():
    book = load_workbook(io.BytesIO(packed([["Reference", "Action", "Due"], ["A-1", "x", None]])))
    book.active["XFD1048576"].font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue(), COLUMNS).rows == [(2, {"ref": "A-1", "title": "x", "due": None})]


def test_too_many_rows_are_refused_with_the_number():
    found = read(packed([["Reference", "Action", "Due"], *[["A-1", "x", None]] * (MOST_ROWS + 1)]), COLUMNS)
    assert words(found) == ["This sheet has 5,001 rows. Take it in 5,000 rows at a time"]


@pytest.mark.parametrize("content", [b"", b"not a file", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0" * 10])
def test_what_is_no_spreadsheet_is_refused_plainly(content):
    assert len(read(content, COLUMNS).problems) == 1


def test_a_file_that_unpacks_too_far_is_not_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * (130 * 1024 * 1024))
    assert "unpacks to far more" in words(read(out.getvalue(), COLUMNS))[0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (date(2026, 3, 27), date(2026, 3, 27)),
        (46108, date(2026, 3, 27)),
        ("27/3/2026", date(2026, 3, 27)),
        ("27 March 2026", date(2026, 3, 27)),
        ("27 Mar 2026", date(2026, 3, 27)),
        ("2026-03-27", date(2026, 3, 27)),
        ("27.03.2026", date(2026, 3, 27)),
        (None, None),
    ],
)
def test_days_are_read_as_people_write_them(typed, meant):
    assert as_date(typed) == meant


@pytest.mark.parametrize("typed", ["soon", "31/2/2026", 3, True, 3.5, "3/27/2026"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError, match="day"):
        as_date(typed)


@given(st.binary(max_size=400))
def test_any_bytes_at_all_get_an_answer(content):
    found = read(content, COLUMNS)
    assert found.problems
    assert not found.rows

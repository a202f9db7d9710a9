import io
from datetime import date

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from threespires.sheets.kinds import Column
from threespires.sheets.writing import workbook

COLUMNS = (Column("title", "Title", 40), Column("due", "Due", 16), Column("count", "Count", 8))


def written(*rows):
    return workbook("Plan", COLUMNS, rows)


def opened(*rows):
    return load_workbook(io.BytesIO(written(*rows))).active


def test_write_keeps_headings_in_bold_above_frozen_rows():
    sheet = opened(("One", None, 1))
    assert [cell.value for cell in sheet[1]] == ["Title", "Due", "Count"]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "B2"
    assert sheet.column_dimensions["A"].width == 40


def test_write_shades_the_headings_of_what_is_taken_in_and_notes_it_there():
    columns = (Column("title", "Title"), Column("due", "Due", taken_in=True))
    sheet = load_workbook(io.BytesIO(workbook("Plan", columns, [("One", None)]))).active
    assert (sheet["A1"].fill.fill_type, sheet["A1"].comment) == (None, None)
    assert sheet["B1"].fill.fill_type == "solid"
    assert "taken in" in sheet["B1"].comment.text


@pytest.mark.parametrize("words", ["=1+1", "+44 24", "-", "@SUM(A1)", "<b>&amp;</b>", " two\nlines ", "’é漢😀", '"'])
def test_write_keeps_words_as_they_are_and_never_calculates_them(words):
    cell = opened((words, None, None))["A2"]
    assert (cell.value, cell.data_type) == (words, "s")
    assert (
        CalamineWorkbook.from_filelike(io.BytesIO(written((words, None, None)))).get_sheet_by_index(0).to_python()[1][0]
        == words
    )


def test_write_leaves_out_what_a_cell_cannot_hold():
    assert opened(("a\x00b\x1fc\ufffed\ud800e", None, None))["A2"].value == "abcde"
    assert len(opened(("x" * 40_000, None, None))["A2"].value) == 32_767


def test_write_makes_days_days_and_numbers_numbers():
    row = opened(("One", date(2026, 3, 3), 7))[2]
    assert row[1].value.date() == date(2026, 3, 3)
    assert row[1].number_format == "d mmmm yyyy"
    assert row[2].value == 7


def test_write_leaves_a_gap_where_nothing_is():
    sheet = opened(("", None, 0), ("Two", None, None))
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [None, None, 0],
        ["Two", None, None],
    ]

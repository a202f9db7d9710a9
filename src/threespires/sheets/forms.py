"""Handing a spreadsheet in."""

from threespires.design.forms import Form
from threespires.documents.contents import EXCEL
from threespires.documents.forms import DocumentField
from threespires.sheets.reading import MOST_BYTES


class SheetForm(Form):
    """The file to take in."""

    names = {"file": "the Excel file"}

    file = DocumentField(
        kinds=(EXCEL,),
        largest=MOST_BYTES,
        label="Excel file",
        help_text="An .xlsx file with the headings of the one you took out",
    )

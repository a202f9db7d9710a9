"""Handing a spreadsheet in."""

from django import forms

from threespires.design.forms import Form
from threespires.sheets.reading import MOST_BYTES


class SheetForm(Form):
    """The file to take in."""

    names = {"file": "the Excel file"}

    file = forms.FileField(label="Excel file", help_text="An .xlsx file with the headings of the one you took out")

    def clean_file(self):
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(f"The file must be smaller than {MOST_BYTES // 1024 // 1024} MB")
        return given

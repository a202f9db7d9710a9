"""What runs in the background."""

from threespires.sheets.models import SheetImport
from threespires.sheets.operations import read_in


def read_sheet(pk: int) -> None:
    """Reads the sheet that was handed in. Safe to repeat."""
    read_in(SheetImport.objects.get(pk=pk))

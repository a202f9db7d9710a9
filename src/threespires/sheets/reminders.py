"""What runs in the background. Safe to repeat."""

from collections.abc import Callable

from django_q.exceptions import TimeoutException

from threespires.kernel.rules import goes_by, the_clock
from threespires.kernel.verdict import Refused
from threespires.sheets import operations
from threespires.sheets.models import SheetImport
from threespires.sheets.permissions import may_hand_in


@goes_by(may_hand_in)
def read_sheet(pk: int) -> None:
    """Reads the sheet that was handed in."""
    _do(operations.read_in, pk)


@goes_by(may_hand_in)
def take_in_sheet(pk: int) -> None:
    """Takes in what the sheet changes."""
    _do(operations.take_in, pk)


@goes_by(may_hand_in)
def put_back_sheet(pk: int) -> None:
    """Puts back what the sheet changed."""
    _do(operations.put_back, pk)


@goes_by(the_clock)
def give_up_stalled() -> int:
    """A job that was killed can't say so itself: what has stood still for too long is given up."""
    return operations.give_up_stalled()


def _do(work: Callable[[SheetImport], None], pk: int) -> None:
    """Whatever goes wrong is told to whoever waits for it, and then to whoever keeps the server."""
    sheet_import = SheetImport.objects.get(pk=pk)
    try:
        work(sheet_import)
    except Refused as refused:
        operations.give_up(sheet_import, refused.reason)
    except TimeoutException:
        operations.give_up(sheet_import, operations.TOO_LONG)
        raise
    except Exception:
        operations.give_up(sheet_import)
        raise

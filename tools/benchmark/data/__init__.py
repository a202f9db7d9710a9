"""The benchmark's data set, made in bulk: a partnership, its thread, its meetings, who visits and what they look at."""

from django.db import transaction

from threespires.search.indexing import rebuild

from .meetings import make_meetings
from .partnership import make_partnership
from .sizes import FULL, QUICK, Size
from .thread import make_thread
from .visit import Visit, find_visit

__all__ = ["FULL", "QUICK", "Size", "Visit", "build"]


@transaction.atomic
def build(size: Size) -> Visit:
    """Fills an empty database, search index and all.

    Records are written past the operations, since those would take an hour; a test holds them to the rules.

    Returns:
        who visits, and what the answers to them must hold.
    """
    partnership = make_partnership(size)
    make_thread(partnership, size)
    make_meetings(partnership, size)
    rebuild()
    return find_visit(partnership)

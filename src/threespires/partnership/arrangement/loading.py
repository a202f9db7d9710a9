"""Loads an arrangement into the database. The file is the truth for structure; seats are never touched, and end with
the group or place that the file ends."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from threespires.partnership.arrangement import parts, structure
from threespires.partnership.arrangement.books import Books, CannotLoad
from threespires.partnership.arrangement.facts import Arrangement
from threespires.partnership.arrangement.keeping import Change, Keeper

__all__ = ["CannotLoad", "Plan", "load", "plan"]

FROM_THE_FILE = "System, from the arrangement file"


@dataclass(frozen=True)
class Plan:
    """What loading adds, changes and ends."""

    changes: tuple[Change, ...]

    def of(self, what: str) -> list[Change]:
        return [change for change in self.changes if change.what == what]

    def __bool__(self) -> bool:
        return bool(self.changes)


def plan(arrangement: Arrangement, *, today: date) -> Plan:
    """What loading would do. Does it and takes it back, so that the two never differ.

    Raises:
        CannotLoad: as `load` does.
    """
    with transaction.atomic():
        keeper = _load(arrangement, today)
        planned = Plan(tuple(keeper.changes()))
        transaction.set_rollback(True)
    return planned


@transaction.atomic
def load(arrangement: Arrangement, *, by: Any, today: date) -> Plan:
    """Brings the database to what the file says, records it, and tells what it did.

    Args:
        by: who loads it; where nobody is named, history says that it came from the file.

    Raises:
        CannotLoad: if the file is about another area, or takes a column from an approach in use.
    """
    keeper = _load(arrangement, today)
    done = Plan(tuple(keeper.changes()))
    keeper.finish(by=by or FROM_THE_FILE, words="Loaded from the arrangement file")
    return done


def _load(arrangement: Arrangement, today: date) -> Keeper:
    keeper = Keeper(today)
    books = Books(arrangement, keeper)
    structure.boards(books)
    structure.agencies(books)
    structure.groups(books)
    structure.posts(books)
    structure.links(books)
    parts.group_parts(books)
    structure.approaches(books)
    structure.levels(books)
    structure.contacts(books)
    structure.end_the_rest(books)
    structure.seats_of_places(books)
    return keeper

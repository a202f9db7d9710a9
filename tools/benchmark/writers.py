"""How many readings of case records a second eight people write down at once, with the chain and without."""

import time
from collections.abc import Callable
from itertools import count
from multiprocessing import get_context

from django.db import connections, transaction

from threespires.accounts.models import Person
from threespires.cases.models import Case, Entry
from threespires.cases.recording import looked
from threespires.partnership.models import Group
from threespires.thread.learning.models import CaseLearning

WRITERS = 8
SEAT = "Chair, Practice Review Group"
_FAR = 10**12


def measure(seconds: float) -> str:
    """Each way for so many seconds, in processes of their own; a sentence with both and their ratio."""
    chained, alone = _together(_chained, seconds), _together(_unchained, seconds)
    return (
        f"Readings of case records written by {WRITERS} at once: {chained:.0f} a second in the chain, "
        f"{alone:.0f} without it ({alone / chained:.1f} times as many)."
    )


def _together(write: Callable[[CaseLearning, Person, int], None], seconds: float) -> float:
    """How many all of them write a second."""
    connections.close_all()
    with get_context("fork").Pool(WRITERS) as pool:
        done = pool.starmap(_write, [(write, seconds, number) for number in range(WRITERS)])
    return sum(done) / seconds


def _write(write: Callable[[CaseLearning, Person, int], None], seconds: float, writer: int) -> int:
    person = Person.objects.order_by("pk")[writer]
    record = CaseLearning(case=Case(group=Group.objects.order_by("pk")[0]))
    until = time.monotonic() + seconds
    for done in count():
        if time.monotonic() > until:
            return done
        write(record, person, (writer + 1) * _FAR + done)
    raise AssertionError("unreachable")


def _chained(record: CaseLearning, person: Person, number: int) -> None:
    looked([record], by=person, seat=SEAT)


@transaction.atomic
def _unchained(record: CaseLearning, person: Person, number: int) -> None:
    """The same row, by itself: no number to wait for, no seal."""
    Entry.objects.bulk_create(
        [
            Entry(
                number=number,
                person=person,
                seat=SEAT,
                group_id=record.case.group_id,
                case_id=record.case_id,
                verb="read",
                kind=record._meta.label_lower,
                thing=str(record.pk),
            )
        ]
    )

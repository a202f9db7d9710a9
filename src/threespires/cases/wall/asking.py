"""Each transaction says who asks. To a question without that word the database shows no case record at all."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from threespires.kernel.clock import now
from threespires.kernel.database import is_postgresql

_WORDS = tuple(f"threespires.{name}" for name in ("person", "moment", "job", "cases"))


@contextmanager
def asked_by(person: Any) -> Iterator[None]:
    """One transaction, in which `person` asks: nobody, where they aren't signed in."""
    with _said(person=str(person.pk or "")):
        yield


@contextmanager
def asked_by_job(job: str, cases: Iterable[UUID] = ()) -> Iterator[None]:
    """One transaction, in which a job asks that runs for nobody: it sees the cases given, and no other."""
    with _said(job=job, cases=",".join(map(str, cases))):
        yield


@contextmanager
def _said(*, person: str = "", job: str = "", cases: str = "") -> Iterator[None]:
    if not is_postgresql():
        yield
        return
    said = (person, now().isoformat(), job, cases)
    within = connection.in_atomic_block
    with transaction.atomic():
        before = _said_before() if within else None
        _say(said)
        yield
        if before:
            _say(before)


def _say(said: Sequence[str]) -> None:
    """Holds until the transaction ends, or what it is part of is undone."""
    with connection.cursor() as cursor:
        pairs = [part for pair in zip(_WORDS, said, strict=True) for part in pair]
        cursor.execute(f"SELECT {', '.join(['set_config(%s, %s, true)'] * len(said))}", pairs)


def _said_before() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(['current_setting(%s, true)'] * len(_WORDS))}", _WORDS)
        return tuple(said or "" for said in cursor.fetchone())

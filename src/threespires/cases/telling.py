"""The record of who looked in words, for those who may see it: cases by their number, never by what they hold."""

from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from threespires.cases.models import Case, CaseRecord, Entry
from threespires.cases.recording import READ
from threespires.history.telling import CLOCK, Told, seat_alone
from threespires.kernel.dates import say_moment

CLOSED = "a case that isn’t open to you"


def tell(entries: Iterable[Entry], cases: QuerySet[Case]) -> list[Told]:
    """The entries in words; one statement more, however many they are.

    Args:
        cases: those that the reader may see, and so is told the numbers of.
    """
    entries = list(entries)
    numbers = {case.pk: str(case).lower() for case in cases.filter(pk__in={entry.case_id for entry in entries})}
    return [
        Told(
            what=", ".join([f"{_deed(entry)}: {_kind(entry)}", *_case(entry, numbers)]),
            when=say_moment(entry.at),
            who=str(entry.person) if entry.person else CLOCK,
            seat=seat_alone(entry.seat, str(entry.person)),
            words="",
            changes=[],
        )
        for entry in entries
    ]


def _deed(entry: Entry) -> str:
    return "Read" if entry.verb == READ else entry.verb.partition(".")[2].replace("_", " ").capitalize()


def _case(entry: Entry, numbers: dict[UUID, str]) -> list[str]:
    """Of which case the record is; nothing of what belongs to none."""
    return [numbers.get(entry.case_id, CLOSED)] if issubclass(apps.get_model(entry.kind), CaseRecord) else []


def _kind(entry: Entry) -> str:
    return str(apps.get_model(entry.kind)._meta.verbose_name)

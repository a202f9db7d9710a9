"""The record of who looked in words, for those who may see it: cases by their number, never by what they hold."""

from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from threespires.cases.models import Case, CaseRecord, Disposal, Entry
from threespires.cases.recording import READ
from threespires.history.telling import CLOCK, Told, seat_alone
from threespires.kernel.dates import say_moment
from threespires.partnership.models import CaseRole

CLOSED = "a case that isn’t open to you"


def tell(entries: Iterable[Entry], cases: QuerySet[Case], disposals: QuerySet[Disposal]) -> list[Told]:
    """The entries in words; two statements more, however many they are.

    Args:
        cases: those that the reader may see, and so is told the numbers of.
        disposals: the certificates that the reader may see.
    """
    entries = list(entries)
    told = {entry.case_id for entry in entries}
    numbers = {one.case_id: str(one).lower() for one in disposals.filter(case__in=told)}
    numbers |= {case.pk: str(case).lower() for case in cases.filter(pk__in=told)}
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
    is_of_a_case = issubclass(apps.get_model(entry.kind), CaseRecord | CaseRole)
    return [numbers.get(entry.case_id, CLOSED)] if is_of_a_case else []


def _kind(entry: Entry) -> str:
    return str(apps.get_model(entry.kind)._meta.verbose_name)

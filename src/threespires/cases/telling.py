"""The record of who looked in words, for those who may see it."""

from collections.abc import Iterable

from django.apps import apps

from threespires.cases.models import Entry
from threespires.cases.recording import READ
from threespires.history.telling import CLOCK, Told, seat_alone
from threespires.kernel.dates import say_moment


def tell(entries: Iterable[Entry], *, by_name: bool) -> list[Told]:
    """The entries in words; one statement for each kind of record among them.

    Args:
        by_name: whether records are called what their group calls them, or by their kind alone, as for somebody who
            may since have left the group.
    """
    entries = list(entries)
    names = _names(entries) if by_name else {}
    return [
        Told(
            what=f"{_deed(entry)}: {names.get((entry.kind, entry.thing)) or _kind(entry)}",
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


def _names(entries: list[Entry]) -> dict[tuple[str, str], str]:
    wanted: dict[str, set[str]] = {}
    for entry in entries:
        wanted.setdefault(entry.kind, set()).add(entry.thing)
    return {
        (kind, str(thing.pk)): thing.called
        for kind, keys in wanted.items()
        for thing in apps.get_model(kind)._base_manager.filter(pk__in=keys)
    }


def _kind(entry: Entry) -> str:
    return f"{str(apps.get_model(entry.kind)._meta.verbose_name).capitalize()} {entry.thing}"

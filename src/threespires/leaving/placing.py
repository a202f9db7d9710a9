"""Where each record goes that leaves with everything: open, or into the sealed part of whoever keeps it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from threespires.cases.models import Case, Disposal
from threespires.history.models import Event
from threespires.kernel.leaving import Leaves, kinds
from threespires.partnership.models import Group
from threespires.vault.fields import SealedField

Keeper = Group | None
"""A case group, or the lead representatives."""


def has_sealed_words(model: type[Model]) -> bool:
    return any(isinstance(each, SealedField) for each in model._meta.concrete_fields)


def leaves_sealed(kind: Leaves) -> bool:
    """Whether all of this kind leaves sealed, whoever keeps it."""
    return kind.sealed or (has_sealed_words(kind.model) and not kind.opened)


@dataclass
class Placed:
    """The keys of all that leaves, by kind: what is open, and what each keeper keeps."""

    open: dict[Leaves, set[Any]] = field(default_factory=lambda: defaultdict(set))
    sealed: dict[Keeper, dict[Leaves, set[Any]]] = field(default_factory=dict)

    def keepers(self, kind: Leaves) -> Iterator[tuple[Keeper, set[Any]]]:
        for keeper, of_keeper in self.sealed.items():
            if kind in of_keeper:
                yield keeper, of_keeper[kind]

    def is_open(self, model: type[Model], key: Any) -> bool:
        return model in kinds() and key in self.open[kinds()[model]]


def place() -> Placed:
    """Places every record, what stands beside others after these, and history after what it tells of."""
    placed = Placed(sealed={group: defaultdict(set) for group in Group.objects.filter(is_case_group=True)})
    placed.sealed[None] = defaultdict(set)
    for kind in kinds().values():
        if not kind.beside and kind.model is not Event:
            _place(placed, kind)
    for kind in kinds().values():
        if kind.beside:
            _place_beside(placed, kind)
    _place_history(placed)
    return placed


def _place(placed: Placed, kind: Leaves) -> None:
    left = set(kind.model._default_manager.values_list("pk", flat=True))
    for keeper in filter(None, placed.sealed):
        keys = set(kind.kept_to(keeper).values_list("pk", flat=True)) & left
        placed.sealed[keeper][kind] |= keys
        left -= keys
    if kind.kept:
        # What a case group keeps by a rule of its own is all that there is to leave.
        return
    if leaves_sealed(kind):
        placed.sealed[None][kind] |= left
    else:
        placed.open[kind] |= left


def _place_beside(placed: Placed, kind: Leaves) -> None:
    """Open where an open record names it; else with the keeper of what names it; else nowhere."""
    for other in kinds().values():
        for each in other.model._meta.concrete_fields:
            if each.related_model is not kind.model:
                continue
            found = other.model._default_manager.exclude(**{each.name: None}).values_list("pk", each.attname)
            for key, named in found:
                where = next((keeper for keeper, keys in placed.keepers(other) if key in keys), ...)
                if where is not ...:
                    placed.sealed[where][kind].add(named)
                elif key in placed.open[other]:
                    placed.open[kind].add(named)
    for of_keeper in placed.sealed.values():
        of_keeper[kind] -= placed.open[kind]


def _place_history(placed: Placed) -> None:
    """The history of what leaves sealed is sealed with it; so is that of what isn't there any more, if it might be."""
    of_events = kinds()[Event]
    open_keys = {(kind.label, str(key)) for kind, keys in placed.open.items() for key in keys}
    keepers = {
        (kind.label, str(key)): keeper
        for keeper, of_keeper in placed.sealed.items()
        for kind, keys in of_keeper.items()
        for key in keys
    }
    might_be_sealed = {
        kind.label for kind in kinds().values() if kind.kept_by or kind.kept or kind.beside or leaves_sealed(kind)
    }
    for key, label, thing in Event.objects.values_list("pk", "kind", "thing"):
        if label in might_be_sealed and (label, thing) not in open_keys:
            placed.sealed[keepers.get((label, thing))][of_events].add(key)
        else:
            placed.open[of_events].add(key)


def cases_in(of_keeper: dict[Leaves, set[Any]]) -> set[Any]:
    """The cases of a keeper that weren't disposed of."""
    return of_keeper[kinds()[Case]] - set(Disposal.objects.values_list("case", flat=True))

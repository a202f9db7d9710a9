"""What leaves the house, with a group or with everything there is, and what stays and why.

Each room says so of each kind of record it keeps, in the module that its door plate names under `leaving`. A test holds
that none is forgotten.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.module_loading import import_string

from threespires.kernel import plates


@dataclass(frozen=True, eq=False)
class Leaves:
    """A kind of record that leaves with everything, and with a group where it is the group's own.

    of_group: lookups that lead from a record to the groups whose own it is.
    all_of: kinds of group, of the home board, whose own all of them are.
    visible: (person, group) -> those that may leave with the group when this person asks. Every one, where none is
        named: it is then a kind that everyone sees who takes part.
    instead: (person, records) -> {key: {field: value}}: what this person may not read of them, and what stands there
        instead.
    kept_by: the lookup of the case group that keeps it to itself, where one does. Then it leaves only with that group,
        or sealed.
    kept: group -> those that it keeps to itself, where no lookup tells.
    sealed: it leaves with no group, and with everything only sealed, whoever keeps it. What has sealed words leaves
        with everything only so, too, unless it says `opened`: its words are then sealed for the disk's sake alone.
    left_out: fields that stay, and what they say where the record is read in.
    make_room: (records to be read in) -> those to save: called where what a keeper had sealed comes after the rest, and
        there may be something here by now.
    beside: it leaves wherever a record leaves that names it, and else not at all.
    content: what the file beside a record holds, where it can be had; and `keep` keeps it where it is read in.
    """

    model: type[Model]
    of_group: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    visible: Callable[[Any, Any], QuerySet[Any]] | None = None
    instead: Callable[[Any, Iterable[Any]], dict[Any, dict[str, Any]]] | None = None
    kept_by: str = ""
    kept: Callable[[Any], QuerySet[Any]] | None = None
    sealed: bool = False
    opened: bool = False
    left_out: dict[str, Any] = field(default_factory=dict)
    make_room: Callable[[list[Any]], list[Any]] | None = None
    beside: bool = False
    content: Callable[[Any], bytes | None] | None = None
    keep: Callable[[Any, bytes], None] | None = None

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def key(self) -> str:
        """The name of the field by which a record is known."""
        return self.model._meta.pk.name

    @property
    def may_go_along(self) -> bool:
        """Whether it may stand in a group's export because a record of the group names it."""
        return not self.sealed

    def kept_to(self, group: Any) -> QuerySet[Any]:
        """Those that a case group keeps to itself."""
        if self.kept:
            return self.kept(group)
        everything = self.model._default_manager.all()
        return everything.filter(**{self.kept_by: group}) if self.kept_by else everything.none()

    def own(self, person: Any, group: Any) -> QuerySet[Any]:
        """Those that are the group's own, and that may leave with it when `person` asks."""
        if group.kind in self.all_of and group.board.is_home:
            return self.among(person, group)
        own = Q(pk__in=())
        for lookup in self.of_group:
            own |= Q(**{lookup: group.pk})
        return self.among(person, group).filter(own).distinct()

    def among(self, person: Any, group: Any) -> QuerySet[Any]:
        """Those that may leave with the group when `person` asks, its own or named by its own."""
        found = self.visible(person, group) if self.visible else self.model._default_manager.all()
        if not self.kept_by:
            return found
        return found.exclude(Q(**{f"{self.kept_by}__is_case_group": True}) & ~Q(**{self.kept_by: group}))


@dataclass(frozen=True)
class Stays:
    """A kind of record that doesn't leave, and why; of a library's, all that it keeps."""

    what: str
    why: str


@cache
def _said() -> tuple[Leaves | Stays, ...]:
    return tuple(each for room in plates.rooms() if room.leaving for each in import_string(room.leaving))


@cache
def kinds() -> dict[type[Model], Leaves]:
    """Every kind that leaves, the lower rooms' first."""
    return {each.model: each for each in _said() if isinstance(each, Leaves)}


@cache
def staying() -> dict[str, str]:
    """Every kind that stays by its label, and why."""
    told = {each.what: each.why for each in _said() if isinstance(each, Stays)}
    labels = {model._meta.label_lower: model._meta.app_label for model in apps.get_models()}
    return {label: told.get(label) or told[app] for label, app in labels.items() if label in told or app in told}

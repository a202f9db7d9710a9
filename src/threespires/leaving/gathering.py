"""What leaves with a group: its own records, and beside them whatever these can't be understood without."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import models

from threespires.kernel.leaving import Leaves, kinds
from threespires.partnership.models import Group

AT_ONCE = 500


@dataclass
class Gathered:
    """Records by kind, each under its key: the group's own, and what goes along."""

    records: dict[type[models.Model], dict[Any, models.Model]] = field(default_factory=lambda: defaultdict(dict))
    own: dict[type[models.Model], set[Any]] = field(default_factory=lambda: defaultdict(set))
    numbers: dict[type[models.Model], dict[Any, Any]] = field(default_factory=dict)

    def key(self, model: type[models.Model], key: Any) -> Any:
        """What a record is called in the export; None where it isn't in it."""
        return self.numbers.get(model, {}).get(key)

    def __iter__(self) -> Iterator[tuple[Leaves, list[models.Model]]]:
        """Each kind with its records, the lower rooms' kinds first."""
        for model, kind in kinds().items():
            if self.records[model]:
                yield kind, list(self.records[model].values())


def gather(person: Any, group: Group) -> Gathered:
    """All that leaves with the group when `person` asks: never more than they may see."""
    found = Gathered()
    for kind in kinds().values():
        _add(found, kind.own(person, group), own=True)
    _bring_along(found, person, group)
    _leave_out_the_broken(found)
    for model, records in found.records.items():
        found.numbers[model] = _numbers(model, records)
    return found


def _add(found: Gathered, records: models.QuerySet, *, own: bool = False) -> None:
    model = records.model
    joined = [each.name for each in model._meta.many_to_many]
    ordered = records if records.ordered else records.order_by("pk")
    for record in ordered.prefetch_related(*joined):
        found.records[model].setdefault(record.pk, record)
        if own:
            found.own[model].add(record.pk)


def _bring_along(found: Gathered, person: Any, group: Group) -> None:
    """What records name goes along, and what that names, as far as the person may see it."""
    looked_for: dict[type[models.Model], set[Any]] = defaultdict(set)
    fresh = [record for _, records in found for record in records]
    while fresh:
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for record in fresh:
            for model, key in _named_by(record):
                if key not in found.records[model] and key not in looked_for[model]:
                    wanted[model].add(key)
        fresh = []
        for model, keys in wanted.items():
            looked_for[model] |= keys
            kind = kinds().get(model)
            if kind is None or not kind.may_go_along:
                continue
            among = kind.among(person, group)
            for some in _some(keys):
                _add(found, among.filter(pk__in=some))
            fresh += [found.records[model][key] for key in keys if key in found.records[model]]


def _some(keys: Iterable[Any]) -> Iterator[list[Any]]:
    ordered = sorted(keys)
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))


def _named_by(record: models.Model) -> Iterator[tuple[type[models.Model], Any]]:
    for each in record._meta.concrete_fields:
        key = getattr(record, each.attname)
        if each.is_relation and key is not None:
            yield each.related_model, key  # type: ignore[misc]
    for joined in record._meta.many_to_many:
        for other in getattr(record, joined.name).all():
            yield type(other), other.pk


def _leave_out_the_broken(found: Gathered) -> None:
    """A record that can't stand without one which may not leave stays, too."""
    broken = True
    while broken:
        broken = False
        for records in found.records.values():
            for key, record in list(records.items()):
                if any(
                    each.is_relation and not each.null and getattr(record, each.attname) not in found.records[_of(each)]
                    for each in record._meta.concrete_fields
                ):
                    del records[key]
                    broken = True


def _of(relation: Any) -> type[models.Model]:
    return relation.related_model


def _numbers(model: type[models.Model], records: dict[Any, models.Model]) -> dict[Any, Any]:
    """New numbers for records that are numbered, in no order that says anything: their own would tell in which order
    they were made, and how many there are elsewhere."""
    if not model._meta.auto_field:
        return {key: str(key) for key in records}
    plain = [each for each in model._meta.concrete_fields if not each.is_relation and not each.primary_key]
    told = {key: _shuffled(*(each.value_from_object(record) for each in plain)) for key, record in records.items()}
    return {key: number for number, key in enumerate(sorted(records, key=lambda key: (told[key], key)), start=1)}


def _shuffled(*values: Any) -> bytes:
    return sha256("\0".join(map(str, values)).encode()).digest()

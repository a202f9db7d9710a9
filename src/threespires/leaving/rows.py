"""A record as plain values that any program reads, and back, whatever its kind: Django tells its fields."""

from collections.abc import Callable
from typing import Any, cast

from django.db import models

from threespires.kernel.leaving import Leaves
from threespires.vault import store
from threespires.vault.fields import SealedField, as_sealed, sealed_in

Key = Callable[[type[models.Model], Any], Any]
"""What a record of a kind that has this key is called in the export; None where it isn't there."""
SEALED = "sealed"
"""Under this name stand words as they lie in the database, in hexadecimal digits."""


def row_of(
    record: models.Model, kind: Leaves, *, keys: Key, instead: dict[str, Any] | None = None, sealed: bool = False
) -> dict[str, Any]:
    """All that a record holds, but for what its kind leaves out.

    Args:
        instead: what stands there instead, by field.
        sealed: whether sealed words stay so. Else they are opened.
    """
    instead = instead or {}
    row: dict[str, Any] = {}
    for field in record._meta.concrete_fields:
        if field.name in kind.left_out:
            continue
        value = instead[field.name] if field.name in instead else _told(field, record, keys, sealed=sealed)
        row[field.name] = value
    for field in record._meta.many_to_many:
        named = (keys(field.related_model, each.pk) for each in getattr(record, field.name).all())
        row[field.name] = sorted(key for key in named if key is not None)
    return row


def _told(field: Any, record: models.Model, keys: Key, *, sealed: bool) -> Any:
    if isinstance(field, SealedField):
        held = sealed_in(record, field) if sealed else None
        if held is not None:
            return {SEALED: held.hex()}
        value = getattr(record, field.attname)
        return None if value is None else field.to_text(value)
    value = getattr(record, field.attname)
    if field.primary_key and not field.is_relation:
        return keys(type(record), value)
    if field.is_relation:
        return None if value is None else keys(field.related_model, value)
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return field.value_to_string(record)


def plain(key: Any) -> Any:
    """A key as JSON holds it."""
    return key if isinstance(key, int) else str(key)


def record_from(kind: Leaves, row: dict[str, Any]) -> models.Model:
    """A record as a row tells it, not saved: what joins it to several others is left for `joins`.

    Words that stand open are sealed anew when it is saved, under a key that is made where there is none.

    Raises:
        ValueError: where the row has what this version doesn't know, or a value of another kind.
    """
    fields = {field.name: field for field in kind.model._meta.concrete_fields}
    joined = {field.name for field in kind.model._meta.many_to_many}
    if strange := sorted(set(row) - set(fields) - joined):
        raise ValueError(f"this version knows no {strange[0]} of it")
    if missing := sorted({*fields, *joined} - set(row) - set(kind.left_out)):
        raise ValueError(f"it has no {missing[0]}")
    values = {fields[name].attname: _read(fields[name], value) for name, value in row.items() if name in fields}
    record = kind.model(**values, **kind.left_out)
    _have_a_key(record)
    return record


def _read(field: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, SealedField):
        return as_sealed(bytes.fromhex(value[SEALED])) if isinstance(value, dict) else field.from_text(value)
    if isinstance(field, models.JSONField):
        return value
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)


def _have_a_key(record: Any) -> None:
    """Makes the key of a record whose words stand open."""
    opened = (
        field
        for field in record._meta.concrete_fields
        if isinstance(field, SealedField)
        and record.__dict__.get(field.attname) is not None
        and sealed_in(record, field) is None
    )
    if next(opened, None) is not None and not store.is_there(record.sealed_under()):
        store.make(record.sealed_under())


def joins(kind: Leaves, row: dict[str, Any]) -> list[models.Model]:
    """The rows by which a record is joined to several others."""
    made = []
    (own,) = [field for field in kind.model._meta.concrete_fields if field.primary_key]
    key = _read(own, row[own.name])
    for field in kind.model._meta.many_to_many:
        through = cast(Any, field).remote_field.through
        for other in row[field.name]:
            ends = {
                field.m2m_column_name(): key,
                field.m2m_reverse_name(): field.related_model._meta.pk.to_python(other),
            }
            made.append(through(**ends))
    return made

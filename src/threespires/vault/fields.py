"""Fields whose content the database holds sealed. A record names the key: `sealed_under()` gives its name.

What is read stays sealed until somebody asks for it, so a list of records opens only what it shows. What is sealed
can't be searched, sorted or changed by a statement: only record by record, by whoever has the key.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol, cast
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from threespires.vault import store
from threespires.vault.sealing import seal, unseal


class Sealable(Protocol):
    """A record with sealed fields. Its key is its own from the beginning; or the database gives it, and then nothing
    else is sealed under the name that `sealed_under()` gives."""

    pk: Any

    def sealed_under(self) -> UUID:
        """The name of the key in the key store."""
        ...


class _Sealed(bytes):
    """What stands in the database."""


def as_sealed(content: bytes) -> bytes:
    """What stood in a database, to be put into one again as it is."""
    return _Sealed(content)


def sealed_in(record: Any, field: Any) -> bytes | None:
    """What stands in the database for this field of a record that was read, as long as nobody opened it."""
    held = record.__dict__.get(field.attname)
    return held if isinstance(held, _Sealed) else None


class _Opened(DeferredAttribute):
    """The attribute on the record: opens what is sealed when it is first asked for."""

    def __get__(self, record: Any, owner: Any = None) -> Any:
        value = super().__get__(record, owner)
        if record is None or not isinstance(value, _Sealed):
            return value
        opened = cast(SealedField, self.field).opened(record, value)
        record.__dict__[self.field.attname] = opened
        return opened

    def __set__(self, record: Any, value: Any) -> None:
        record.__dict__[self.field.attname] = value


class SealedField(models.BinaryField):
    """The base: what a kind of value is as text, and back."""

    descriptor_class = _Opened
    empty_strings_allowed = False

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("editable", True)
        super().__init__(*args, **options)

    to_text: Callable[[Any], str] = staticmethod(str)
    from_text: Callable[[str], Any] = staticmethod(str)

    def _check_str_default_value(self) -> list[Any]:
        return []

    def deconstruct(self) -> Any:
        name, _, args, options = super().deconstruct()
        for known_to_records_alone in ("choices", "default"):
            options.pop(known_to_records_alone, None)
        return name, "django.db.models.BinaryField", args, options

    def from_db_value(self, value: Any, *_: Any) -> Any:
        return None if value is None else _Sealed(value)

    def to_python(self, value: Any) -> Any:
        return value

    def opened(self, record: Sealable, sealed: bytes) -> Any:
        """The value that was sealed for this field of this record."""
        content = unseal(store.key_of(record.sealed_under()), sealed, place=self._place(record))
        return self.from_text(content.decode())

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, _Sealed):
            return value
        record = cast(Sealable, model_instance)
        key = store.key_of(record.sealed_under())
        return _Sealed(seal(key, self.to_text(value).encode(), place=self._place(record)))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, _Sealed):
            raise FieldError(f"{self.name} is sealed record by record, so no statement can set it")
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is sealed, so nothing can be found by it")

    def value_to_string(self, obj: Any) -> str:
        raise FieldError(f"{self.name} is sealed, and leaves the database only through its own export")

    def _place(self, record: Any) -> str:
        known_by = record.sealed_under() if record._meta.auto_field else record.pk
        return f"{record._meta.label_lower}:{known_by}:{self.name}"


class SealedText(SealedField):
    """Text, sealed."""

    # What a record holds, for the type checker: of another kind than what the database holds.
    _pyi_private_set_type: str
    _pyi_private_get_type: str  # type: ignore[assignment]


class SealedDate(SealedField):
    """A day, sealed."""

    _pyi_private_set_type: date
    _pyi_private_get_type: date  # type: ignore[assignment]

    to_text = staticmethod(date.isoformat)
    from_text = staticmethod(date.fromisoformat)

"""A record as plain values that any program reads, and back. What kinds of record and field there are, Django tells."""

from typing import Any, TypeVar

from django.db import models
from django.db.models import QuerySet

from threespires.accounts.models import Person
from threespires.cases.models import Case, CaseRecord
from threespires.partnership.models import Group
from threespires.vault.fields import SealedField

R = TypeVar("R", bound=models.Model)


class NotRead(Exception):
    """What stands in the way of reading an export in."""


def with_all(records: QuerySet[R]) -> QuerySet[R]:
    """The same, with whatever `row_of` asks of each beside it."""
    meta = records.model._meta
    named = [field.name for field in meta.concrete_fields if field.is_relation and not _of_cases(field)]
    return records.select_related(*named).prefetch_related(*(field.name for field in meta.many_to_many))


def row_of(record: Case | CaseRecord) -> dict[str, Any]:
    """All that a record holds, opened: people by their address and name, groups by their key, other records by theirs;
    those that are outside the cases with what they are called, too, by which one knows them again.

    Raises:
        KeyMissing: where the key of its case isn't here.
    """
    held = {field.name: _told(field, record) for field in record._meta.concrete_fields}
    for field in record._meta.many_to_many:
        held[field.name] = sorted(str(each.pk) for each in getattr(record, field.name).all())
    return held


def _told(field: Any, record: models.Model) -> Any:
    value = getattr(record, field.attname)
    if value is None:
        return None
    if isinstance(field, SealedField):
        return field.to_text(value)
    if field.related_model is Person:
        person = getattr(record, field.name)
        return {"email": person.email, "name": person.name}
    if field.related_model is Group:
        return getattr(record, field.name).key
    if _of_cases(field):
        return str(value)
    if field.is_relation:
        return {"key": str(value), "name": str(getattr(record, field.name))}
    return value if isinstance(value, bool | int) else field.value_to_string(record)


def _of_cases(field: Any) -> bool:
    """Whether a field points at a case or at something of one."""
    return field.is_relation and issubclass(field.related_model, Case | CaseRecord)


def record_from(model: type[models.Model], row: dict[str, Any]) -> models.Model:
    """A record as a row tells it, not saved: what joins it to several others is left for `join`.

    Raises:
        NotRead: where the row has what this version doesn't know, or names what isn't here and can't be left out.
    """
    known = {field.name: field for field in model._meta.get_fields() if field.concrete}
    if strange := sorted(set(row) - set(known)):
        raise NotRead(f"This version knows no {strange[0]} of a {model._meta.verbose_name}")
    values = {
        known[name].attname: _read(known[name], value) for name, value in row.items() if not known[name].many_to_many
    }
    return model(**values)


def join(record: models.Model, row: dict[str, Any]) -> None:
    """Joins a saved record to those others that its row names and that are here."""
    for field in record._meta.many_to_many:
        here = field.related_model._base_manager.filter(pk__in=row.get(field.name, ()))
        getattr(record, field.name).set(here)


def _read(field: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, SealedField):
        return field.from_text(value)
    if field.related_model is Person:
        return _person(value).pk
    if field.related_model is Group:
        found = Group.objects.filter(key=value).first()
        if found is None:
            raise NotRead(f"There is no group {value} here. Load the arrangement first")
        return found.pk
    if field.is_relation and not _of_cases(field):
        return _elsewhere(field, value)
    return field.to_python(value)


def _elsewhere(field: Any, told: dict[str, str]) -> Any:
    """The key of a record outside the cases: left out where it isn't here, if it may be. What has its key and is
    called otherwise is another."""
    key = field.target_field.to_python(told["key"])
    here = field.related_model._base_manager.filter(pk=key).first()
    if here and str(here) == told["name"]:
        return key
    if field.null:
        return None
    raise NotRead(f"There is no {field.related_model._meta.verbose_name} {told['key']} here")


def _person(told: dict[str, str]) -> Person:
    """The person with this address; where there is none, one who can't sign in."""
    found = Person.objects.filter(email__iexact=told["email"]).first()
    if found:
        return found
    made = Person(email=told["email"], name=told["name"], is_active=False)
    made.set_unusable_password()
    made.save()
    return made

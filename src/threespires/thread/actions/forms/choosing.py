"""Choosing a person, an agency or a group from those who take part today."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from threespires.accounts.models import Person
from threespires.partnership.models import Agency, Group, PostHolding, Seat


def people() -> QuerySet[Person]:
    """Whoever holds a seat or post today, each with the agency they sit or work for."""
    seats = Seat.objects.now().filter(person=OuterRef("pk"))
    held = PostHolding.objects.now().filter(person=OuterRef("pk"))
    return (
        Person.objects.filter(Exists(seats) | Exists(held))
        .annotate(
            for_agency=Coalesce(
                _agency_of(seats.exclude(agency=None), "agency"),
                _agency_of(held.exclude(post__agency=None), "post__agency"),
                Value(""),
            )
        )
        .order_by("name")
    )


def _agency_of(rows: QuerySet, path: str) -> Subquery:
    named = Coalesce(NullIf(F(f"{path}__short_name"), Value("")), F(f"{path}__name"))
    return Subquery(rows.order_by("pk").values(named=named)[:1], output_field=CharField())


def _said(person: Person) -> str:
    agency = getattr(person, "for_agency", "")
    return f"{person.name}, {agency}" if agency else person.name


class PersonField(forms.ModelChoiceField):
    """One of those who take part today, named with their agency."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("empty_label", "Choose a person")
        super().__init__(queryset=Person.objects.none(), **options)


class AgencyField(forms.ModelChoiceField):
    """One of today's agencies."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("empty_label", "Choose an agency")
        super().__init__(queryset=Agency.objects.none(), **options)


class GroupField(forms.ModelChoiceField):
    """One of today's groups."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("empty_label", "Choose a group")
        super().__init__(queryset=Group.objects.none(), **options)


def offer(*asked: forms.BaseForm) -> None:
    """Gives the choosers of these forms who and what may be chosen today. Each list is read once for all."""
    kinds: dict[type, tuple[QuerySet, Callable[[Any], str]]] = {
        PersonField: (people(), _said),
        AgencyField: (Agency.objects.now(), str),
        GroupField: (Group.objects.now(), str),
    }
    read: dict[type, list[tuple[Any, str]]] = {}
    for form in asked:
        for field in form.fields.values():
            if type(field) not in kinds:
                continue
            among, say = kinds[type(field)]
            if type(field) not in read:
                read[type(field)] = [(each.pk, say(each)) for each in among]
            field.queryset = among
            field.choices = [("", field.empty_label), *read[type(field)]]

"""Abstract models: things with dates, and things that two people may edit. No table of its own."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from threespires.kernel.clock import today


class DatedQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """Those that held on `day`, first and last day included."""
        return self.filter(held_on(day))

    def now(self) -> Self:
        return self.on(today())


def held_on(day: date, prefix: str = "") -> Q:
    """The condition of having held on `day`, for a dated thing reached through `prefix` (ending in __)."""
    return (Q(**{f"{prefix}starts__isnull": True}) | Q(**{f"{prefix}starts__lte": day})) & (
        Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gte": day})
    )


class Dated(models.Model):
    """Something that holds from a day to a day. No `starts`: since before anyone wrote it down."""

    starts = models.DateField("from", null=True, blank=True)
    ends = models.DateField("until", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
            )
        ]

    def held(self, day: date) -> bool:
        return (self.starts is None or self.starts <= day) and (self.ends is None or self.ends >= day)


class Versioned(models.Model):
    """Something that two people may edit at once: each saved change is one version further."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Numbered(models.Model):
    """Something people call by a short reference, such as A-45."""

    LETTER = ""

    ref = models.CharField("reference", max_length=20, unique=True)

    class Meta:
        abstract = True

    @classmethod
    def next_ref(cls) -> str:
        """The next free reference. Two askers at once get the same; the unique column refuses the second."""
        last = (
            cls._default_manager.filter(ref__startswith=f"{cls.LETTER}-")
            .annotate(length=models.functions.Length("ref"))
            .order_by("-length", "-ref")
            .values_list("ref", flat=True)
            .first()
        )
        return f"{cls.LETTER}-{int(last.split('-')[1]) + 1 if last else 1}"


def facts_of(thing: models.Model) -> dict[str, Any]:
    """The thing's stored fields as plain values that JSON can hold; of several related things what each is called."""
    left_out = getattr(thing, "NOT_IN_HISTORY", ())
    facts = {}
    for field in thing._meta.concrete_fields:
        if field.name in left_out:
            continue
        value = field.value_from_object(thing)
        facts[field.name] = (
            value if value is None or isinstance(value, bool | int | float | str | list | dict) else str(value)
        )
    for field in thing._meta.many_to_many:
        if field.name not in left_out:
            facts[field.name] = sorted(_called(each) for each in field.value_from_object(thing))
    return facts


def _called(thing: Any) -> str:
    """What history calls a related thing: its reference, which says nothing of what it holds; its name where it
    has none."""
    return getattr(thing, "ref", "") or str(thing)

"""The base on which every case record stands, and the record of who read and changed them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from threespires.kernel.clock import now
from threespires.partnership.models import Group

NOTHING = "0" * 64
"""What the first entry of the record follows."""


class CaseRecord(models.Model):
    """Something that a case group keeps for its members alone.

    Every model on this base is behind the wall by that alone: whoever reads or changes one is written down, and
    tests of the wall find it.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def called(self) -> str:
        """What its own group calls it, and nobody else is told: its kind, unless the model says more."""
        return str(self)


def case_models() -> list[type[CaseRecord]]:
    """Every kind of case record there is."""
    found, waiting = [], [CaseRecord]
    while waiting:
        for model in waiting.pop().__subclasses__():
            waiting.append(model)
            if not model._meta.abstract:
                found.append(model)
    return sorted(found, key=lambda model: model._meta.label_lower)


class Entry(models.Model):
    """One reading or change of one case record: written once, in the same transaction, and never altered.

    Each entry is sealed together with the seal of the one before it, by a key that the database doesn't hold.
    """

    SEALED: ClassVar = ("number", "at", "person_id", "seat", "group_id", "verb", "kind", "thing")

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(default=now)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Nobody, where the calendar did it.",
    )
    seat = models.CharField(max_length=300)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    thing = models.CharField(max_length=40)
    follows = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["group", "-number"], name="cases_entry_of_group"),
            models.Index(fields=["person", "-number"], name="cases_entry_of_person"),
        ]

    def __str__(self) -> str:
        return f"Entry {self.number}"

    def facts(self) -> dict[str, Any]:
        """All that its seal covers."""
        return {name: getattr(self, name) for name in self.SEALED}


class Head(models.Model):
    """How far the record has got: one row, held by whoever writes next until they are done."""

    number = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, default=NOTHING)

    def __str__(self) -> str:
        return f"Up to {self.number}"

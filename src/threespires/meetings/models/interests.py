"""Interests that people declare, once for a group, and the items that they touch."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from threespires.kernel.clock import now
from threespires.kernel.models import Versioned
from threespires.meetings.models.meetings import AgendaItem
from threespires.partnership.models import Group


class DeclarationQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Those that nobody has ended."""
        return self.filter(ended_at__isnull=True)


class Declaration(Versioned):
    """An interest that somebody who sits on a group declared. It stands at each of its meetings until it is ended."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.CharField("what the interest is", max_length=300)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = DeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = "declaration of interest"
        ordering = ["noted_at", "pk"]

    def __str__(self) -> str:
        return f"Interest declared by {self.person}"

    @property
    def NOT_IN_HISTORY(self) -> tuple[str, ...]:
        """History is read by more people than the minutes are."""
        return ("what",)


class Touch(models.Model):
    """A declared interest touches an item; whoever stands back takes no part in it and is told nothing of it."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="touches")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="interests")
    stands_back = models.BooleanField(default=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["declaration", "item"], name="meetings_interest_touches_an_item_once")
        ]

    def __str__(self) -> str:
        return "Stands back" if self.stands_back else "Takes part"

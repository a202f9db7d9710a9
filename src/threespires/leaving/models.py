"""What waits to be fetched, and what left sealed."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from threespires.approvals.models import Proposal
from threespires.kernel.addresses import address
from threespires.kernel.clock import now
from threespires.leaving.lifecycle import UNDER_WAY, ParcelStatus
from threespires.partnership.models import Group


class SealedPart(models.Model):
    """What left sealed with an export of everything, of one keeper; or came so.

    It opens with two halves of a key, which lie in the key store under their names. Where it was made they are there,
    and each of two members is given one. Where it is read in, each brings theirs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(
        Group, null=True, on_delete=models.PROTECT, related_name="+", help_text="None: the lead representatives."
    )
    first = models.UUIDField("name of the first half of its key", default=uuid.uuid4)
    second = models.UUIDField("name of the second half", default=uuid.uuid4)
    made_at = models.DateTimeField(default=now)
    cases = models.JSONField("the cases in it", default=list)
    came = models.BooleanField("it was made elsewhere, and read in here", default=False)
    first_known_by = models.CharField("digest of the first half", max_length=64)
    second_known_by = models.CharField("digest of the second half", max_length=64)
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="who brought the first half",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="who brought the second half",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    opened_at = models.DateTimeField("when it was read in", null=True)
    failed_because = models.TextField(blank=True)

    NOT_IN_HISTORY = ("cases",)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                name="leaving_part_opened_by_two",
                condition=Q(first_by__isnull=True) | Q(second_by__isnull=True) | ~Q(first_by=models.F("second_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"Sealed part of {self.group}" if self.group else "Sealed part of the lead representatives"

    def get_absolute_url(self) -> str:
        return address("leaving:part", self.pk)

    def sealed_under(self) -> uuid.UUID:
        """The name of the key under which it lies here; it is sealed besides with the key of two halves."""
        return self.pk


class Half(models.Model):
    """Who was given which half. Nobody is ever given both."""

    part = models.ForeignKey(SealedPart, on_delete=models.PROTECT, related_name="halves")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_first = models.BooleanField()
    given_by = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "half of a key"
        verbose_name_plural = "halves of keys"
        constraints = [models.UniqueConstraint(fields=["part", "person"], name="leaving_half_one_each")]

    def __str__(self) -> str:
        return f"{self.part}, {'first' if self.is_first else 'second'} half"


class Parcel(models.Model):
    """What somebody asked to take out: made in the background, held sealed until they fetch it, once, or it lapses."""

    Status = ParcelStatus

    NOT_IN_HISTORY = ("done", "total", "moved_at", "size")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(
        SealedPart,
        null=True,
        on_delete=models.PROTECT,
        related_name="parcels",
        help_text="The sealed part of which it is an opened copy. None: it holds the group’s own records.",
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_in = models.CharField(max_length=300)
    asked_at = models.DateTimeField(default=now)
    status = models.CharField(max_length=10, choices=ParcelStatus, default=ParcelStatus.MAKING)
    moved_at = models.DateTimeField("in this state since", default=now)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    lapses_at = models.DateTimeField(null=True)
    failed_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"Opened cases of {self.group}" if self.part_id else f"Records of {self.group}"

    def get_absolute_url(self) -> str:
        return address("leaving:parcel", self.pk)

    @property
    def is_under_way(self) -> bool:
        return self.status in UNDER_WAY

    def waits(self, moment: Any) -> bool:
        """Whether it can be fetched."""
        return self.status == ParcelStatus.READY and self.lapses_at is not None and moment < self.lapses_at

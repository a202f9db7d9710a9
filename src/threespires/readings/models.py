"""What was found unusual, and who looked into it."""

from django.conf import settings
from django.db import models

from threespires.kernel.addresses import address
from threespires.kernel.clock import now
from threespires.partnership.models import Group
from threespires.readings.finding import Unusual


class UnusualReading(models.Model):
    """One person's unusual reading of one group's cases on one day. It says in how many, and never which."""

    Kind = Unusual
    NOT_IN_HISTORY = ("answer",)

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Unusual)
    cases = models.PositiveIntegerField("in how many cases")
    found_at = models.DateTimeField(default=now)
    looked_into_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    looked_into_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField("what was found", blank=True)

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["reader", "group", "day", "kind"], name="readings_unusual_once"),
            models.CheckConstraint(
                name="readings_unusual_looked_into_by_another",
                condition=models.Q(looked_into_by__isnull=True) | ~models.Q(looked_into_by=models.F("reader")),
            ),
        ]

    def __str__(self) -> str:
        return f"Reading {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return address("readings:one", self.pk)

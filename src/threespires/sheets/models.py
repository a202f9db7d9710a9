"""A spreadsheet handed in: read, checked, shown, applied all or nothing, and undone if need be."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from threespires.kernel.clock import now


class SheetImport(models.Model):
    """One spreadsheet on its way in."""

    class Status(models.TextChoices):
        READING = "reading", "Being read"
        REFUSED = "refused", "Refused"
        READY = "ready", "Ready to apply"
        APPLIED = "applied", "Applied"
        UNDONE = "undone", "Undone"
        DROPPED = "dropped", "Dropped"

    NOT_IN_HISTORY = ("content", "problems", "changes")

    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    status = models.CharField(max_length=10, choices=Status, default=Status.READING)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    problems = models.JSONField("the first of what is wrong", default=list)
    problems_found = models.PositiveIntegerField(default=0)
    changes = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=now)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("sheets:import", args=[self.pk])

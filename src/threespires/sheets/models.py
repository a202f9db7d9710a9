"""A spreadsheet handed in: read, checked, shown, applied all or nothing, and undone if need be."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from threespires.documents.models import Document
from threespires.kernel.clock import now
from threespires.sheets.lifecycle import UNDER_WAY, ImportStatus


class SheetImport(models.Model):
    """One spreadsheet on its way in."""

    Status = ImportStatus

    NOT_IN_HISTORY = ("problems", "changes", "rows_done", "moved_at", "seen")

    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="sheet_imports")
    status = models.CharField(max_length=10, choices=ImportStatus, default=ImportStatus.CHECKING)
    moved_at = models.DateTimeField("in this state since", default=now)
    seen = models.BooleanField("whoever handed it in has looked since", default=False)
    rows_done = models.PositiveIntegerField("rows read so far", default=0)
    rows_total = models.PositiveIntegerField(default=0)
    problems = models.JSONField("the first of what is wrong", default=list)
    problems_found = models.PositiveIntegerField(default=0)
    changes = models.JSONField(default=list)
    rows_changing = models.PositiveIntegerField(default=0)
    failed_because = models.TextField(blank=True)
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

    @property
    def is_under_way(self) -> bool:
        return self.status in UNDER_WAY

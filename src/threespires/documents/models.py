"""An uploaded file and what is known of it."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from threespires.documents.contents import TAKEN
from threespires.documents.lifecycle import DocumentStatus
from threespires.kernel.clock import now


class Document(models.Model):
    """A file handed in. Who may open it follows from the record it stands beside."""

    Status = DocumentStatus

    NOT_IN_HISTORY = ("seen", "sealed_under", "has_own_key")

    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="documents/%Y/%m/")
    sealed_under = models.UUIDField("name of the key that seals it", null=True, editable=False)
    has_own_key = models.BooleanField(default=False)
    status = models.CharField(max_length=12, choices=DocumentStatus, default=DocumentStatus.HELD)
    harm = models.CharField("what the virus scanner found, as it calls it", max_length=200, blank=True)
    holds_macros = models.BooleanField(default=False)
    is_locked = models.BooleanField("locked with a password", default=False)
    seen = models.BooleanField("whoever handed it in knows that it was refused", default=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                name="documents_to_settle",
                condition=models.Q(status__in=(DocumentStatus.HELD, DocumentStatus.REFUSED)),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.pk])

    @property
    def can_be_opened(self) -> bool:
        """Whether the scanner has let it out, or there is none to ask."""
        return self.status in (DocumentStatus.CLEAN, DocumentStatus.NOT_SCANNED)

    @property
    def about(self) -> str:
        """Its kind and size in words, and what to mind: PDF, 340 KB, locked with a password."""
        known = next((kind.words for kind in TAKEN if kind.content_type == self.content_type), "File")
        minded = [
            "holds macros" if self.holds_macros else "",
            "locked with a password" if self.is_locked else "",
            "" if self.status == DocumentStatus.CLEAN else self.get_status_display().lower(),
        ]
        return ", ".join(filter(None, (known, say_size(self.size), *minded)))


def say_size(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"

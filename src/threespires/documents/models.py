"""Files that were handed in and what is known of each: one that belongs to no case, and one under a case."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.urls import reverse

from threespires.cases.models import CaseRecord
from threespires.documents.contents import TAKEN
from threespires.documents.lifecycle import DocumentStatus
from threespires.kernel.addresses import address
from threespires.kernel.clock import now
from threespires.vault.fields import SealedText


class HandedIn(models.Model):
    """What is known of any file: how it stands with the virus scanner, how large it is, who handed it in and when.

    What it is called is sealed with what it holds: people name files after children.
    """

    Status = DocumentStatus

    size = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=DocumentStatus, default=DocumentStatus.HELD)
    holds_macros = models.BooleanField(default=False)
    is_locked = models.BooleanField("locked with a password", default=False)
    seen = models.BooleanField("whoever handed it in knows that it was refused", default=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=now)

    name: Any
    content_type: Any
    harm: Any

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        raise NotImplementedError

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


class Document(HandedIn):
    """A file that belongs to no case. Who may open it follows from the record it stands beside."""

    NOT_IN_HISTORY = ("name", "seen", "key", "is_sealed")

    name = SealedText()
    content_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    harm = models.CharField("what the virus scanner found, as it calls it", max_length=200, blank=True)
    file = models.FileField(upload_to="documents/%Y/%m/")
    key = models.UUIDField("name of the key that seals it", editable=False)
    is_sealed = models.BooleanField("whether what it holds lies sealed, as its name does", default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                name="documents_to_settle",
                condition=models.Q(status__in=(DocumentStatus.HELD, DocumentStatus.REFUSED)),
            )
        ]

    def __str__(self) -> str:
        return "Document"

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.pk])

    def sealed_under(self) -> UUID:
        """The name of its key in the key store: its own."""
        return self.key


class CaseFile(HandedIn, CaseRecord):
    """A file under a case: seen by whoever sees the case, sealed with its key, its name too, and gone with it. Whoever
    reads it is written down."""

    RENEWS = False
    HOLDS_FILE = True

    name = SealedText()
    content_type = SealedText()
    sha256 = SealedText()
    harm = SealedText(default="")

    class Meta:
        verbose_name = "file of a case"
        verbose_name_plural = "files of cases"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return "File of a case"

    def get_absolute_url(self) -> str:
        return address("documents:case_file", self.case_id, self.pk)

    @property
    def file_name(self) -> str:
        return self.name


def say_size(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"

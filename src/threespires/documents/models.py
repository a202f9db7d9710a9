"""An uploaded file and what is known of it."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from threespires.documents.contents import KINDS
from threespires.kernel.clock import now


class Document(models.Model):
    """A file handed in. Who may open it follows from the record it stands beside."""

    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="documents/%Y/%m/")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.pk])

    @property
    def about(self) -> str:
        """Its kind and size in words: PDF, 340 KB."""
        known = next((kind.words for kind in KINDS if kind.content_type == self.content_type), "File")
        return f"{known}, {say_size(self.size)}"


def say_size(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"

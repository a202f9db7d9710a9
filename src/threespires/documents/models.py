"""An uploaded file and what is known of it."""

from django.conf import settings
from django.db import models

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

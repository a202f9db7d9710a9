"""What can be found: one entry for each record."""

from django.db import models


class SearchEntry(models.Model):
    """A record's title and text as search sees them. Who may find it is the record's own rule."""

    kind = models.CharField(max_length=60)
    thing = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    address = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "search entries"
        constraints = [models.UniqueConstraint(fields=["kind", "thing"], name="search_entry_once_a_record")]

    def __str__(self) -> str:
        return self.title

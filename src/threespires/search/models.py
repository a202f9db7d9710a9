"""What can be found: one entry for each record, and the words that entries use."""

from django.db import models


class SearchEntry(models.Model):
    """A record's title and text as search sees them. Who may find it is the record's own rule.

    What the database itself keeps beside it (stems, trigrams) is made by the migration after the tables'.
    """

    kind = models.CharField(max_length=60)
    thing = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    refs = models.TextField("references it bears or names, as one word each", blank=True)
    address = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "search entries"
        constraints = [models.UniqueConstraint(fields=["kind", "thing"], name="search_entry_once_a_record")]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that some entry uses: where a typing error is led back to. Shown only when an entry that the
    asker may see holds it."""

    word = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.word

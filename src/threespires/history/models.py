"""What happened, and which forms were already answered."""

from django.db import models

from threespires.kernel.clock import now


class EventQuerySet(models.QuerySet):
    def about(self, thing: models.Model) -> "EventQuerySet":
        return self.filter(kind=thing._meta.label_lower, thing=str(thing.pk))


class Event(models.Model):
    """One change: written in the same transaction, never altered."""

    at = models.DateTimeField(default=now)
    person = models.CharField(max_length=200, blank=True)
    person_key = models.CharField(max_length=40, blank=True)
    seat = models.CharField(max_length=300, blank=True)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    thing = models.CharField(max_length=40)
    ref = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)
    changes = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["kind", "thing", "-at"], name="history_event_of_thing"),
            models.Index(fields=["-at"], name="history_event_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.ref}"


class Submission(models.Model):
    """A form that was answered: a digest of what was sent, by whom and where to, and where its answer led."""

    digest = models.CharField(max_length=64, unique=True)
    address = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=now, db_index=True)

    def __str__(self) -> str:
        return self.digest

"""Letters waiting to be sent, and sent."""

import re
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from threespires.kernel.clock import now

MOST_TRIES = 5
STALE_AFTER = timedelta(days=3)


class LetterQuerySet(models.QuerySet):
    def to_send(self, moment: datetime) -> "LetterQuerySet":
        """Those whose turn it is. A letter that waited for days says nothing worth saying any more."""
        return self.filter(
            Q(next_try_at__isnull=True) | Q(next_try_at__lte=moment),
            sent_at__isnull=True,
            tries__lt=MOST_TRIES,
            written_at__gt=moment - STALE_AFTER,
        )


class Letter(models.Model):
    """One letter to one address. Written with the change it tells of; never holds a child, a case or a document."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    html = models.TextField("the same with headings and links", blank=True)
    calendar = models.TextField("the same for a calendar program", blank=True)
    written_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return self.subject

    @property
    def calendar_method(self) -> str:
        """What a calendar program should do with it, as the calendar itself says: REQUEST or CANCEL."""
        said = re.search(r"^METHOD:(\w+)", self.calendar, re.MULTILINE)
        return said[1] if said else ""

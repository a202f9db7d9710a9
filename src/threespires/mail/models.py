"""Letters waiting to be sent, and sent."""

from django.db import models

from threespires.kernel.clock import now


class Letter(models.Model):
    """One letter to one address. Written with the change it tells of; never holds a child, a case or a document."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    written_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return self.subject

"""What is kept of somebody's own calendar: whether they are sent invitations, the secret of their feed, and which
meetings they were invited to."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Calendar(models.Model):
    """A person's own calendar. Of the secret address of its feed only the digest stands here."""

    NOT_IN_HISTORY = ("digest", "etag", "changed_at", "read_on")

    class Invitations(models.TextChoices):
        PLANNED = "planned", "For every meeting, as soon as it is planned"
        SOON = "soon", "For the meetings of the next three months"
        NONE = "none", "For none"

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar")
    invitations = models.CharField("invitations by email", max_length=10, choices=Invitations, default=Invitations.SOON)
    digest = models.CharField("digest of the secret address", max_length=64, blank=True)
    made_at = models.DateTimeField("since when the address holds", null=True, blank=True)
    read_on = models.DateField("last read by a calendar program", null=True, blank=True)
    etag = models.CharField("what the feed held when last read", max_length=64, blank=True)
    changed_at = models.DateTimeField("since when it holds that", null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["digest"], condition=~models.Q(digest=""), name="meetings_calendar_one_address"
            )
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.person}"

    @property
    def has_address(self) -> bool:
        return bool(self.digest)


class Invitation(models.Model):
    """What somebody was last told of a meeting by invitation, and whether it still stands in their calendar.

    One for a person and meeting: each message is one further than the last, and replaces it.
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField("where it was sent", max_length=254)
    title = models.CharField(max_length=250)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    stands = models.BooleanField("is in their calendar", default=True)
    sent_at = models.DateTimeField("when they were last told")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], name="meetings_invitation_one_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.person}"

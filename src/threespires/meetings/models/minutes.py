"""The minutes of a meeting on their way from draft to record, and the corrections that were asked for."""

from django.conf import settings
from django.db import models

from threespires.kernel.addresses import address
from threespires.kernel.clock import now
from threespires.kernel.models import Versioned
from threespires.meetings.lifecycle import CorrectionStatus, MinutesStatus
from threespires.meetings.models.meetings import AgendaItem, Meeting


class Minutes(Versioned):
    """How far the minutes of a meeting are. Their words stand with the items, decisions and attendance of the meeting.

    A meeting whose minutes nobody touched yet has none of these: they are a draft.
    """

    Status = MinutesStatus

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    status = models.CharField(max_length=12, choices=MinutesStatus, default=MinutesStatus.DRAFT)
    circulated_at = models.DateTimeField(null=True, blank=True)
    approved_in = models.ForeignKey(
        Meeting,
        verbose_name="the meeting that approved them",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="approves",
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                name="meetings_minutes_approved_by_another_meeting",
                condition=models.Q(status__in=("approved", "locked"), approved_in__isnull=False)
                & ~models.Q(approved_in=models.F("meeting"))
                | (~models.Q(status__in=("approved", "locked")) & models.Q(approved_in__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"Minutes, {self.meeting}"

    def get_absolute_url(self) -> str:
        return address("meetings:minutes", self.meeting.ref)


class Correction(Versioned):
    """What somebody would have put right in circulated minutes, and what was done about it."""

    Status = CorrectionStatus

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="corrections")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    words = models.TextField("what should be put right")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    status = models.CharField(max_length=10, choices=CorrectionStatus, default=CorrectionStatus.ASKED)
    answer = models.TextField("what was done about it", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"Correction of the minutes, {self.meeting}"

    @property
    def NOT_IN_HISTORY(self) -> tuple[str, ...]:
        """What was said is read by fewer people than history."""
        return ("words", "answer")

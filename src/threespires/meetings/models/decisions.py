"""What a meeting decides, and what became of a decision that it took without its quorum."""

from django.conf import settings
from django.db import models

from threespires.kernel.clock import now
from threespires.kernel.dates import say_date
from threespires.kernel.models import Numbered, Versioned
from threespires.meetings.lifecycle import DecisionStatus
from threespires.meetings.models.meetings import AgendaItem, Meeting


class Decision(Numbered, Versioned):
    """A decision: its words, reasons, the options there were, by which authority, who dissented; and whether a quorum
    took it. One taken without waits for a later meeting to ratify it."""

    LETTER = "D"
    Status = DecisionStatus

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    text = models.TextField("what was decided")
    reasons = models.TextField(blank=True)
    options = models.TextField("what else was considered", blank=True)
    authority = models.CharField("by which authority", max_length=300, blank=True)
    dissent = models.TextField(blank=True)
    quorate = models.BooleanField("the meeting was quorate", null=True)
    status = models.CharField(max_length=10, choices=DecisionStatus, default=DecisionStatus.TAKEN)
    settled_at = models.ForeignKey(
        Meeting,
        verbose_name="the meeting that ratified it or didn’t",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settled",
    )
    settled_because = models.TextField(blank=True)
    address = models.CharField("the record it decides about", max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="meetings_decision_ratified_by_a_meeting",
                condition=models.Q(status__in=("taken", "waiting"), settled_at__isnull=True)
                | models.Q(status__in=("ratified", "rejected"), settled_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Decision {self.ref}" if self.meeting.group.is_case_group else self.text[:120]

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#{self.ref}"

    @property
    def NOT_IN_HISTORY(self) -> tuple[str, ...]:
        """As for items: history keeps none of a case group's words."""
        if self.meeting.group.is_case_group:
            return ("text", "reasons", "options", "authority", "dissent", "settled_because", "address")
        return ()

    @property
    def quorum_words(self) -> str:
        """Whether it was taken by a quorum; what became of one that wasn't."""
        if self.settled_at:
            return f"inquorate, {self.get_status_display().lower()} on {say_date(self.settled_at.day)}"
        return {True: "quorate", False: "inquorate, to be ratified", None: "no quorum set"}[self.quorate]

    @property
    def standing_words(self) -> str:
        """How it was taken: quorate or not, with dissent or without."""
        return f"{self.quorum_words} · {'dissent recorded' if self.dissent else 'no dissent'}"

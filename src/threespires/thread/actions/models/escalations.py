"""An escalation: what is blocked or late rises to the group above, and its answer comes back."""

from django.conf import settings
from django.db import models

from threespires.kernel.addresses import address
from threespires.kernel.clock import today
from threespires.kernel.models import Numbered
from threespires.partnership.models import Group
from threespires.thread.actions.lifecycle import EscalationStatus
from threespires.thread.actions.models.actions import Action


class Escalation(Numbered):
    """One rise of one action from a group to the group above."""

    LETTER = "X"

    Status = EscalationStatus

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="escalations")
    from_group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="escalations_sent")
    to_group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="escalations_received")
    reason = models.TextField()
    raised_on = models.DateField(default=today)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Nobody, when the arrangement’s period ran out.",
    )
    status = models.CharField(max_length=10, choices=EscalationStatus, default=EscalationStatus.OPEN)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    occasion = models.CharField("where it was answered", max_length=200, blank=True)
    occasion_address = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action"],
                condition=models.Q(status="open"),
                name="actions_one_open_escalation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action.title}, escalated"

    def get_absolute_url(self) -> str:
        return address("actions:escalation", self.ref)

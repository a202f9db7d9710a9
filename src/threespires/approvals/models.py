"""A proposal: what one person asks for, and a second must approve before it is done."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from threespires.approvals.lifecycle import LIFECYCLE, ProposalStatus
from threespires.kernel.addresses import address
from threespires.kernel.clock import now
from threespires.kernel.models import Numbered


class Proposal(Numbered):
    """What is asked, by whom, of whom, and how it was answered.

    `kind` is that of a room's plate, which says who may approve and what is then done, from the `facts`. `circle`
    names those among whom the second person must be. The database holds that whoever approves is neither who asked
    nor whom it concerns, and that nobody asks for what concerns themself.
    """

    LETTER = "AP"
    NOT_IN_HISTORY = ("facts",)
    Status = ProposalStatus

    kind = models.CharField(max_length=40)
    circle = models.CharField(max_length=60)
    title = models.CharField("what is asked", max_length=300)
    concerns = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="whom it concerns",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    facts = models.JSONField(default=dict)
    why = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_in = models.CharField("in which seat", max_length=300)
    asked_at = models.DateTimeField(default=now)
    lapses_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=ProposalStatus, default=LIFECYCLE.start)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_in = models.CharField("answered in which seat", max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField("why it was refused or withdrawn", blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["status", "circle"], name="approvals_proposal_waiting")]
        constraints = [
            models.CheckConstraint(
                name="approvals_proposal_approved_by_a_second",
                condition=~Q(status=ProposalStatus.APPROVED)
                | (Q(answered_by__isnull=False) & ~Q(answered_by=F("asked_by"))),
            ),
            models.CheckConstraint(
                name="approvals_proposal_of_a_third",
                condition=Q(concerns__isnull=True)
                | (~Q(concerns=F("asked_by")) & (~Q(status=ProposalStatus.APPROVED) | ~Q(concerns=F("answered_by")))),
            ),
            models.CheckConstraint(
                name="approvals_proposal_answered_at",
                condition=Q(status=ProposalStatus.WAITING, answered_at__isnull=True)
                | (~Q(status=ProposalStatus.WAITING) & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("approvals:proposal", self.ref)

    def waits(self, moment: datetime) -> bool:
        """Whether it can still be answered. What has lapsed is not, even before the clock has written it down."""
        return self.status == ProposalStatus.WAITING and moment < self.lapses_at

    @property
    def whom(self) -> Any:
        """The person it concerns, for the kinds that always concern one."""
        return self.concerns

    def fact(self, name: str) -> Any:
        """What the asker said under this name, or None."""
        return self.facts.get(name)

"""A request for information and the steps towards its answer. Who asks, and what, is sealed."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from threespires.kernel.addresses import address
from threespires.kernel.clock import now, today
from threespires.kernel.dates import say_date
from threespires.kernel.models import Numbered, Versioned
from threespires.law.requests import RequestClock, clock_of, kinds
from threespires.partnership.models import Group
from threespires.vault.fields import SealedText
from threespires.work.information_requests.lifecycle import LIFECYCLE, RequestStatus


class Decision(models.TextChoices):
    GIVEN = "given", "Given"
    PARTLY = "partly", "Given in part"
    REFUSED = "refused", "Refused"
    NOT_HELD = "not_held", "Not held"
    PASSED_ON = "passed_on", "Passed on to another body"


class InformationRequest(Numbered, Versioned):
    """What somebody asks of the partnership under the law. Its clock runs from the day it was received.

    Who asks, what, each step and each reason are sealed with a key of its own: they may name a child. Of a case it says
    only which group holds it.
    """

    LETTER = "IR"
    NOT_IN_HISTORY: ClassVar = ("asked_by", "asks", "extended_because", "answer")
    Status = RequestStatus
    Decision = Decision

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40, choices=kinds)
    rule = models.CharField("under which rule its clock runs", max_length=40)
    asked_by = SealedText()
    asks = SealedText()
    received_on = models.DateField(default=today)
    due_on = models.DateField(null=True, blank=True)
    extended_on = models.DateField(null=True, blank=True)
    extended_because = SealedText(default="")
    group = models.ForeignKey(
        Group,
        verbose_name="case group whose case it is about",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=RequestStatus, default=LIFECYCLE.start)
    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    answer = SealedText(default="")
    answered_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-received_on", "-ref"]
        constraints = [
            models.CheckConstraint(
                name="information_requests_answered_with_a_decision",
                condition=Q(status=RequestStatus.ANSWERED, answered_on__isnull=False) & ~Q(decision="")
                | Q(decision="") & ~Q(status=RequestStatus.ANSWERED),
            ),
            models.CheckConstraint(
                name="information_requests_ended_on_a_day",
                condition=Q(status=RequestStatus.OPEN, answered_on__isnull=True)
                | (~Q(status=RequestStatus.OPEN) & Q(answered_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} request {self.ref}"

    def get_absolute_url(self) -> str:
        return address("information_requests:request", self.ref)

    def sealed_under(self) -> uuid.UUID:
        """The name of its key in the key store: its own."""
        return self.pk

    @property
    def is_open(self) -> bool:
        return self.status == RequestStatus.OPEN

    @property
    def clock(self) -> RequestClock:
        """The rule that held on the day it was received."""
        return clock_of(self.kind, self.received_on)

    @property
    def due_words(self) -> str:
        return say_date(self.due_on) if self.due_on else "No day in law"


class Step(models.Model):
    """Something done towards the answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="steps")
    on = models.DateField(default=today)
    words = SealedText()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-on", "-recorded_at"]

    def __str__(self) -> str:
        return f"Step of {self.request.ref}"

    def sealed_under(self) -> uuid.UUID:
        """The name of its key in the key store: that of its request."""
        return self.request_id

"""Lines of enquiry and priorities."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from threespires.kernel.addresses import address
from threespires.kernel.clock import now, today
from threespires.kernel.dates import Quarter
from threespires.kernel.models import Numbered, Versioned
from threespires.partnership.models import Agency, ApproachColumn, PracticeApproach
from threespires.thread.learning.models import Learning
from threespires.thread.priorities.lifecycle import EnquiryStatus, PriorityStatus


class LineOfEnquiry(Numbered, Versioned):
    """A question the partnership asks itself, in the columns of its practice approach."""

    LETTER = "E"
    Status = EnquiryStatus

    question = models.CharField(max_length=250)
    approach = models.ForeignKey(PracticeApproach, on_delete=models.PROTECT, related_name="+")
    scale_low = models.CharField("what 0 means", max_length=200)
    scale_high = models.CharField("what 10 means", max_length=200)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    opened_on = models.DateField(default=today)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-opened_on", "-pk"]
        verbose_name = "line of enquiry"
        verbose_name_plural = "lines of enquiry"

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return address("priorities:enquiry", self.ref)


class StatementQuerySet(models.QuerySet):
    def standing(self) -> "StatementQuerySet":
        return self.filter(withdrawn_at__isnull=True)

    def to_be_done(self) -> "StatementQuerySet":
        """What needs to happen, in lines of enquiry that are open."""
        return self.standing().filter(column__leads_to_work=True, enquiry__status=LineOfEnquiry.Status.OPEN)


class Statement(Versioned):
    """An answer in one column. What a child said stands as said; each statement cites its learning."""

    enquiry = models.ForeignKey(LineOfEnquiry, on_delete=models.PROTECT, related_name="statements")
    column = models.ForeignKey(ApproachColumn, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    as_said = models.BooleanField("these are a child’s own words", default=False)
    cites = models.ManyToManyField(Learning, related_name="statements")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["column__order", "pk"]

    def __str__(self) -> str:
        return self.text[:120]

    def get_absolute_url(self) -> str:
        return f"{self.enquiry.get_absolute_url()}#statement-{self.pk}"


class Scaling(models.Model):
    """How safe one agency said it was on one day, 0 to 10. Opinions: kept, never averaged."""

    enquiry = models.ForeignKey(LineOfEnquiry, on_delete=models.PROTECT, related_name="scalings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(validators=[MinValueValidator(0), MaxValueValidator(10)])
    reason = models.CharField(max_length=300)
    said_on = models.DateField(default=today)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["said_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="priorities_scaling_from_0_to_10", condition=models.Q(score__gte=0, score__lte=10)
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.score}"


class PriorityQuerySet(models.QuerySet):
    def current(self) -> "PriorityQuerySet":
        return self.filter(status=PriorityStatus.CURRENT)

    def undecided(self, quarter: Quarter) -> "PriorityQuerySet":
        """Current ones about which nothing was decided for `quarter`, nor for a later one."""
        return self.current().exclude(quarters__quarter__gte=quarter.starts)


class Priority(Numbered, Versioned):
    """What the executive chose, for a quarter, and how it will know that children are better off."""

    LETTER = "P"
    Status = PriorityStatus

    title = models.CharField(max_length=200)
    enquiries = models.ManyToManyField(LineOfEnquiry, related_name="priorities")
    outcome = models.TextField("the outcome for children")
    how_known = models.TextField("how we shall know")
    vision = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.CURRENT)
    set_on = models.DateField(default=today)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField("where it was set", max_length=200)
    occasion_address = models.CharField(max_length=300, blank=True)

    objects = PriorityQuerySet.as_manager()

    class Meta:
        ordering = ["-set_on", "-pk"]
        verbose_name_plural = "priorities"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("priorities:priority", self.ref)


class QuarterDecision(models.Model):
    """What the executive decided about a priority for one quarter, and why: never silently."""

    class Choice(models.TextChoices):
        SET = "set", "Set"
        CARRIED = "carried", "Carried forward"
        CHANGED = "changed", "Changed"
        CLOSED = "closed", "Closed"

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="quarters")
    quarter = models.DateField("first day of the quarter")
    choice = models.CharField(max_length=10, choices=Choice)
    reason = models.TextField(blank=True)
    decided_on = models.DateField(default=today)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField(max_length=200, blank=True)
    occasion_address = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["quarter", "pk"]
        constraints = [
            models.CheckConstraint(
                name="priorities_decided_never_silently",
                condition=models.Q(choice="set") | ~models.Q(reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_choice_display()}, {Quarter(self.quarter)}"


class VisionAgreement(models.Model):
    """A member of the implementation group agrees the vision for a priority, for an agency."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="agreements")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField(default=today)
    vision = models.TextField("the words agreed")

    class Meta:
        ordering = ["agreed_on", "pk"]

    def __str__(self) -> str:
        return f"{self.agreed_by} agreed"

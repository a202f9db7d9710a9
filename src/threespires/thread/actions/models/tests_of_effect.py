"""A test of effect: planned when the work is set, so that "completed" is not mistaken for "changed"."""

from django.conf import settings
from django.db import models

from threespires.kernel.addresses import address
from threespires.kernel.clock import today
from threespires.kernel.models import Numbered, Versioned
from threespires.partnership.models import Agency, Group
from threespires.thread.actions.lifecycle import TestStatus
from threespires.thread.actions.models.actions import Action
from threespires.thread.learning.models import Learning
from threespires.thread.priorities.models import Priority


class TestOfEffect(Numbered, Versioned):
    """How we'll know whether practice changed, when, by whom; and what was found."""

    __test__ = False
    LETTER = "T"

    class Method(models.TextChoices):
        FORUM = "forum", "Question to the forum"
        AUDIT = "audit", "Audit"
        DATA = "data", "Data"
        FEEDBACK = "feedback", "Feedback of children or families"

    class Result(models.TextChoices):
        CHANGED = "changed", "Changed"
        PARTLY = "partly", "Partly changed"
        NOT_CHANGED = "not_changed", "Not changed"
        TOO_EARLY = "too_early", "Too early"

    Status = TestStatus

    title = models.CharField(max_length=200)
    method = models.CharField(max_length=10, choices=Method)
    how_known = models.TextField("how we’ll know that practice changed")
    actions = models.ManyToManyField(Action, blank=True, related_name="tests")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="tests")
    due_on = models.DateField()
    tester = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tests_owed")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=TestStatus, default=TestStatus.PLANNED)
    result = models.CharField(max_length=20, choices=Result, blank=True)
    found = models.TextField("what was found", blank=True)
    found_on = models.DateField(null=True, blank=True)
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    learning = models.OneToOneField(
        Learning, null=True, blank=True, on_delete=models.PROTECT, related_name="test_of_effect"
    )
    again = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="follows")
    withdrawn_because = models.TextField(blank=True)
    planned_on = models.DateField(default=today)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = "test of effect"
        verbose_name_plural = "tests of effect"
        constraints = [
            models.CheckConstraint(
                name="actions_test_reported_says_what",
                condition=~models.Q(status="reported")
                | (~models.Q(result="") & ~models.Q(found="") & models.Q(found_on__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("actions:test", self.ref)

"""The register of statutory duties: what is owed under which rule, its state, and the evidence."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from threespires.documents.models import Document
from threespires.kernel.addresses import address
from threespires.kernel.clock import now, today
from threespires.kernel.models import Dated, Versioned
from threespires.partnership.models import Post


class Duty(Dated, Versioned):
    """A duty under one rule. Its text, source and clock are law's data; its state rests on evidence."""

    class Force(models.TextChoices):
        STATUTE = "statute", "Statute"
        GUIDANCE = "guidance", "Statutory guidance"
        LOCAL = "local", "Local rule"

    class State(models.TextChoices):
        MET = "met", "Met"
        AT_RISK = "at_risk", "At risk"
        NOT_MET = "not_met", "Not met"
        NOT_YET_DUE = "not_yet_due", "Not yet due"
        NOT_ASSESSED = "not_assessed", "Not yet assessed"

    key = models.CharField(max_length=80)
    rule = models.CharField(max_length=40)
    family = models.CharField(max_length=40)
    label = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    force = models.CharField(max_length=10, choices=Force)
    owner_words = models.CharField("owner, in the law’s words", max_length=200)
    evidence_words = models.CharField("evidence expected", max_length=300, blank=True)
    clock = models.JSONField(default=dict, blank=True)
    note = models.TextField(blank=True)
    confirmed = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=20, choices=State, default=State.NOT_ASSESSED)
    why = models.TextField(blank=True)
    next_date = models.DateField(null=True, blank=True)
    is_report = models.BooleanField("a report that comes to a meeting", default=False)
    owner_post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="duties")
    assessed_on = models.DateField(null=True, blank=True)

    class Meta(Dated.Meta):
        ordering = ["order", "pk"]
        verbose_name_plural = "duties"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["key", "rule"], name="assurance_duty_once_a_rule"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def ref(self) -> str:
        return f"{self.key}.{self.rule}"

    def get_absolute_url(self) -> str:
        return address("assurance:duty", self.key, self.rule)


class DutyEvidence(models.Model):
    """Something that shows a duty was met."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=200)
    dated = models.DateField(default=today)
    link = models.CharField(max_length=500, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-dated", "-pk"]
        verbose_name_plural = "duty evidence"

    def __str__(self) -> str:
        return self.title


class MirrorOpening(Versioned):
    """From which day the executive sees an agency's mirror for a period; its own lead sees it before.

    Its figures are kept as they stood on the day it was prepared: both see the same.
    """

    NOT_IN_HISTORY = ("figures",)

    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="mirrors")
    since = models.DateField("looking back to")
    shown_to_lead_on = models.DateField(default=today)
    opens_to_executive_on = models.DateField()
    figures = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    answer = models.TextField("the lead’s own words", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-opens_to_executive_on", "-pk"]

    def __str__(self) -> str:
        return f"Mirror of {self.agency}"

    def get_absolute_url(self) -> str:
        return address("assurance:mirror", self.pk)

"""The practice approach whose questions a line of enquiry asks, and the levels of need. Versioned data."""

from django.db import models

from threespires.kernel.models import Dated
from threespires.partnership.models.boards import Sourced


class PracticeApproach(Dated, Sourced):
    """A practice approach, such as Signs of Safety."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    drawn_from = models.JSONField("kinds of learning that show where to look", default=list, blank=True)
    scale_question = models.CharField(max_length=200, blank=True)
    scale_low = models.CharField("what 0 means", max_length=200, blank=True)
    scale_high = models.CharField("what 10 means", max_length=200, blank=True)

    class Meta(Dated.Meta):
        verbose_name_plural = "practice approaches"

    def __str__(self) -> str:
        return self.name


class ApproachColumn(models.Model):
    """One of the approach's questions. From one of them, what needs to happen, work is tasked."""

    approach = models.ForeignKey(PracticeApproach, on_delete=models.CASCADE, related_name="columns")
    key = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=120)
    prompt = models.CharField(max_length=400, blank=True)
    leads_to_work = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["approach", "key"], name="partnership_column_once_an_approach")]

    def __str__(self) -> str:
        return self.heading


class LevelOfNeed(Dated, Sourced):
    """A level at which work happens, in one version of the levels."""

    version = models.SlugField(max_length=60)
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()

    class Meta(Dated.Meta):
        ordering = ["starts", "order"]
        verbose_name_plural = "levels of need"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["version", "key"], name="partnership_level_once_a_version"),
        ]

    def __str__(self) -> str:
        return self.name

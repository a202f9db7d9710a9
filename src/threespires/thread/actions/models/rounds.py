"""A round of updates: asked of every owner at once, by a day; who answered and who did not."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from threespires.kernel.clock import today
from threespires.kernel.models import Numbered
from threespires.thread.actions.models.actions import Action, Update


class UpdateRound(Numbered):
    """A round of updates asked for."""

    LETTER = "R"

    words = models.CharField("what is asked", max_length=300)
    asked_on = models.DateField(default=today)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()

    class Meta:
        ordering = ["-asked_on", "-pk"]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("actions:round", args=[self.ref])


class RoundAnswer(models.Model):
    """An action in a round, and the update that answered it, once one has."""

    round = models.ForeignKey(UpdateRound, on_delete=models.PROTECT, related_name="answers")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="round_answers")
    update = models.ForeignKey(
        Update, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "action"], name="actions_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.action}"

"""A round of updates: asked of every owner at once, by a day; who answered and who did not."""

from typing import Any, Self

from django.conf import settings
from django.db import models

from threespires.kernel.addresses import address
from threespires.kernel.clock import today
from threespires.kernel.models import Numbered
from threespires.thread.actions.lifecycle import FINISHED
from threespires.thread.actions.models.actions import Action, ActionPart, Update


class UpdateRound(Numbered):
    """A round of updates asked for."""

    LETTER = "R"

    words = models.CharField("what is asked", max_length=300)
    asked_on = models.DateField(default=today)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    chased_on = models.DateField("last asked again", null=True, blank=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return address("actions:round", self.ref)


class RoundAnswerQuerySet(models.QuerySet):
    def unanswered(self) -> Self:
        """Those still waited for; what was finished since owes no answer."""
        return self.filter(update=None).exclude(action__status__in=FINISHED)

    def owed_by(self, person: Any) -> Self:
        return self.unanswered().filter(models.Q(part__owner=person) | models.Q(part=None, action__owner=person))


class RoundAnswer(models.Model):
    """An action in a round, or one agency's part in it, and the update that answered, once one has."""

    round = models.ForeignKey(UpdateRound, on_delete=models.PROTECT, related_name="answers")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="round_answers")
    part = models.ForeignKey(ActionPart, null=True, blank=True, on_delete=models.PROTECT, related_name="round_answers")
    update = models.ForeignKey(Update, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = RoundAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "action"], condition=models.Q(part=None), name="actions_once_a_round"
            ),
            models.UniqueConstraint(
                fields=["round", "part"], condition=~models.Q(part=None), name="actions_part_once_a_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.about}"

    @property
    def about(self) -> Action | ActionPart:
        """What the update is wanted of."""
        return self.part or self.action

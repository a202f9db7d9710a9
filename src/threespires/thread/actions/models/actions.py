"""Actions, the parts that agencies play in them, updates that never overwrite, and evidence beside them."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models

from threespires.documents.models import Document
from threespires.kernel.addresses import address
from threespires.kernel.clock import now, today
from threespires.kernel.models import Numbered, Versioned
from threespires.partnership.models import Agency, Group
from threespires.thread.actions.lifecycle import FINISHED, PART_WITH_OWNER, WITH_OWNER, State
from threespires.thread.actions.models.tasked_work import TaskedWork


def is_late(day: date) -> models.Q:
    """Still with its owner, and its own day, or the day of an agency's part, has gone by. All who count ask this."""
    late_parts = ActionPart.objects.late(day).values("action")
    return models.Q(status__in=WITH_OWNER) & (models.Q(due_on__lt=day) | models.Q(pk__in=late_parts))


class ActionQuerySet(models.QuerySet):
    def unfinished(self) -> Self:
        return self.exclude(status__in=FINISHED)

    def late(self, day: date) -> Self:
        return self.filter(is_late(day))

    def with_pieces(self) -> Self:
        """With how many pieces of evidence stand beside each."""
        return self.annotate(pieces=models.Count("evidence"))

    def owed_by(self, person: Any) -> Self:
        """Those that wait for this person: their own, still with them."""
        return self.filter(owner=person, status__in=WITH_OWNER)


class ActionPartQuerySet(models.QuerySet):
    def late(self, day: date) -> Self:
        return self._with_owner().filter(due_on__lt=day)

    def owed_by(self, person: Any) -> Self:
        return self._with_owner().filter(owner=person)

    def _with_owner(self) -> Self:
        return self.filter(status__in=PART_WITH_OWNER, action__status__in=WITH_OWNER)


class Action(Numbered, Versioned):
    """Something one owner will do by a date. The implementation group owns the plan it stands on."""

    LETTER = "A"
    Status = State

    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    work = models.ForeignKey(TaskedWork, on_delete=models.PROTECT, related_name="actions")
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="actions", help_text="The group that accepts it."
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="actions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="actions")
    due_on = models.DateField()
    status = models.CharField(max_length=20, choices=State, default=State.NOT_STARTED)
    blocked_because = models.TextField(blank=True)
    blocked_on = models.DateField(null=True, blank=True)
    returned_because = models.TextField("what is still wanted", blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_on = models.DateField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)
    raised_on = models.DateField(default=today)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField("where it was raised", max_length=200, blank=True)
    occasion_address = models.CharField(max_length=300, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["status", "due_on"], name="actions_by_state_and_due"),
            models.Index(fields=["owner", "status"], name="actions_by_owner"),
            models.Index(fields=["agency", "status"], name="actions_by_agency"),
        ]
        constraints = [
            models.CheckConstraint(
                name="actions_accepted_by_another",
                condition=~models.Q(status=State.ACCEPTED)
                | (
                    models.Q(accepted_by__isnull=False, accepted_on__isnull=False)
                    & ~models.Q(accepted_by=models.F("proposed_by"))
                ),
            ),
            models.CheckConstraint(
                name="actions_blocked_says_why",
                condition=~models.Q(status=State.BLOCKED) | ~models.Q(blocked_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("actions:action", self.ref)

    def is_late(self, day: date) -> bool:
        """As the function of that name asks of many."""
        return self.late_since(day) is not None

    def late_since(self, day: date) -> date | None:
        """The first day that has gone by, its own or that of an agency's part; none when it isn't late."""
        if self.status not in WITH_OWNER:
            return None
        days = [self.due_on, *(part.due_on for part in self.late_parts(day))]
        return min(days) if min(days) < day else None

    def late_parts(self, day: date) -> list["ActionPart"]:
        return [part for part in self.parts.all() if part.is_late(day)]


class ActionPart(Versioned):
    """One agency's part in a joint action, with its own owner, date and state."""

    Status = State

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="parts")
    title = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="action_parts")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="action_parts")
    due_on = models.DateField()
    status = models.CharField(
        max_length=20,
        choices=[
            (state.value, state.label)
            for state in (State.NOT_STARTED, State.IN_PROGRESS, State.BLOCKED, State.PROPOSED, State.ACCEPTED)
        ],
        default=State.NOT_STARTED,
    )
    blocked_because = models.TextField(blank=True)
    blocked_on = models.DateField(null=True, blank=True)

    objects = ActionPartQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="actions_blocked_part_says_why",
                condition=~models.Q(status=State.BLOCKED) | ~models.Q(blocked_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.action.get_absolute_url()}#part-{self.pk}"

    def is_late(self, day: date) -> bool:
        return self.status in PART_WITH_OWNER and self.action.status in WITH_OWNER and self.due_on < day


class Update(models.Model):
    """What somebody reported about an action. A new one never overwrites the last."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    part = models.ForeignKey(ActionPart, null=True, blank=True, on_delete=models.PROTECT, related_name="updates")
    text = models.TextField()
    status = models.CharField("state it left the action in", max_length=20, choices=State)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Evidence(models.Model):
    """What shows that an action was done: words, a link, or a document."""

    class Kind(models.TextChoices):
        TEXT = "text", "Words"
        LINK = "link", "A link"
        DOCUMENT = "document", "A document"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence")
    part = models.ForeignKey(ActionPart, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.title

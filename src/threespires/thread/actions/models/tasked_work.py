"""Work tasked to a group at a level of need."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from threespires.kernel.clock import today
from threespires.kernel.models import Numbered, Versioned
from threespires.partnership.models import Group, LevelOfNeed
from threespires.thread.priorities.models import Priority, Statement


class TaskedWork(Numbered, Versioned):
    """What needs to happen, at which level of need, given to which group, by when, and what counts as done."""

    LETTER = "W"

    class Status(models.TextChoices):
        TASKED = "tasked", "Tasked"
        TAKEN_UP = "taken_up", "Taken up"
        DONE = "done", "Done"
        WITHDRAWN = "withdrawn", "Withdrawn"

    title = models.CharField(max_length=200)
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="work")
    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="work"
    )
    level = models.ForeignKey(LevelOfNeed, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="tasked_work")
    due_on = models.DateField()
    done_means = models.TextField("what counts as done")
    status = models.CharField(max_length=10, choices=Status, default=Status.TASKED)
    tasked_on = models.DateField(default=today)
    tasked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_because = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name_plural = "tasked work"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actions:work", args=[self.ref])

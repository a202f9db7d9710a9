"""Work tasked to a group at a level of need."""

from typing import Self

from django.conf import settings
from django.db import models

from threespires.kernel.addresses import address
from threespires.kernel.clock import today
from threespires.kernel.models import Numbered, Versioned
from threespires.partnership.models import Group, LevelOfNeed
from threespires.thread.actions.lifecycle import State, WorkStatus
from threespires.thread.priorities.models import Priority, Statement

_NAMES = ("level__name", "group__name", "group__short_name", "priority__title")


class TaskedWorkQuerySet(models.QuerySet):
    def under_way(self, under_way: bool = True) -> Self:
        """What is still to be done; or what is done or withdrawn."""
        ended = (WorkStatus.DONE, WorkStatus.WITHDRAWN)
        return self.exclude(status__in=ended) if under_way else self.filter(status__in=ended)

    def with_progress(self) -> Self:
        """What a list says of each, with how many actions were raised for it, less what was withdrawn, and how many
        are accepted."""
        raised = ~models.Q(actions__status=State.WITHDRAWN)
        counted = self.select_related("level", "group", "priority").annotate(
            raised=models.Count("actions", filter=raised),
            accepted=models.Count("actions", filter=models.Q(actions__status=State.ACCEPTED)),
        )
        return counted.only("ref", "title", "status", "due_on", *_NAMES)


class TaskedWork(Numbered, Versioned):
    """What needs to happen, at which level of need, given to which group, by when, and when it is done."""

    LETTER = "W"

    Status = WorkStatus

    title = models.CharField(max_length=200)
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="work")
    statement = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="work")
    level = models.ForeignKey(LevelOfNeed, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="tasked_work")
    due_on = models.DateField()
    done_means = models.TextField("what counts as done")
    status = models.CharField(max_length=10, choices=WorkStatus, default=WorkStatus.TASKED)
    tasked_on = models.DateField(default=today)
    tasked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_because = models.TextField(blank=True)
    occasion = models.CharField("where it was tasked", max_length=200, blank=True)
    occasion_address = models.CharField(max_length=300, blank=True)

    objects = TaskedWorkQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name_plural = "tasked work"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("actions:work", self.ref)

    def plan_group(self) -> Group:
        """The group that holds the actions raised for this work.

        It is the implementation group above the one tasked, else the home board's, else the one tasked.
        """
        group: Group | None = self.group
        while group:
            if group.kind == Group.Kind.IMPLEMENTATION:
                return group
            group = group.reports_to
        implementing = Group.objects.now().filter(kind=Group.Kind.IMPLEMENTATION, board__is_home=True)
        return implementing.first() or self.group

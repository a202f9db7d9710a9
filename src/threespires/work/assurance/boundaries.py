"""The work that crosses agencies' boundaries: the executive's second function is to drive it."""

from django.db.models import Q

from threespires.thread.actions.lifecycle import State
from threespires.thread.actions.models import Action, Escalation


def crossing_boundaries() -> list[Action]:
    """Unfinished work that no agency can finish alone: joint actions, and those blocked or risen."""
    joint = Q(parts__isnull=False)
    stuck = Q(status=State.BLOCKED) | Q(escalations__status=Escalation.Status.OPEN)
    return list(
        Action.objects.unfinished()
        .filter(joint | stuck)
        .distinct()
        .select_related("agency", "owner", "work__level", "work__group")
        .prefetch_related("parts__agency", "escalations__to_group")
        .order_by("due_on")
    )

"""Who may see tasked work, actions, rounds, escalations and tests."""

from typing import Any

from django.db.models import Model, QuerySet

from threespires.documents.models import Document
from threespires.kernel.rules import sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.standing import standing
from threespires.thread.actions.models import Action, Escalation, TaskedWork, TestOfEffect, UpdateRound
from threespires.thread.actions.models.actions import ActionQuerySet
from threespires.thread.actions.models.tasked_work import TaskedWorkQuerySet


@sight
def may_see(person: Any) -> Verdict:
    """Whoever holds a seat or post today sees tasked work, actions, escalations and tests; nobody else."""
    here = standing(person)
    if not here.anywhere:
        return no("Only people who hold a seat or post see the action plan")
    return yes((here.seats or here.holdings)[0])


def _all_or_none(model: type[Model], person: Any) -> Any:
    return model._default_manager.all() if may_see(person) else model._default_manager.none()


@sight
def visible_work(person: Any) -> TaskedWorkQuerySet:
    """All tasked work, for whoever holds a seat or post."""
    return TaskedWork.objects.all() if may_see(person) else TaskedWork.objects.none()


@sight
def visible_actions(person: Any) -> ActionQuerySet:
    """All actions, for whoever holds a seat or post."""
    return Action.objects.all() if may_see(person) else Action.objects.none()


@sight
def visible_rounds(person: Any) -> QuerySet[UpdateRound]:
    """All rounds of updates, for whoever holds a seat or post."""
    return _all_or_none(UpdateRound, person)


@sight
def visible_escalations(person: Any) -> QuerySet[Escalation]:
    """All escalations, for whoever holds a seat or post."""
    return _all_or_none(Escalation, person)


@sight
def visible_tests(person: Any) -> QuerySet[TestOfEffect]:
    """All tests of effect, for whoever holds a seat or post."""
    return _all_or_none(TestOfEffect, person)


@sight
def may_open_document(person: Any, document: Document) -> bool:
    """A file that is evidence is opened by whoever sees the action it stands beside."""
    return visible_actions(person).filter(evidence__document=document.pk).exists()

"""Who may see tasked work, actions, rounds, escalations and tests."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from threespires.documents.models import Document
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.standing import standing
from threespires.thread.actions.models import Action, Escalation, TaskedWork, TestOfEffect, UpdateRound

M = TypeVar("M", bound=Model)


def may_see(person: Any) -> Verdict:
    """Whoever holds a seat or post today sees tasked work, actions, escalations and tests; nobody else."""
    here = standing(person)
    if not here.anywhere:
        return no("Only people who hold a seat or post see the action plan")
    return yes((here.seats or here.holdings)[0])


def _all_or_none(model: type[M], person: Any) -> QuerySet[M]:
    return model._default_manager.all() if may_see(person) else model._default_manager.none()


def visible_work(person: Any) -> QuerySet[TaskedWork]:
    """All tasked work, for whoever holds a seat or post."""
    return _all_or_none(TaskedWork, person)


def visible_actions(person: Any) -> QuerySet[Action]:
    """All actions, for whoever holds a seat or post."""
    return _all_or_none(Action, person)


def visible_rounds(person: Any) -> QuerySet[UpdateRound]:
    """All rounds of updates, for whoever holds a seat or post."""
    return _all_or_none(UpdateRound, person)


def visible_escalations(person: Any) -> QuerySet[Escalation]:
    """All escalations, for whoever holds a seat or post."""
    return _all_or_none(Escalation, person)


def visible_tests(person: Any) -> QuerySet[TestOfEffect]:
    """All tests of effect, for whoever holds a seat or post."""
    return _all_or_none(TestOfEffect, person)


def may_open_document(person: Any, document: Document) -> bool:
    """A file that is evidence is opened by whoever sees the action it stands beside."""
    return visible_actions(person).filter(evidence__document=document.pk).exists()

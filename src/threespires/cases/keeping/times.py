"""Until when a case is kept: the period of its class, from the day of its last change."""

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from threespires.cases.models import Case
from threespires.kernel.clock import today
from threespires.law.retention import RetentionRule, retention_classes, retention_on


def rule_of(case: Case) -> RetentionRule:
    """The rule by which a case is kept today."""
    return retention_on(case.kept_as, today())


def due_on(case: Case) -> date | None:
    """The first day on which a case is due for disposal; None where nobody has said for how long it is kept."""
    return rule_of(case).due_on(case.kept_from)


def is_due(case: Case) -> bool:
    due = due_on(case)
    return due is not None and due <= today()


def due_by(day: date) -> Q:
    """The condition of a case that is due on a day, by the rules of today."""
    since = {name: retention_on(name, today()).due_since(day) for name in retention_classes()}
    return reduce(or_, (Q(kept_as=name, kept_from__lte=last) for name, last in since.items() if last))

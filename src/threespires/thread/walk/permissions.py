"""From which records a thread is walked."""

from typing import Any

from django.db.models import QuerySet

from threespires.kernel.rules import sight
from threespires.thread.actions.permissions import visible_actions, visible_tests, visible_work
from threespires.thread.learning.permissions import visible_learning
from threespires.thread.priorities.permissions import visible_enquiries, visible_priorities

_KINDS = {
    "E": visible_enquiries,
    "P": visible_priorities,
    "W": visible_work,
    "A": visible_actions,
    "T": visible_tests,
}


@sight
def visible_on_a_thread(person: Any, ref: str) -> QuerySet[Any]:
    """A thread is walked from any record of it that one may see; its reference says of which kind it is."""
    return _KINDS.get(ref.partition("-")[0], visible_learning)(person)

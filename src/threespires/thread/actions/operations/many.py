"""One change to many actions at once: all of them, or none."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from threespires.accounts.models import Person
from threespires.kernel.verdict import Refused
from threespires.thread.actions.models import Action
from threespires.thread.actions.operations.actions import change


@transaction.atomic
def change_many(actions: Iterable[Action], *, by: Person, **facts: Any) -> list[Action]:
    """Gives every action the same date or the same owner and agency.

    Raises:
        Refused: naming the first that `by` may not change; then none is.
    """
    changed = []
    for action in actions:
        try:
            changed.append(change(action, by=by, **facts))
        except Refused as refused:
            raise Refused(f"{action.ref} {action.title}: {refused.reason}. None was changed") from refused
    return changed

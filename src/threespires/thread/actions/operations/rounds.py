"""A round of updates is asked of every owner at once, and asked again of those who have not answered."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import prefetch_related_objects

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.clock import today
from threespires.kernel.locks import lock, save
from threespires.kernel.numbers import create_numbered
from threespires.kernel.verdict import Refused, require
from threespires.thread.actions.lifecycle import PART_WITH_OWNER
from threespires.thread.actions.models import Action, ActionPart, RoundAnswer, UpdateRound
from threespires.thread.actions.permissions import may_ask_for_update, may_ask_round


@transaction.atomic
def ask_round(*, by: Person, actions: Iterable[Action], words: str, due_on: date) -> UpdateRound:
    """Asks the owners of these actions for an update by a day; of a joint one, each agency with work to do.

    Raises:
        Refused: if `by` may not ask for one of them, or there are none.
    """
    actions = list(actions)
    if not actions:
        raise Refused("There is no action of which an update could be asked")
    prefetch_related_objects(actions, "parts", "group")
    verdicts = [require(may_ask_for_update(by, action)) for action in actions]
    asked = create_numbered(UpdateRound(words=words, due_on=due_on, asked_by=by))
    RoundAnswer.objects.bulk_create(
        RoundAnswer(round=asked, action=action, part=part) for action in actions for part in _asked_of(action)
    )
    record("round.asked", asked, by=by, seat=verdicts[0].seat)
    return asked


def _asked_of(action: Action) -> Sequence[ActionPart | None]:
    """The parts that are still with their agencies; the whole action where there are none."""
    return [part for part in action.parts.all() if part.status in PART_WITH_OWNER] or [None]


@transaction.atomic
def chase(asked: UpdateRound, *, by: Person, due_on: date | None = None) -> UpdateRound:
    """Asks again those who have not answered, by a later day where one is given."""
    lock(asked)
    verdict = require(may_ask_round(by))
    if not asked.answers.unanswered().exists():
        raise Refused("Everyone has answered, so there is nobody to ask again")
    asked.chased_on = today()
    asked.due_on = due_on or asked.due_on
    save(asked)
    record("round.chased", asked, by=by, seat=verdict.seat)
    return asked

"""Confirming what the source left open."""

from django.db import transaction

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.clock import today
from threespires.kernel.locks import lock
from threespires.kernel.verdict import require
from threespires.partnership.models import Confirmable
from threespires.partnership.permissions import may_confirm


@transaction.atomic
def confirm(thing: Confirmable, *, by: Person) -> Confirmable:
    """A person confirms what the source left open. It stays confirmed until the file changes it."""
    lock(thing)
    verdict = require(may_confirm(by, thing))
    thing.confirmed_by, thing.confirmed_on = f"{by}, {verdict.seat}"[:200], today()
    thing.save()
    record(f"{thing._meta.model_name}.confirmed", thing, by=by, seat=verdict.seat)
    return thing

"""What a person is asked to look into, on home."""

from datetime import date

from threespires.accounts.models import Person
from threespires.kernel.plates import Owed
from threespires.partnership.pairs import leads_for
from threespires.readings.permissions import chaired, visible_unusual


def owed(person: Person, today: date) -> list[Owed]:
    """Unusual reading that nobody has looked into; no statement for whoever neither chairs a case group nor leads."""
    if not chaired(person) and not leads_for(person):
        return []
    waiting = visible_unusual(person).filter(looked_into_at=None).select_related("group")
    return [
        Owed("Look into unusual reading of case records", one.get_absolute_url(), since=one.day, detail=str(one.group))
        for one in waiting
    ]

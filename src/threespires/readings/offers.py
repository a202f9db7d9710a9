"""What a person is asked to look into, on home."""

from datetime import date

from threespires.accounts.models import Person
from threespires.kernel.plates import Owed
from threespires.partnership.pairs import leads_for
from threespires.partnership.standing import CHAIRING, standing
from threespires.readings.permissions import visible_unusual


def owed(person: Person, today: date) -> list[Owed]:
    """Unusual reading that nobody has looked into; no statement for whoever neither chairs a case group nor leads."""
    chairs = any(seat.role in CHAIRING and seat.group.is_case_group for seat in standing(person).seats)
    if not chairs and not leads_for(person):
        return []
    waiting = visible_unusual(person).filter(looked_into_at=None).select_related("group")
    return [
        Owed("Look into unusual reading of case records", one.get_absolute_url(), since=one.day, detail=str(one.group))
        for one in waiting
    ]

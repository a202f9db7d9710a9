"""What is owed: every open request, to whoever handles it."""

from datetime import date

from threespires.accounts.models import Person
from threespires.kernel.plates import Owed
from threespires.work.information_requests.models import InformationRequest
from threespires.work.information_requests.permissions import visible_requests


def owed(person: Person, today: date) -> list[Owed]:
    """A letter about what is owed leaves the house, so a title says neither who asks nor what."""
    return [
        Owed(f"Answer {request}", request.get_absolute_url(), due=request.due_on)
        for request in visible_requests(person).filter(handler=person, status=InformationRequest.Status.OPEN)
    ]

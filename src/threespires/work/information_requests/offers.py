"""What is owed: open requests, to whoever handles them, or to whoever sees to those whose handler has gone. And a way
to the register."""

from datetime import date
from typing import Any

from threespires.accounts.models import Person
from threespires.kernel.clock import today as the_day
from threespires.kernel.plates import Owed, RoomSection
from threespires.partnership.models import Group
from threespires.partnership.standing import case_seat
from threespires.work.information_requests.models import InformationRequest
from threespires.work.information_requests.permissions import left_open, may_see_register, visible_requests

_GONE = "Whoever handled it does so no more"


def owed(person: Person, today: date) -> list[Owed]:
    """A letter about what is owed leaves the house, so a title says neither who asks nor what."""
    own = visible_requests(person).filter(handler=person, status=InformationRequest.Status.OPEN)
    return [
        *(Owed(f"Answer {request}", request.get_absolute_url(), due=request.due_on) for request in own),
        *(
            Owed(f"Answer {request}, or hand it over", request.get_absolute_url(), due=request.due_on, detail=_GONE)
            for request in left_open(person)
        ),
    ]


def sections(person: Any, group: Group, day: date) -> list[RoomSection]:
    """On the page of the team for whoever sees the register, and of a case group for its members: how many are open."""
    is_theirs = case_seat(person, group) if group.is_case_group else group.kind == Group.Kind.TEAM
    if day < the_day() or not is_theirs or not may_see_register(person):
        return []
    seen = visible_requests(person).filter(status=InformationRequest.Status.OPEN)
    open_here = seen.filter(group=group if group.is_case_group else None).count()
    return [RoomSection(60, "information_requests/_section.html", {"open": open_here})]

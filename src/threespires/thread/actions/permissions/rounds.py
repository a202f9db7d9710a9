"""Who asks for updates."""

from typing import Any

from threespires.kernel.rules import rule
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Group, Post, Seat
from threespires.partnership.permissions import serves
from threespires.partnership.standing import decides_on, decides_on_kind, holds, standing
from threespires.thread.actions.models import Action
from threespires.thread.actions.permissions.actions import is_unfinished


@rule
def may_ask_round(person: Any) -> Verdict:
    """Members of the Implementation Group ask for updates, its administrator or the Board manager."""
    seat = (
        decides_on_kind(person, Group.Kind.IMPLEMENTATION)
        or standing(person).seat_on_kind(Group.Kind.IMPLEMENTATION, Seat.Role.ADMINISTRATOR)
        or holds(person, Post.Function.BOARD_MANAGER)
    )
    return yes(seat) if seat else no("Only the Implementation Group or the Board manager asks for updates")


@rule
def may_ask_for_update(person: Any, action: Action) -> Verdict:
    """The group that holds an unfinished action asks for an update of it, or whoever serves that group."""
    seat = decides_on(person, action.group) or serves(person, action.group)
    if not seat:
        return no(f"Only {action.group} or the Board manager asks for an update of this")
    return yes(seat) & is_unfinished(action)

"""Everything that writes meetings: planning them, preparing their agendas, holding them."""

from threespires.meetings.operations.agendas import (
    add_item,
    amend_item,
    prepare_agenda,
    put_back,
    remove_item,
    reorder,
)
from threespires.meetings.operations.holding import (
    close_meeting,
    decide,
    explain,
    finish_item,
    note_attendance,
    open_meeting,
    reply,
    take_up_again,
    welcome_guest,
)
from threespires.meetings.operations.noting import tell_notes, tell_what_rests, write_note
from threespires.meetings.operations.planning import arrange, cancel, move, plan_dates

__all__ = [
    "add_item",
    "amend_item",
    "arrange",
    "cancel",
    "close_meeting",
    "decide",
    "explain",
    "finish_item",
    "move",
    "note_attendance",
    "open_meeting",
    "plan_dates",
    "prepare_agenda",
    "put_back",
    "remove_item",
    "reorder",
    "reply",
    "take_up_again",
    "tell_notes",
    "tell_what_rests",
    "welcome_guest",
    "write_note",
]

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
from threespires.meetings.operations.interests import declare_interest, end_declaration, take_in_private
from threespires.meetings.operations.noting import tell_notes, tell_what_rests, write_note
from threespires.meetings.operations.planning import arrange, cancel, move, plan_dates
from threespires.meetings.operations.recording import (
    approve,
    ask_correction,
    circulate,
    decline_correction,
    make_correction,
    open_minutes_again,
    ratify,
    reject,
)

__all__ = [
    "add_item",
    "amend_item",
    "approve",
    "arrange",
    "ask_correction",
    "cancel",
    "circulate",
    "close_meeting",
    "decide",
    "declare_interest",
    "decline_correction",
    "end_declaration",
    "explain",
    "finish_item",
    "make_correction",
    "move",
    "note_attendance",
    "open_meeting",
    "open_minutes_again",
    "plan_dates",
    "prepare_agenda",
    "put_back",
    "ratify",
    "reject",
    "remove_item",
    "reorder",
    "reply",
    "take_in_private",
    "take_up_again",
    "tell_notes",
    "tell_what_rests",
    "welcome_guest",
    "write_note",
]

"""Pages of accounts: coming in and going out, one's own account, other people's."""

from threespires.accounts.views.own import account, change_password, end_others, end_sign_in, factors, kept, sign_ins
from threespires.accounts.views.people import (
    change_address,
    invite,
    invite_again,
    people,
    reset_second_step,
    stop,
)
from threespires.accounts.views.signing_in import cancelled, forgotten, no_longer, set_password, sign_in, sign_out

__all__ = [
    "account",
    "cancelled",
    "change_address",
    "change_password",
    "end_others",
    "end_sign_in",
    "factors",
    "forgotten",
    "invite",
    "invite_again",
    "kept",
    "no_longer",
    "people",
    "reset_second_step",
    "set_password",
    "sign_in",
    "sign_ins",
    "sign_out",
    "stop",
]

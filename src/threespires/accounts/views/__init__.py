"""Pages of accounts: coming in and going out, one's own account, other people's."""

from threespires.accounts.views.own import account, change_password
from threespires.accounts.views.people import invite, invite_again, people, stop
from threespires.accounts.views.signing_in import forgotten, set_password, sign_in, sign_out

__all__ = [
    "account",
    "change_password",
    "forgotten",
    "invite",
    "invite_again",
    "people",
    "set_password",
    "sign_in",
    "sign_out",
    "stop",
]

"""What lets somebody sign in, as it can be renewed by others: what each is called, and which operation does it."""

from typing import Any

from django.db.models import TextChoices

from threespires.accounts import operations as accounts
from threespires.accounts.models import Person
from threespires.kernel.verdict import yes


class Reset(TextChoices):
    LINK = "link", "A link to choose a password"
    SECOND_STEP = "second_step", "Their second step of signing in, taken off so that they can set up another"
    ADDRESS = "address", "Another email address"


def say_reset(what: str) -> str:
    return Reset(what).label


def carried_out(what: str, person: Person, *, by: Person, seat: str, **facts: Any) -> None:
    """Does it. The rules have been asked: accounts asks none of its own."""
    if what == Reset.LINK:
        accounts.send_link(person, by=by, seat=seat)
    elif what == Reset.SECOND_STEP:
        accounts.reset_factors(person, by=by, agreed=yes(seat))
    else:
        accounts.change_address(person, by=by, agreed=yes(seat), email=facts["email"])

"""What lets somebody sign in, as it can be renewed by others: what each is called, and which operation does it."""

from typing import Any

from django.db.models import TextChoices

from threespires.accounts import operations as accounts
from threespires.accounts.models import Person
from threespires.kernel.verdict import Refused, yes


class Reset(TextChoices):
    LINK = "link", "A link to choose a password"
    SECOND_STEP = "second_step", "The second step of signing in, taken off"
    ADDRESS = "address", "Another email address"


def check_reset(what: str, email: str) -> None:
    """
    Raises:
        Refused: where another address is asked for and none is said, or somebody has it.
    """
    if what == Reset.ADDRESS and not email:
        raise Refused("Say which address it is to be")
    if what == Reset.ADDRESS and Person.objects.filter(email__iexact=email).exists():
        raise Refused("Somebody has this address already")


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

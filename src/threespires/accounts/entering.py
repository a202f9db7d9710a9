"""Coming in: whoever has proven who they are by one means goes on to the second, then to where they were going."""

import time

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse

from threespires.accounts import guessing
from threespires.accounts.models import Person


def who_has(request: HttpRequest, address: str, password: str) -> Person | None:
    """Whose address and password these are. Wrong ones count against the address as tried from this place.

    Raises:
        TooOften: where too many were wrong.
    """
    place = guessing.place_of(request)
    if not guessing.may_guess(address, place):
        raise guessing.TooOften
    person = authenticate(request, username=address, password=password)
    if isinstance(person, Person):
        guessing.forgive(address)
        return person
    guessing.note_guess(address, place)
    return None


def knows_password(request: HttpRequest, person: Person, password: str) -> bool:
    """Whether it is this person's own; guessed at no oftener than at the door."""
    try:
        return who_has(request, person.email, password) == person
    except guessing.TooOften:
        return False


def come_in(request: HttpRequest, person: Person, *, onward: str = "") -> HttpResponse:
    """Lets in the person, who has given their password or just chosen one: asks for a second factor if they have one,
    then leads onward."""
    record_authentication(request, person, method="password")
    return perform_login(request, person, redirect_url=onward or None)


def came_just_now(request: HttpRequest) -> bool:
    """Whether whoever is signed in proved who they are a few minutes ago."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT for record in records)

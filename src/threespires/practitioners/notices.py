"""One function per letter. Each names nothing but the person and their agency."""

from django.conf import settings
from django.urls import reverse

from threespires.accounts.models import Person
from threespires.kernel import plates
from threespires.partnership.models import Agency

_ENDS = "If you did not ask for this, you need do nothing."


def confirm(email: str, agency: Agency, link: str) -> None:
    """It greets nobody by name: a stranger may have typed it, and what they typed would be read here as ours."""
    _write(
        email,
        "Confirm your address for Threespires",
        "Hello,\n\n"
        f"Somebody asked for an account for you as a practitioner of {agency.name}. "
        f"Choose a password here within a day:\n\n{link}\n\n{_ENDS}\n",
    )


def known_already(person: Person) -> None:
    """How to come in: by signing in, or where they have no account, by whoever lets them in."""
    where = f"{settings.ADDRESS}{reverse('accounts:sign_in')}"
    how = (
        f"sign in with it, or have a link sent to choose a password:\n\n{where}"
        if person.has_account
        else "ask the Board manager, who lets you in"
    )
    _write(
        person.email,
        "You are known to Threespires already",
        f"Hello {person.name},\n\n"
        f"Somebody asked to register your address as a practitioner’s. It is known already: {how}\n\n{_ENDS}\n",
    )


def _write(to: str, subject: str, body: str) -> None:
    plates.answer("write_letter", to, subject, body, otherwise=None)

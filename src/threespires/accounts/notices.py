"""One function per letter. Each is plain text, and names nothing but the person it goes to."""

from django.conf import settings

from threespires.accounts.models import Person
from threespires.kernel import plates
from threespires.kernel.addresses import address
from threespires.kernel.clock import now
from threespires.kernel.dates import say_moment

_ENDS = "If you did not expect this letter, you need do nothing."


def invitation(person: Person, link: str) -> None:
    _write(
        person,
        "You can sign in to Threespires",
        f"Hello {person.name},\n\n"
        "You have been invited to sign in to Threespires, where your safeguarding partnership works.\n"
        f"Choose a password here within 7 days. The link works once:\n\n{link}\n\n{_ENDS}\n",
    )


def forgotten(person: Person, link: str) -> None:
    _write(
        person,
        "Choose a new password for Threespires",
        f"Hello {person.name},\n\n"
        "Somebody asked for a link to choose a new password for your account.\n"
        f"It works once, until this time tomorrow:\n\n{link}\n\n"
        f"Until you use it your password stays as it was. {_ENDS}\n",
    )


def let_in_by_two(person: Person) -> None:
    _write(
        person,
        "How you choose a new password for Threespires",
        f"Hello {person.name},\n\n"
        "Somebody asked for a link to choose a new password for your account. Where you sit, signing in takes a second "
        "step, and you have none set up. So no link is sent at your asking alone: ask another member of your group, or "
        f"the Board manager, who ask for one, and a second person approves it.\n\n{_ENDS}\n",
    )


def password_changed(person: Person) -> None:
    _write(
        person,
        "Your password for Threespires was changed",
        f"Hello {person.name},\n\n"
        "The password of your account was changed just now. If you did not do this, tell the Board manager.\n",
    )


def new_device(person: Person, browser: str) -> None:
    _write(
        person,
        "You signed in to Threespires in a new browser",
        f"Hello {person.name},\n\n"
        f"Your account was signed in to on {say_moment(now())}, in a browser that you had not used here before: "
        f"{browser}.\n\n"
        "If that was you, you need do nothing. If it was not, sign in, choose another password, and sign out "
        f"everywhere else:\n\n{settings.ADDRESS}{address('accounts:sign_ins')}\n\nThen tell the Board manager.\n",
    )


def factor_changed(person: Person, what: str) -> None:
    _write(
        person,
        "How you sign in to Threespires was changed",
        f"Hello {person.name},\n\n{what} If you did not expect this, tell the Board manager.\n",
    )


def address_changed(person: Person, former: str) -> None:
    """Goes to the address that the account had, as well as to the one that it has."""
    for to in (former, person.email):
        plates.answer(
            "write_letter",
            to,
            "The address of your account for Threespires was changed",
            f"Hello {person.name},\n\n"
            "The email address by which you sign in was changed just now. If you did not expect this, tell the Board "
            "manager.\n",
            otherwise=None,
        )


def _write(person: Person, subject: str, body: str) -> None:
    plates.answer("write_letter", person.email, subject, body, otherwise=None)

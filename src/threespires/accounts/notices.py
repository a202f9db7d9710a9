"""One function per letter. Each is plain text, and names nothing but the person it goes to."""

from threespires.accounts.models import Person
from threespires.kernel import plates

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


def password_changed(person: Person) -> None:
    _write(
        person,
        "Your password for Threespires was changed",
        f"Hello {person.name},\n\n"
        "The password of your account was changed just now. If you did not do this, tell the Board manager.\n",
    )


def _write(person: Person, subject: str, body: str) -> None:
    plates.answer("write_letter", person.email, subject, body, otherwise=None)

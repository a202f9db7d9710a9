"""Inviting people, setting passwords, stopping people signing in.

`by` is None only for the server's command line, which makes the first account.
"""

from dataclasses import dataclass

from django.db import transaction

from threespires.accounts import notices
from threespires.accounts.guessing import forgive
from threespires.accounts.links import FORGOTTEN, INVITATION, link_for
from threespires.accounts.models import Person
from threespires.accounts.permissions import (
    may_invite,
    may_make_administrator,
    may_manage_accounts,
    may_stop,
    takes_two,
)
from threespires.history.recording import record
from threespires.kernel.clock import now
from threespires.kernel.locks import note_before
from threespires.kernel.verdict import Refused, require, yes

_COMMAND_LINE = yes("the server’s command line")


@dataclass(frozen=True)
class Invitation:
    """Who was invited, and the link sent to them."""

    person: Person
    link: str


@transaction.atomic
def invite(*, by: Person | None, email: str, name: str = "", system_administrator: bool = False) -> Invitation:
    """Sends a one-time link to the address, making the person if nobody has it yet.

    Somebody known keeps the name and password they have, and may sign in again if they were stopped. Whom nobody alone
    lets in again isn't invited by the command line either.

    Args:
        system_administrator: makes the person one. Only the command line and system administrators may.

    Raises:
        Refused: if `by` may not.
    """
    verdict = require(may_manage_accounts(by)) if by else _COMMAND_LINE
    person = Person.objects.select_for_update().filter(email__iexact=email).first()
    if person is None:
        person = Person.objects.create_person(email=email, name=name or email.partition("@")[0])
    elif by:
        verdict = require(may_invite(by, person))
    elif takes_two([person]):
        raise Refused(f"Nobody alone lets {person} in again: two ask for it and approve it, in the browser")
    note_before(person)
    person.is_active = True
    person.invited_at = now()
    if system_administrator:
        if by:
            require(may_make_administrator(by))
        person.runs_the_system = True
    person.save()
    link = link_for(person, INVITATION)
    notices.invitation(person, link)
    record("person.invited", person, by=by, seat=verdict.seat)
    return Invitation(person, link)


@transaction.atomic
def send_link(person: Person, *, by: Person, seat: str) -> None:
    """Sends a one-time link to the person's address, by which they choose a password. For those whom two let in: the
    rules have been asked by whoever calls this, and `by` is the second of them.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    note_before(person)
    person.is_active = True
    person.invited_at = now()
    person.save()
    if person.has_usable_password():
        notices.forgotten(person, link_for(person, FORGOTTEN))
    else:
        notices.invitation(person, link_for(person, INVITATION))
    record("person.invited", person, by=by, seat=seat)


@transaction.atomic
def stop_signing_in(person: Person, *, by: Person) -> Person:
    """The person can't sign in any more, and whoever is signed in as them no longer is."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    verdict = require(may_stop(by, person))
    note_before(person)
    person.is_active = False
    person.save()
    record("person.stopped", person, by=by, seat=verdict.seat)
    return person


@transaction.atomic
def set_password(person: Person, *, password: str) -> Person:
    """The person, come by a one-time link or signed in, chooses a password. Links sent before are void."""
    had_one = person.has_usable_password()
    person.set_password(password)
    person.save(update_fields=["password"])
    forgive(person.email)
    if had_one:
        notices.password_changed(person)
    record("person.password_set", person, by=person)
    return person


@transaction.atomic
def send_forgotten_link(email: str) -> None:
    """Sends a link to whoever has an account at the address. Says nothing of whether anybody does."""
    person = Person.objects.filter(email__iexact=email).first()
    if person and person.has_account:
        notices.forgotten(person, link_for(person, FORGOTTEN))


@transaction.atomic
def choose_digest(person: Person, *, digest: str) -> Person:
    """When the email about what one owes comes."""
    note_before(person)
    person.digest = digest
    person.save(update_fields=["digest"])
    record("person.digest_chosen", person, by=person)
    return person

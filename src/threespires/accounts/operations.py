"""Inviting people, stopping people signing in, and all that changes how somebody does.

`by` is None only for the server's command line, which makes the first account.
"""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import QuerySet

from threespires.accounts import notices, sessions
from threespires.accounts.factors import has_one, needs_one
from threespires.accounts.guessing import forgive
from threespires.accounts.links import FORGOTTEN, INVITATION, link_for
from threespires.accounts.models import Person, SignIn
from threespires.accounts.permissions import (
    may_invite,
    may_let_in_again,
    may_make_administrator,
    may_manage_accounts,
    may_stop,
    takes_two,
)
from threespires.accounts.words import FactorChange
from threespires.history.recording import record
from threespires.kernel.clock import now
from threespires.kernel.locks import note_before
from threespires.kernel.verdict import Refused, Verdict, require, yes

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
    sessions.end_all(person)
    record("person.stopped", person, by=by, seat=verdict.seat)
    return person


@transaction.atomic
def set_password(person: Person, *, password: str, here: str | None = None) -> Person:
    """The person, come by a one-time link or signed in, chooses a password. Links sent before are void, and they are
    signed out everywhere, but for the session whose key is `here`."""
    had_one = person.has_usable_password()
    person.set_password(password)
    person.save(update_fields=["password"])
    forgive(person.email)
    sessions.end_all(person, but=here)
    if had_one:
        notices.password_changed(person)
    record("person.password_set", person, by=person)
    return person


@transaction.atomic
def send_forgotten_link(email: str) -> None:
    """Sends a link to whoever has an account at the address. Says nothing of whether anybody does.

    Whoever needs a second step and has none set up is told that two let them in: their mailbox alone would not do.
    """
    person = Person.objects.filter(email__iexact=email).first()
    if person is None or not person.has_account:
        return
    if needs_one(person) and not has_one(person):
        notices.let_in_by_two(person)
    else:
        notices.forgotten(person, link_for(person, FORGOTTEN))


@transaction.atomic
def note_factor_change(person: Person, change: FactorChange, *, here: str | None) -> None:
    """The person has changed how they prove who they are: they are told, and signed out everywhere but `here`."""
    sessions.end_all(person, but=here)
    notices.factor_changed(person, change.letter)
    record(change.verb, person, by=person)


@transaction.atomic
def end_sign_ins(person: Person, *, which: QuerySet[SignIn]) -> int:
    """The person is signed out there; gives of how many browsers."""
    ended = sessions.end(which)
    record("person.signed_out", person, by=person)
    return ended


@transaction.atomic
def person_of_openid(*, provider: str, uid: str, verified: list[str]) -> Person | None:
    """Whom a provider of OpenID Connect means: known from before, or invited at an address that it has verified.

    Nobody is made who wasn't invited, and nobody comes in who was stopped. An address names its holder to a provider
    once: given later to somebody else there, it doesn't let them in.
    """
    known = SocialAccount.objects.filter(provider=provider, uid=uid).select_related("user").first()
    if known:
        # What the provider tells of them is not kept.
        SocialAccount.objects.filter(pk=known.pk).update(extra_data={})
        return known.user if known.user.is_active else None
    addresses = [each.lower() for each in verified]
    invited = Person.objects.filter(email__in=addresses, is_active=True, invited_at__isnull=False)
    person = invited.exclude(socialaccount__provider=provider).first()
    if person:
        SocialAccount.objects.create(user=person, provider=provider, uid=uid)
        record("person.openid_known", person, by=person)
    return person


# --------------------------------------------------------------------------------- letting somebody in again


@transaction.atomic
def reset_factors(person: Person, *, by: Person, agreed: Verdict | None = None) -> Person:
    """Takes away every second factor of a person who has lost theirs. They are signed out, told, and set up another
    when they next sign in, if they need one.

    Args:
        agreed: where two have agreed on it, as that takes two; else `by` must be allowed alone.

    Raises:
        Refused: if `by` may not.
    """
    verdict = require(agreed or may_let_in_again(by, person))
    Authenticator.objects.filter(user=person).delete()
    sessions.end_all(person)
    notices.factor_changed(person, "The second step of signing in was taken off your account just now.")
    record("person.factors_reset", person, by=by, seat=verdict.seat)
    return person


@transaction.atomic
def change_address(person: Person, *, email: str, by: Person, agreed: Verdict | None = None) -> Person:
    """Gives the account another address. Both are told, links sent before are void, and the person is signed out.

    Args:
        agreed: where two have agreed on it, as that takes two; else `by` must be allowed alone.

    Raises:
        Refused: if `by` may not, or somebody has the address.
    """
    verdict = require(agreed or may_let_in_again(by, person))
    person = Person.objects.select_for_update().get(pk=person.pk)
    if Person.objects.filter(email__iexact=email).exclude(pk=person.pk).exists():
        raise Refused("Somebody else has this address")
    note_before(person)
    former, person.email = person.email, email.strip().lower()
    person.save(update_fields=["email"])
    SocialAccount.objects.filter(user=person).delete()
    sessions.end_all(person)
    notices.address_changed(person, former)
    record("person.address_changed", person, by=by, seat=verdict.seat)
    return person


@transaction.atomic
def choose_digest(person: Person, *, digest: str) -> Person:
    """When the email about what one owes comes."""
    note_before(person)
    person.digest = digest
    person.save(update_fields=["digest"])
    record("person.digest_chosen", person, by=person)
    return person

"""Registering as a practitioner, being added by one's agency's lead, and ending it."""

from datetime import timedelta

from django.db import transaction

from threespires.accounts import operations as accounts
from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.clock import now, today
from threespires.kernel.locks import note_before
from threespires.kernel.verdict import Refused, require
from threespires.partnership.models import Agency
from threespires.practitioners import notices
from threespires.practitioners.links import Asked, agency_of, link_for
from threespires.practitioners.models import Practitioner
from threespires.practitioners.permissions import may_keep_practitioners


@transaction.atomic
def ask_to_register(*, email: str, name: str) -> None:
    """Sends a link to the address, where it is in an agency's domain. Says nothing of whether it is, or is known."""
    agency = agency_of(email)
    person = Person.objects.filter(email__iexact=email).first()
    if person:
        notices.known_already(person)
    elif agency:
        notices.confirm(email, agency, link_for(email, name, agency))


@transaction.atomic
def register(asked: Asked, agency: Agency, *, password: str) -> Person:
    """Whoever followed the link has shown that the address is theirs: they have an account now."""
    person = Person.objects.create_person(email=asked.email, name=asked.name, invited_at=now())
    accounts.set_password(person, password=password)
    made = Practitioner.objects.create(person=person, agency=agency, starts=today())
    record("practitioner.registered", made, by=person)
    return person


@transaction.atomic
def add(*, by: Person, agency: Agency, email: str, name: str) -> Practitioner:
    """The agency's lead says who practises there; whoever isn't known yet is sent a link to choose a password. Somebody
    known without an account is let in by whoever manages accounts: their seat may be one that nobody alone opens.

    Raises:
        Refused: if `by` may not, or if they are one already.
    """
    verdict = require(may_keep_practitioners(by, agency))
    person = Person.objects.select_for_update().filter(email__iexact=email).first()
    if person is None:
        person = Person.objects.create_person(email=email, name=name)
        accounts.send_link(person, by=by, seat=verdict.seat)
    elif Practitioner.objects.now().filter(person=person, agency=agency).exists():
        raise Refused(f"{person} is a practitioner of {agency} already")
    made = Practitioner.objects.create(person=person, agency=agency, starts=today())
    record("practitioner.added", made, by=by, seat=verdict.seat)
    return made


@transaction.atomic
def end(practitioner: Practitioner, *, by: Person) -> Practitioner:
    """Yesterday was the last day: nothing that is open to practitioners is open to them any more.

    Raises:
        Refused: if `by` may not.
    """
    practitioner = Practitioner.objects.select_for_update().get(pk=practitioner.pk)
    verdict = require(may_keep_practitioners(by, practitioner.agency))
    note_before(practitioner)
    practitioner.ends = today() - timedelta(days=1)
    practitioner.starts = min(practitioner.starts or practitioner.ends, practitioner.ends)
    practitioner.save()
    record("practitioner.ended", practitioner, by=by, seat=verdict.seat)
    return practitioner

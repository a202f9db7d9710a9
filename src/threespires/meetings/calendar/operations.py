"""What people do with their own calendar: make its secret address, end it, choose when invitations come."""

from typing import Any

from django.db import transaction

from threespires.history.recording import record
from threespires.kernel.clock import now, today
from threespires.kernel.locks import note_before
from threespires.kernel.verdict import require
from threespires.meetings.calendar.invitations import keep_in_step
from threespires.meetings.calendar.secrets import digest_of, new_secret
from threespires.meetings.calendar.whose import calendar_of
from threespires.meetings.models import Calendar
from threespires.partnership.permissions import takes_part


@transaction.atomic
def make_address(person: Any) -> str:
    """Gives the secret of the feed's new address, which is kept nowhere. The one before reads nothing any more."""
    verdict = require(takes_part(person))
    calendar, secret = calendar_of(person), new_secret()
    calendar.digest, calendar.made_at = digest_of(secret), now()
    calendar.read_on = calendar.changed_at = None
    calendar.etag = ""
    calendar.save()
    record("calendar.address_made", calendar, by=person, seat=verdict.seat)
    return secret


@transaction.atomic
def end_address(person: Any) -> Calendar:
    """The feed's address reads nothing any more."""
    verdict = require(takes_part(person))
    calendar = calendar_of(person)
    if calendar.has_address:
        _forget(calendar)
        record("calendar.address_ended", calendar, by=person, seat=verdict.seat)
    return calendar


@transaction.atomic
def choose_invitations(person: Any, *, invitations: str) -> Calendar:
    """For which meetings invitations come by email. Those that are wanted no more are taken out at once."""
    verdict = require(takes_part(person))
    calendar = calendar_of(person)
    if calendar.invitations != invitations:
        calendar.invitations = invitations
        calendar.save()
        record("calendar.invitations_chosen", calendar, by=person, seat=verdict.seat)
        keep_in_step(person)
    return calendar


@transaction.atomic
def end_addresses_of_the_stopped() -> int:
    """Whoever can't sign in any more has no address, and gets none back when they may again. Gives how many ended."""
    ended = list(Calendar.objects.select_for_update(of=("self",)).filter(person__is_active=False).exclude(digest=""))
    for calendar in ended:
        note_before(calendar)
        _forget(calendar)
        record("calendar.address_ended", calendar, by=None)
    return len(ended)


def _forget(calendar: Calendar) -> None:
    calendar.digest, calendar.etag = "", ""
    calendar.made_at = calendar.read_on = calendar.changed_at = None
    calendar.save()


def note_read(calendar: Calendar, etag: str) -> None:
    """Notes that the feed was read today, and since when it holds what it does. Reading it is nothing that history
    tells."""
    if calendar.etag == etag and calendar.read_on == today():
        return
    changed_at = now() if calendar.etag != etag else calendar.changed_at
    Calendar.objects.filter(pk=calendar.pk).update(etag=etag, changed_at=changed_at, read_on=today())
    calendar.etag, calendar.changed_at, calendar.read_on = etag, changed_at, today()

"""What the clock calls. Safe to repeat."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from threespires.accounts.models import Person
from threespires.history.models import Event
from threespires.history.recording import record
from threespires.kernel import plates
from threespires.kernel.clock import now, today
from threespires.kernel.rules import goes_by, the_clock
from threespires.partnership import notices
from threespires.partnership.models import CaseRole, PostHolding, Seat

LATELY = timedelta(days=14)
"""Whoever's last seat or post ended longer ago has been told, or held none while anybody was told."""


@goes_by(the_clock)
def find_people() -> int:
    """Writes anew what search finds of those whose seat or post begins today or ended yesterday. Gives how many."""
    yesterday = today() - timedelta(days=1)
    changing = Q(starts=today()) | Q(ends=yesterday)
    of_place = Q(place__ends=yesterday) | Q(delegate_for__place__ends=yesterday)
    sitting = Q(pk__in=Seat.objects.filter(changing | of_place).values("person"))
    holding = Q(pk__in=PostHolding.objects.filter(changing).values("person"))
    people = list(Person.objects.filter(sitting | holding))
    plates.keep_findable(*people)
    return len(people)


@goes_by(the_clock)
@transaction.atomic
def tell_who_left() -> int:
    """Tells those who can sign in that their last seat, post or role on a case has ended, once. Gives how many."""
    lately = {today() - timedelta(days=days) for days in range(1, LATELY.days + 1)}
    stood = {key for day in lately for key in _standing_on(day)}
    left = Person.objects.filter(pk__in=stood - _standing_on(today()), is_active=True)
    told = [person for person in left.order_by("pk") if person.has_account and not _told_since(person)]
    for person in told:
        notices.left(person)
        record("person.left", person, by=None)
    return len(told)


def _standing_on(day: date) -> set[int]:
    """The keys of those who held a seat, a post or a role on a case on that day."""
    held = (model.objects.on(day).values_list("person", flat=True) for model in (Seat, PostHolding, CaseRole))
    return {key for keys in held for key in keys}


def _told_since(person: Person) -> bool:
    since = now() - LATELY
    return Event.objects.about(person).filter(verb="person.left", at__gt=since).exists()

"""When a person last looked at home: what changed since then is news to them."""

from datetime import datetime, timedelta

from django.utils import timezone

from threespires.accounts.models import Person
from threespires.kernel.clock import now
from threespires.kernel.dates import say_time

A_VISIT = timedelta(minutes=30)
AT_FIRST = timedelta(days=7)


def last_looked(person: Person) -> datetime | None:
    """When `person` looked before this visit, and notes this one. None the first time.

    Looking again within half an hour is the same visit: what is news stays news.
    """
    moment = now()
    if person.looked_at is None or moment - person.looked_at > A_VISIT:
        person.looked_before, person.looked_at = person.looked_at, moment
        Person.objects.filter(pk=person.pk).update(looked_before=person.looked_before, looked_at=person.looked_at)
    return person.looked_before


def say_when(moment: datetime) -> str:
    """Yesterday, 4:52pm."""
    then, today = timezone.localtime(moment).date(), timezone.localtime(now()).date()
    days = (today - then).days
    named = {0: "Today", 1: "Yesterday"}.get(days)
    if named is None:
        named = f"{then:%A} {then.day} {then:%B}" + (f" {then.year}" if then.year != today.year else "")
    return f"{named}, {say_time(moment)}"

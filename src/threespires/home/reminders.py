"""What the clock calls. Safe to repeat."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from threespires.accounts.models import Person
from threespires.cases.wall.asking import asked_by
from threespires.home.digest import daily_letter
from threespires.kernel.clock import today
from threespires.kernel.rules import goes_by, the_clock
from threespires.law.working_days import bank_holiday
from threespires.mail.operations import write_letter


@goes_by(the_clock)
def digest() -> int:
    """Writes to everyone who has an account what they owe, if they owe anything now. Gives the number written.

    Not on a bank holiday. Those who chose a weekly letter get the first of the week.
    """
    day = today()
    if bank_holiday(day):
        return 0
    due = Person.objects.filter(is_active=True).exclude(digest=Person.Digest.OFF).filter(_not_yet_sent(day))
    return sum(_write(person, day) for person in due if person.has_account)


def _not_yet_sent(day: date) -> Q:
    week_began = day - timedelta(days=day.weekday())
    never = Q(digest_sent_on__isnull=True)
    daily = Q(digest=Person.Digest.DAILY) & Q(digest_sent_on__lt=day)
    weekly = Q(digest=Person.Digest.WEEKLY) & Q(digest_sent_on__lt=week_began)
    return never | daily | weekly


@transaction.atomic
def _write(person: Person, day: date) -> bool:
    with asked_by(person):
        letter = daily_letter(person, day)
    if letter is None:
        return False
    Person.objects.filter(pk=person.pk).update(digest_sent_on=day)
    write_letter(person.email, letter.subject, letter.text, html=letter.html)
    return True

"""What the clock calls. Safe to repeat."""

from datetime import timedelta

from django.db.models import Q

from threespires.accounts.models import Person
from threespires.kernel import plates
from threespires.kernel.clock import today
from threespires.kernel.rules import goes_by, the_clock
from threespires.partnership.models import PostHolding, Seat


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

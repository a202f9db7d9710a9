"""Hands what the rooms want called, and when, to the job library."""

from django.db import transaction
from django_q.models import Schedule

from threespires.kernel import plates


def clockwork() -> list[tuple[plates.Room, plates.Clockwork]]:
    """Everything the clock calls, with the room that asks for it."""
    return [(room, wheel) for room in plates.rooms() for wheel in room.clockwork]


@transaction.atomic
def wind() -> None:
    """Makes the stored schedule what the door plates say. What is unchanged keeps its next time."""
    wanted = {wheel.function: wheel.cron for _, wheel in clockwork()}
    kept = set()
    for stored in Schedule.objects.all():
        if wanted.get(stored.func) == stored.cron:
            kept.add(stored.func)
        else:
            stored.delete()
    for function, cron in wanted.items():
        if function not in kept:
            Schedule(name=function[:100], func=function, schedule_type=Schedule.CRON, cron=cron).save()

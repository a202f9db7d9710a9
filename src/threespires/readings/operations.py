"""Unusual reading is found and told; somebody else than the reader looks into it."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from threespires.accounts.models import Person
from threespires.cases.models import Entry
from threespires.cases.recording import READ
from threespires.cases.wall.asking import asked_by_job
from threespires.cases.wall.policies import UNUSUAL_READING
from threespires.history.recording import record
from threespires.kernel.clock import now
from threespires.kernel.locks import lock
from threespires.kernel.verdict import Refused, require
from threespires.partnership.models import CaseRole, Seat
from threespires.partnership.standing import BELONGING
from threespires.readings import notices
from threespires.readings.finding import Reading, unusual
from threespires.readings.models import UnusualReading
from threespires.readings.permissions import may_look_into, who_looks_into


@transaction.atomic
def find_on(day: date) -> list[UnusualReading]:
    """What was unusual on a day and isn't known yet; whoever looks into it is told. Safe to repeat."""
    made = []
    for found in unusual(_readings(day)):
        facts = {"reader_id": found.person, "group_id": found.group, "day": day, "kind": found.kind}
        one, is_new = UnusualReading.objects.get_or_create(**facts, defaults={"cases": found.cases, "found_at": now()})
        if is_new:
            made.append(one)
    for one in made:
        record("unusual_reading.found", one, by=None)
        for person in who_looks_into(one.group, one.reader):
            notices.found(person, one)
    return made


@transaction.atomic
def look_into(found: UnusualReading, *, by: Person, answer: str) -> UnusualReading:
    """Somebody says what they found: why the cases were read, or what was done.

    Raises:
        Refused: if `by` may not, or says nothing.
    """
    lock(found)
    verdict = require(may_look_into(by, found))
    if not answer.strip():
        raise Refused("Say what you found")
    found.looked_into_by, found.looked_into_at, found.answer = by, now(), answer
    found.save()
    record("unusual_reading.looked_into", found, by=by, seat=verdict.seat)
    return found


def _readings(day: date) -> list[Reading]:
    """Who read in which case that day. Other words are read and recorded, too, where no seat is needed: those of
    practitioners, by whoever moderates them or is on duty, at any hour."""
    begins = timezone.make_aware(datetime.combine(day, time()))
    with asked_by_job(UNUSUAL_READING):
        entries = list(
            Entry.objects.filter(
                verb=READ,
                group__is_case_group=True,
                at__gte=begins,
                at__lt=begins + timedelta(days=1),
                person__isnull=False,
            ).values_list("person", "group", "case_id", "at")
        )
    readers, groups = {entry[0] for entry in entries}, {entry[1] for entry in entries}
    given = Seat.objects.filter(person__in=readers, group__in=groups, role__in=BELONGING, approved_by__isnull=False)
    seated: set[tuple[int, int | UUID]] = {(seat.person_id, seat.group_id) for seat in given if _was_held(seat, day)}
    roles = CaseRole.objects.filter(person__in=readers, case_id__in={entry[2] for entry in entries})
    seated |= {(role.person_id, role.case_id) for role in roles if _was_held(role, day)}
    return [
        Reading(person, group, case, at, not seated.isdisjoint({(person, group), (person, case)}))
        for person, group, case, at in entries
    ]


def _was_held(seat: Seat | CaseRole, day: date) -> bool:
    return (seat.starts is None or seat.starts <= day) and (seat.ends is None or seat.ends >= day)

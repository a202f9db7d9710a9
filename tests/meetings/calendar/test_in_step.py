"""Whatever happens to meetings and seats: once told, each calendar program holds its owner's meetings and no other,
each entry has kept its identity, and each message was further on than the last."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests import make
from tests.make import meetings as made
from tests.meetings.calendar.receiving import Program, holds
from threespires.accounts.models import Person
from threespires.kernel.clock import now, today
from threespires.meetings import operations as meetings
from threespires.meetings.calendar.jobs import invite_to, keep_everyone_in_step
from threespires.meetings.calendar.operations import choose_invitations
from threespires.meetings.calendar.whose import own_meetings
from threespires.meetings.models import Calendar, Meeting
from threespires.partnership import operations as partnership
from threespires.partnership.models import Seat

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CAST = ("housing_officer", "police_officer", "reviewer")
FIRST = date(2026, 10, 5)
who = some.sampled_from(CAST)
# From either side of the clock change in October to beyond the three months in which one is invited.
day = some.integers(7, 120).map(lambda days: FIRST + timedelta(days=days))
hour = some.integers(8, 18)


class Autumn(RuleBasedStateMachine):
    p: make.Partnership

    def __init__(self) -> None:
        super().__init__()
        self.kept, self.at = transaction.atomic(), made.on(FIRST)
        self.kept.__enter__()
        self.at.__enter__()
        self.programs = {name: Program(self.p.people[name].email) for name in CAST}
        self.known: dict[int, str] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.kept.__exit__(None, None, None)
        self.at.__exit__(None, None, None)

    def someone(self, name: str) -> Person:
        return Person.objects.get(pk=self.p.people[name].pk)

    def _one(self, number: int) -> Meeting | None:
        found = list(Meeting.objects.filter(status="planned").select_related("group").order_by("pk"))
        return found[number % len(found)] if found else None

    @rule(day=day, hour=hour, of_cases=some.booleans())
    def arrange(self, day: date, hour: int, of_cases: bool) -> None:
        made.meeting(self.p, self.p.practice_review if of_cases else self.p.implementation, day=day, hour=hour)

    @rule(number=some.integers(0, 9), day=day, hour=hour, place=some.sampled_from(["", "Room 1", "Room 2"]))
    def move(self, number: int, day: date, hour: int, place: str) -> None:
        if meeting := self._one(number):
            by = self.p.reviewer if meeting.group.is_case_group else self.p.manager
            facts = {"day": day, "begins": time(hour), "minutes": 90, "place": place, "because": "So it is"}
            meetings.move(meeting, by=by, **facts)

    @rule(number=some.integers(0, 9))
    def cancel(self, number: int) -> None:
        if meeting := self._one(number):
            by = self.p.reviewer if meeting.group.is_case_group else self.p.manager
            meetings.cancel(meeting, by=by, because="So it is")

    @rule(name=who)
    def leave(self, name: str) -> None:
        held = Seat.objects.now().filter(person=self.p.people[name]).first()
        if held and held.starts and held.starts < today():
            partnership.end_seat(held, by=None, ends=today() - timedelta(days=1), why="Left")

    @rule(name=who)
    def join(self, name: str) -> None:
        group, person = self.p.implementation, self.someone(name)
        if not Seat.objects.now().filter(person=person, group=group).exists():
            partnership.seat(by=None, group=group, person=person, role="member", starts=today())

    @rule(name=who, invitations=some.sampled_from(list(Calendar.Invitations)))
    def choose(self, name: str, invitations: str) -> None:
        person = self.someone(name)
        if own_meetings(person, now()):
            choose_invitations(person, invitations=invitations)

    @rule(number=some.integers(0, 9))
    def tell_of_one(self, number: int) -> None:
        if meeting := self._one(number):
            invite_to(meeting.pk)

    @invariant()
    def identity_stays(self) -> None:
        now_known = {meeting.pk: str(meeting.calendar_id) for meeting in Meeting.objects.all()}
        assert self.known.items() <= now_known.items()
        self.known = now_known

    @invariant()
    def once_told_each_calendar_holds_what_is_theirs(self) -> None:
        keep_everyone_in_step()
        assert keep_everyone_in_step() == 0, "told once, told for good"
        for name, program in self.programs.items():
            person = self.someone(name)
            program.take()
            mine = holds(own_meetings(person, now()))
            assert program.entries.items() <= mine.items(), "it holds nothing else, and each as it is now"
            choice = Calendar.objects.filter(person=person).values_list("invitations", flat=True).first() or "soon"
            wanted = {"none": {}, "planned": mine}.get(choice, self._soon(mine))
            assert wanted.items() <= program.entries.items()
            assert choice != "none" or not program.entries

    def _soon(self, mine: dict[str, Any]) -> dict[str, Any]:
        return {uid: said for uid, said in mine.items() if said[1].date() <= date(2027, 1, 5)}


def test_whatever_happens_each_calendar_holds_what_is_theirs():
    Autumn.p = make.partnership()
    Person.objects.filter(email__in=[each.email for name, each in Autumn.p.people.items() if name in CAST]).update(
        last_login=now()
    )
    run_state_machine_as_test(
        Autumn, settings=settings(max_examples=6, stateful_step_count=12, phases=[Phase.generate])
    )

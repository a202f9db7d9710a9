"""Learning, lines of enquiry, priorities, tasked work and actions, all joined into threads."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice
from typing import Any

from django.db import models
from django.utils import timezone

from threespires.history.models import Event
from threespires.kernel.clock import today
from threespires.kernel.dates import Quarter
from threespires.thread.actions.lifecycle import State, TestStatus, WorkStatus
from threespires.thread.actions.models import Action, Escalation, Evidence, TaskedWork, TestOfEffect, Update
from threespires.thread.learning.models import Learning
from threespires.thread.priorities.models import (
    LineOfEnquiry,
    Priority,
    QuarterDecision,
    Scaling,
    Statement,
    VisionAgreement,
)

from ..words import Words
from .partnership import Partnership
from .sizes import Size

AT_ONCE = 1000
CITED = 3
OVER_DAYS = 400
_KINDS = ("audit", "data", "national_learning", "local_learning", "forum", "training_need")
_OPEN_STATES = [
    *[State.IN_PROGRESS] * 120,
    *[State.NOT_STARTED] * 110,
    *[State.BLOCKED] * 12,
    *[State.RETURNED] * 6,
    *[State.PROPOSED] * 2,
]
"""How the open half of the actions stands: one in 125 waits to be accepted."""


def make_thread(partnership: Partnership, size: Size) -> None:
    words = Words(7)
    learning = _learning(partnership, size, words)
    enquiries = _enquiries(partnership, size, words, learning)
    priorities = _priorities(partnership, size, words, enquiries)
    work = _work(partnership, size, words, priorities)
    actions = _actions(partnership, size, words, work)
    _updates(partnership, size, words, actions)
    _evidence(partnership, words, actions)
    _escalations(partnership, size, words, actions)
    _tests(partnership, size, words, actions, learning)


def _learning(partnership: Partnership, size: Size, words: Words) -> list[Learning]:
    def one(number: int) -> Learning:
        day = _day(number, size.learning, since=OVER_DAYS, until=0)
        return Learning(
            ref=f"L-{number + 1}",
            kind=_KINDS[number % len(_KINDS)],
            title=words.some(8),
            summary=words.text(40),
            learned_on=day,
            listed_on=day,
            contributed_by=_person(partnership, number),
            agency=partnership.agency_of(number),
            status=Learning.Status.NEW if number % 8 == 0 else Learning.Status.TAKEN_UP,
            recorded_at=_moment(day),
        )

    made = _create(Learning, map(one, range(size.learning)))
    _happened("learning.contributed", ((piece, piece.contributed_by, piece.recorded_at) for piece in made))
    return made


def _enquiries(partnership: Partnership, size: Size, words: Words, learning: Sequence[Learning]) -> list[LineOfEnquiry]:
    """Each states two things in each column; what works and what worries cites learning."""
    made = _create(
        LineOfEnquiry,
        (
            LineOfEnquiry(
                ref=f"E-{number + 1}",
                question=f"{words.some(12)}?",
                approach=partnership.approach,
                scale_low="unseen",
                scale_high="together",
                opened_on=_day(number, size.enquiries, since=OVER_DAYS, until=10),
                opened_by=partnership.visitor,
            )
            for number in range(size.enquiries)
        ),
    )
    statements = _create(
        Statement,
        (
            Statement(enquiry=enquiry, column=column, text=words.text(24), written_by=partnership.visitor)
            for enquiry in made
            for column in partnership.columns
            for _ in range(2)
        ),
    )
    taken_up = cycle(piece for piece in learning if piece.status == Learning.Status.TAKEN_UP)
    Cited = Statement.cites.through
    _create(
        Cited,
        (
            Cited(statement=statement, learning=cited)
            for statement in statements
            if not statement.column.leads_to_work
            for cited in islice(taken_up, CITED)
        ),
    )
    _create(
        Scaling,
        (
            Scaling(
                enquiry=enquiry,
                agency=agency,
                score=(number + enquiry.pk) % 11,
                reason=words.some(10),
                said_on=enquiry.opened_on,
                said_by=_person(partnership, number),
            )
            for enquiry in made
            for number, agency in enumerate(partnership.agencies)
        ),
    )
    return made


def _priorities(
    partnership: Partnership, size: Size, words: Words, enquiries: Sequence[LineOfEnquiry]
) -> list[Priority]:
    """The latest are current, and every member of the Implementation Group agreed their vision."""
    first_current = size.priorities - size.current_priorities
    made = _create(
        Priority,
        (
            Priority(
                ref=f"P-{number + 1}",
                title=words.some(8),
                outcome=words.text(24),
                how_known=words.text(24),
                vision=words.text(36),
                status=Priority.Status.CURRENT if number >= first_current else Priority.Status.CLOSED,
                set_on=_day(number, size.priorities, since=OVER_DAYS, until=0),
                set_by=partnership.visitor,
                occasion="Executive Board",
            )
            for number in range(size.priorities)
        ),
    )
    Joined = Priority.enquiries.through
    _create(
        Joined,
        (
            Joined(priority=priority, lineofenquiry=enquiry)
            for priority, enquiry in zip(made, cycle(enquiries), strict=False)
        ),
    )
    now = Quarter.of(today())
    quarters = [(priority, Quarter.of(priority.set_on), "set") for priority in made]
    quarters += [
        (priority, now, "carried") for priority, quarter, _ in quarters[first_current:] if quarter.starts != now.starts
    ]
    _create(
        QuarterDecision,
        (
            QuarterDecision(
                priority=priority,
                quarter=quarter.starts,
                choice=choice,
                reason="" if choice == "set" else words.text(12),
                decided_on=max(priority.set_on, quarter.starts),
                decided_by=partnership.visitor,
                occasion="Executive Board",
            )
            for priority, quarter, choice in quarters
        ),
    )
    members = [seat.person for seat in partnership.implementation.seats.select_related("person")]
    _create(
        VisionAgreement,
        (
            VisionAgreement(priority=priority, agreed_by=member, vision=priority.vision, agreed_on=priority.set_on)
            for priority in made[first_current:]
            for member in members
        ),
    )
    return made


def _work(partnership: Partnership, size: Size, words: Words, priorities: Sequence[Priority]) -> list[TaskedWork]:
    """Spread over priorities, groups and levels, from what the line of enquiry says needs to happen."""
    needed = {
        statement.enquiry_id: statement
        for statement in Statement.objects.filter(column__leads_to_work=True).order_by("pk")
    }
    asked = dict(Priority.enquiries.through.objects.values_list("priority", "lineofenquiry"))
    groups = [partnership.implementation, *partnership.sub_groups]
    made = []
    for number in range(size.work):
        priority = priorities[number % len(priorities)]
        made.append(
            TaskedWork(
                ref=f"W-{number + 1}",
                title=words.some(8),
                priority=priority,
                statement=needed[asked[priority.pk]],
                level=partnership.levels[number % len(partnership.levels)],
                group=groups[number % len(groups)],
                due_on=priority.set_on + timedelta(days=90),
                done_means=words.text(24),
                status=WorkStatus.TAKEN_UP if number % 20 else WorkStatus.TASKED,
                tasked_on=priority.set_on,
                tasked_by=partnership.visitor,
            )
        )
    return _create(TaskedWork, made)


def _actions(partnership: Partnership, size: Size, words: Words, work: Sequence[TaskedWork]) -> list[Action]:
    """Half of them open, due on every day of 400 around today. The first is the visitor's own, in progress."""

    def one(number: int) -> Action:
        # Neighbours differ in owner, work and day alike; a step that shares no factor with the count reaches all.
        due = today() + timedelta(days=(number * 7) % OVER_DAYS - OVER_DAYS // 2)
        status = _state(number)
        proposed = status in (State.PROPOSED, State.ACCEPTED)
        ended = min(due, today())
        return Action(
            ref=f"A-{number + 1}",
            title=words.some(8),
            description=words.text(60),
            work=work[number % len(work)],
            group=partnership.implementation,
            owner=_person(partnership, number),
            agency=partnership.agency_of(number),
            due_on=due,
            status=status,
            blocked_because=words.text(12) if status == State.BLOCKED else "",
            blocked_on=ended if status == State.BLOCKED else None,
            returned_because=words.text(12) if status == State.RETURNED else "",
            proposed_by=_person(partnership, number) if proposed else None,
            proposed_on=ended if proposed else None,
            accepted_by=_person(partnership, number + 1) if status == State.ACCEPTED else None,
            accepted_on=ended if status == State.ACCEPTED else None,
            raised_on=ended - timedelta(days=60),
            raised_by=partnership.visitor,
        )

    made = _create(Action, map(one, range(size.actions)))
    _happened("action.raised", ((action, partnership.visitor, _moment(action.raised_on)) for action in made))
    return made


def _state(number: int) -> State:
    # By blocks of the people's number, so that everyone owns open ones and finished ones alike.
    block = number // 60
    if number == 0:
        return State.IN_PROGRESS
    return State.ACCEPTED if (number + block) % 2 else _OPEN_STATES[(number // 2 * 7) % len(_OPEN_STATES)]


def _updates(partnership: Partnership, size: Size, words: Words, actions: Sequence[Action]) -> None:
    def some() -> Iterator[Update]:
        for number, action in enumerate(actions):
            count = size.updates if number else size.updates_of_first
            for back in range(count, 0, -1):
                at = _moment(action.raised_on + timedelta(days=60 - 6 * (back - 1)), minute=number % 60)
                yield Update(
                    action=action,
                    text=words.text(40),
                    status=State.IN_PROGRESS,
                    written_by=_person(partnership, number),
                    written_at=at,
                )

    made = _create(Update, some())
    _happened("action.updated", ((update.action, update.written_by, update.written_at) for update in made))


def _evidence(partnership: Partnership, words: Words, actions: Sequence[Action]) -> None:
    shown = [action for action in actions if action.status in (State.PROPOSED, State.ACCEPTED)]
    _create(
        Evidence,
        (
            Evidence(
                action=action,
                kind=Evidence.Kind.TEXT,
                title=words.some(6),
                text=words.text(24),
                added_by=action.owner,
                added_at=_moment(action.proposed_on),
            )
            for action in shown
        ),
    )


def _escalations(partnership: Partnership, size: Size, words: Words, actions: Sequence[Action]) -> None:
    stuck = [action for action in actions if action.status == State.BLOCKED]
    _create(
        Escalation,
        (
            Escalation(
                ref=f"X-{number + 1}",
                action=action,
                from_group=partnership.implementation,
                to_group=partnership.executive,
                reason=words.text(24),
                raised_on=today() - timedelta(days=number % 20),
                raised_by=action.owner,
                status="open" if number < 4 else "answered",
                answer="" if number < 4 else words.text(24),
                answered_on=None if number < 4 else today(),
                answered_by=None if number < 4 else partnership.visitor,
            )
            for number, action in enumerate(stuck[: size.escalations])
        ),
    )


def _tests(
    partnership: Partnership, size: Size, words: Words, actions: Sequence[Action], learning: Sequence[Learning]
) -> None:
    """Tests of accepted actions, half of them reported; what a reported one taught is learning."""
    accepted = [action for action in actions if action.status == State.ACCEPTED]
    chosen = accepted[:: max(1, len(accepted) // size.tests)][: size.tests]
    results = ("changed", "partly", "not_changed", "too_early")
    taught = iter(learning)

    def one(number: int, action: Action) -> TestOfEffect:
        reported = number % 2 == 0
        return TestOfEffect(
            ref=f"T-{number + 1}",
            title=words.some(6),
            method="audit",
            how_known=words.text(24),
            priority=action.work.priority,
            due_on=today() + timedelta(days=number % 120 - (60 if reported else 10)),
            tester=_person(partnership, number + 1),
            status=TestStatus.REPORTED if reported else TestStatus.PLANNED,
            result=results[number % len(results)] if reported else "",
            found=words.text(24) if reported else "",
            found_on=today() - timedelta(days=number % 60) if reported else None,
            found_by=_person(partnership, number + 1) if reported else None,
            learning=next(taught) if reported else None,
            planned_by=partnership.visitor,
        )

    made = _create(TestOfEffect, (one(number, action) for number, action in enumerate(chosen)))
    Tested = TestOfEffect.actions.through
    _create(Tested, (Tested(testofeffect=test, action=action) for test, action in zip(made, chosen, strict=True)))


def _happened(verb: str, changes: Iterable[tuple[Any, Any, datetime]]) -> None:
    _create(
        Event,
        (
            Event(
                at=at,
                person=person.name,
                person_key=str(person.pk),
                verb=verb,
                kind=thing._meta.label_lower,
                thing=str(thing.pk),
                ref=thing.ref,
                title=thing.title,
                changes={},
            )
            for thing, person, at in changes
        ),
    )


def _create(model: type[models.Model], things: Iterable[Any]) -> list[Any]:
    return model._default_manager.bulk_create(things, batch_size=AT_ONCE)


def _person(partnership: Partnership, number: int) -> Any:
    return partnership.people[number % len(partnership.people)]


def _day(number: int, count: int, *, since: int, until: int) -> date:
    """The day of the `number`th of `count` things, from `since` to `until` days ago."""
    return today() - timedelta(days=since - (since - until) * number // max(1, count - 1))


def _moment(day: date, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, minute)))

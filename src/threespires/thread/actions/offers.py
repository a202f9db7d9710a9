"""What actions offer to other rooms: what a person owes or decides, agenda items, what a statement led to."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from threespires.accounts.models import Person
from threespires.kernel.asking import written_once
from threespires.kernel.dates import add_months, say_date
from threespires.kernel.plates import AgendaDate, AgendaOffer, Owed
from threespires.partnership.models import Group
from threespires.partnership.standing import decides_on, standing
from threespires.thread.actions.lifecycle import EscalationStatus, State, TestStatus, WorkStatus
from threespires.thread.actions.models import (
    Action,
    ActionPart,
    Escalation,
    RoundAnswer,
    TaskedWork,
    TestOfEffect,
)

MOST_RISEN = 5
_LATELY = timedelta(days=28)
_SEES_ALL = (Group.Kind.EXECUTIVE, Group.Kind.IMPLEMENTATION)


def owed(person: Person, today: date) -> list[Owed]:
    """My actions and my agency's parts that are with me, updates asked of me, and tests I am to make."""
    if not standing(person).anywhere:
        return []
    found = [*_actions_owed(person), *_parts_owed(person), *_updates_asked(person), *_tests_owed(person)]
    return sorted(found, key=lambda thing: thing.due or date.max)


def _actions_owed(person: Person) -> list[Owed]:
    return [
        Owed(action.title, action.get_absolute_url(), due=action.due_on, detail=_how_it_stands(action))
        for action in _actions_with(person)
    ]


@written_once
def _actions_with(person: Any) -> QuerySet[Action]:
    """Only what a line of a list says of them: their long texts stay where they are."""
    words = ("blocked_because", "returned_because", "work__priority__title")
    owed = Action.objects.owed_by(person).select_related("work__priority")
    return owed.only("ref", "title", "status", "due_on", *words)


def _how_it_stands(action: Action) -> str:
    if action.status == State.RETURNED:
        return f"Returned: {action.returned_because}"
    if action.status == State.BLOCKED:
        return f"Blocked: {action.blocked_because}"
    return f"Action {action.ref}, {action.work.priority}"


def _parts_owed(person: Person) -> list[Owed]:
    return [
        Owed(part.title, part.get_absolute_url(), due=part.due_on, detail=f"Your part in {part.action}")
        for part in _parts_with(person)
    ]


@written_once
def _parts_with(person: Any) -> QuerySet[ActionPart]:
    return ActionPart.objects.owed_by(person).select_related("action")


def _updates_asked(person: Person) -> list[Owed]:
    return [
        Owed(
            f"Update on {answer.about}",
            answer.about.get_absolute_url(),
            due=answer.round.due_on,
            detail=f"Asked by {answer.round.asked_by}",
        )
        for answer in _answers_asked_of(person)
    ]


@written_once
def _answers_asked_of(person: Any) -> QuerySet[RoundAnswer]:
    return RoundAnswer.objects.owed_by(person).select_related("round__asked_by", "action", "part")


def _tests_owed(person: Person) -> list[Owed]:
    return [
        Owed(test.title, test.get_absolute_url(), due=test.due_on, detail=f"Test of effect, {test.priority}")
        for test in _tests_with(person)
    ]


@written_once
def _tests_with(person: Any) -> QuerySet[TestOfEffect]:
    return TestOfEffect.objects.filter(tester=person, status=TestStatus.PLANNED).select_related("priority")


def decisions(person: Person, today: date) -> list[Owed]:
    """Actions proposed complete that wait for my group, and escalations that wait for its answer."""
    groups = [seat.group_id for seat in standing(person).seats if decides_on(person, seat.group)]
    if not groups:
        return []
    return [
        *(
            Owed(
                f"Accept or return: {action.title}",
                action.get_absolute_url(),
                since=action.proposed_on,
                detail=f"Proposed complete by {action.owner}, {action.agency}",
            )
            for action in _proposed_to(groups, person)
        ),
        *(
            Owed(
                f"Answer: {escalation.action.title}",
                escalation.get_absolute_url(),
                since=escalation.raised_on,
                detail=f"Escalated by {escalation.from_group}",
            )
            for escalation in _escalated_to(groups)
        ),
    ]


@written_once
def _proposed_to(groups: list[int], person: Any) -> QuerySet[Action]:
    """What others propose complete to these groups."""
    return (
        Action.objects.filter(status=State.PROPOSED, group__pk__in=groups)
        .exclude(proposed_by=person)
        .select_related("owner", "agency")
        .only("ref", "title", "proposed_on", "owner__name", "agency__name", "agency__short_name")
        .order_by("proposed_on")
    )


@written_once
def _escalated_to(groups: list[int]) -> QuerySet[Escalation]:
    return (
        Escalation.objects.filter(status=EscalationStatus.OPEN, to_group__pk__in=groups)
        .select_related("action", "from_group")
        .order_by("raised_on")
    )


def risen(person: Person, today: date) -> list[Owed]:
    """Work of mine or of an agency I stand for that rose to the group above: what was answered lately, the latest
    first, then what waits for an answer."""
    here = standing(person)
    if not here.anywhere:
        return []
    answered = _answered_since(person, here.agency_ids, today - _LATELY)
    return [*map(_answered, answered), *map(_risen, _waiting_above(person, here.agency_ids))]


@written_once
def _answered_since(person: Any, agencies: Iterable[int], day: date) -> QuerySet[Escalation]:
    answered = _escalated_of(person, agencies).filter(answered_on__gt=day)
    return answered.order_by("-answered_on", "-pk")[:MOST_RISEN]


@written_once
def _waiting_above(person: Any, agencies: Iterable[int]) -> QuerySet[Escalation]:
    waiting = _escalated_of(person, agencies).filter(status=EscalationStatus.OPEN)
    return waiting.order_by("-raised_on", "-pk")[:MOST_RISEN]


def _escalated_of(person: Any, agencies: Iterable[int]) -> QuerySet[Escalation]:
    """Of actions that are the person's or an agency's of theirs, in whole or in part."""
    parts = ActionPart.objects.filter(Q(owner=person) | Q(agency__pk__in=agencies))
    mine = Q(action__owner=person) | Q(action__agency__pk__in=agencies) | Q(action__in=parts.values("action"))
    return Escalation.objects.filter(mine).select_related("action", "to_group", "raised_by")


def _answered(escalation: Escalation) -> Owed:
    above = escalation.to_group.in_a_sentence
    return Owed(
        f"Answered: {escalation.action.title}",
        escalation.get_absolute_url(),
        since=escalation.answered_on,
        detail=f"{above[0].upper()}{above[1:]} answered: {escalation.answer}",
    )


def _risen(escalation: Escalation) -> Owed:
    by = f"{escalation.raised_by} took it" if escalation.raised_by else "It rose by itself"
    return Owed(
        f"Escalated: {escalation.action.title}",
        escalation.get_absolute_url(),
        since=escalation.raised_on,
        detail=f"{by} to {escalation.to_group.in_a_sentence}, which is to answer. {escalation.reason}",
    )


def proposed_complete(group: Group, day: date) -> list[AgendaOffer]:
    """What the group is to accept or return."""
    waiting = (
        Action.objects.filter(group=group, status=State.PROPOSED)
        .select_related("owner", "agency")
        .annotate(pieces=Count("evidence"))
        .order_by("proposed_on", "pk")
    )
    return [
        AgendaOffer(
            key=f"action:{action.ref}:proposed:{action.proposed_on}",
            title=action.title,
            href=action.get_absolute_url(),
            asked="decide",
            presenter=f"{action.owner}, {action.agency}",
            detail=f"Proposed complete on {say_date(action.proposed_on)}. {_pieces(action.pieces)}",
        )
        for action in waiting
    ]


def _pieces(count: int) -> str:
    return "No evidence yet" if not count else f"{count} piece{'' if count == 1 else 's'} of evidence"


def escalations(group: Group, day: date) -> list[AgendaOffer]:
    """What waits for this group's answer; for the group it came from, what waits above and what came back."""
    lately = add_months(day, -3)
    found = (
        Escalation.objects.filter(
            Q(to_group=group, status=EscalationStatus.OPEN)
            | Q(from_group=group, status=EscalationStatus.OPEN)
            | Q(from_group=group, answered_on__gt=lately, answered_on__lte=day)
        )
        .select_related("action__owner", "action__agency", "from_group", "to_group")
        .order_by("raised_on", "pk")
    )
    return [_escalation_offer(escalation, group) for escalation in found]


def _escalation_offer(escalation: Escalation, group: Group) -> AgendaOffer:
    action = escalation.action
    answered = escalation.status == EscalationStatus.ANSWERED
    if answered:
        asked, detail = "note", f"{escalation.to_group} answered: {escalation.answer}"
    elif escalation.to_group_id == group.pk:
        asked, detail = "decide", f"From {escalation.from_group}: {escalation.reason}"
    else:
        asked, detail = "shape", f"Waits for {escalation.to_group}: {escalation.reason}"
    return AgendaOffer(
        key=f"escalation:{escalation.ref}:{escalation.status}",
        title=action.title,
        href=escalation.get_absolute_url(),
        asked=asked,
        presenter=f"{action.owner}, {action.agency}",
        detail=detail,
    )


def newly_tasked(group: Group, day: date) -> list[AgendaOffer]:
    """Work that nobody has taken up: the group's own; for those who steer, everyone's."""
    work = TaskedWork.objects.filter(status=WorkStatus.TASKED).select_related("level", "group")
    return [
        AgendaOffer(
            key=f"work:{piece.ref}",
            title=piece.title,
            href=piece.get_absolute_url(),
            asked="shape",
            detail=f"{piece.level}, tasked to {piece.group}, by {say_date(piece.due_on)}",
        )
        for piece in (work if group.kind in _SEES_ALL else work.filter(group=group))
    ]


def tests_due(group: Group, day: date) -> list[AgendaOffer]:
    """Tests of effect that should have been reported by the day."""
    due = TestOfEffect.objects.filter(status=TestStatus.PLANNED, due_on__lte=day).select_related("tester")
    return [
        AgendaOffer(
            key=f"test:{test.ref}",
            title=test.title,
            href=test.get_absolute_url(),
            asked="note",
            presenter=str(test.tester),
            detail=f"{test.get_method_display()}, due {say_date(test.due_on)}",
        )
        for test in _concerning(due, group)
    ]


def dates_of_tests(groups: Iterable[Group], until: date) -> dict[int, list[AgendaDate]]:
    """By when each test of effect is to be reported, for the groups that it concerns."""
    due = TestOfEffect.objects.filter(status=TestStatus.PLANNED, due_on__lte=until)
    tests = list(due.select_related("tester").prefetch_related("actions__work").order_by("due_on", "pk"))

    def concerns(test: TestOfEffect, group: Group) -> bool:
        of_its_actions = {action.work.group_id for action in test.actions.all()}
        return group.kind in _SEES_ALL or group.pk in {test.group_id, *of_its_actions}

    return {
        group.pk: [
            AgendaDate(test.title, test.get_absolute_url(), test.due_on, str(test.tester))
            for test in tests
            if concerns(test, group)
        ]
        for group in groups
    }


def _concerning(tests: QuerySet[TestOfEffect], group: Group) -> QuerySet[TestOfEffect]:
    if group.kind in _SEES_ALL:
        return tests
    return tests.filter(Q(group=group) | Q(actions__work__group=group)).distinct()


def statement_work(ids: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """What was tasked from each of these statements, and to whom."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    tasked = (
        TaskedWork.objects.filter(statement__in=list(ids))
        .exclude(status=WorkStatus.WITHDRAWN)
        .select_related("group", "level")
        .order_by("pk")
    )
    for work in tasked:
        said = {"text": f"Tasked to {work.group}", "href": work.get_absolute_url(), "tag": work.level.name}
        if work.statement_id:
            found[work.statement_id].append(said)
    return dict(found)

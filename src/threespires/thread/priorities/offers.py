"""What lines of enquiry and priorities offer to other rooms: decisions that wait, and items for an agenda."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from threespires.accounts.models import Person
from threespires.kernel import plates
from threespires.kernel.asking import written_once
from threespires.kernel.dates import Quarter
from threespires.kernel.plates import AgendaOffer, Owed
from threespires.partnership.models import Group
from threespires.partnership.standing import decides_on_kind
from threespires.thread.priorities.models import LineOfEnquiry, Priority, QuarterDecision, Statement, VisionAgreement
from threespires.thread.priorities.permissions import may_set_priority


def decisions(person: Person, today: date) -> list[Owed]:
    """Priorities not yet decided for the quarter, and visions to agree. One statement asks for both."""
    sets, agrees = bool(may_set_priority(person)), bool(decides_on_kind(person, Group.Kind.IMPLEMENTATION))
    if not (sets or agrees):
        return []
    quarter = Quarter.of(today)
    waiting: list[Any] = _waiting(person, quarter.starts)
    return [
        *(_to_decide(priority, quarter) for priority in waiting if sets and priority.undecided),
        *(_to_agree(priority) for priority in waiting if agrees and priority.to_agree),
    ]


@written_once
def _waiting(person: Any, quarter: date) -> QuerySet[Any]:
    """Current priorities that are not decided since the quarter began, or whose vision the person hasn't agreed."""
    decided = QuarterDecision.objects.filter(priority=OuterRef("pk"), quarter__gte=quarter)
    agreed = VisionAgreement.objects.filter(priority=OuterRef("pk"), agreed_by=person, vision=OuterRef("vision"))
    return (
        Priority.objects.current()
        .annotate(undecided=~Exists(decided), to_agree=Q(~Exists(agreed), ~Q(vision="")))
        .filter(Q(undecided=True) | Q(to_agree=True))
        .only("ref", "title")
    )


def _to_decide(priority: Any, quarter: Quarter) -> Owed:
    return Owed(
        f"{priority.title}: carry forward, change or close",
        priority.get_absolute_url(),
        since=quarter.starts,
        detail=f"Not yet decided for {quarter}",
    )


def _to_agree(priority: Any) -> Owed:
    return Owed(f"Agree the vision: {priority.title}", priority.get_absolute_url())


def lines_of_enquiry(group: Group, day: date) -> list[AgendaOffer]:
    """Every line of enquiry that is open."""
    return [
        AgendaOffer(
            key=f"enquiry:{enquiry.ref}",
            title=enquiry.question,
            href=enquiry.get_absolute_url(),
            asked="shape",
        )
        for enquiry in LineOfEnquiry.objects.filter(status=LineOfEnquiry.Status.OPEN)
    ]


def priorities(group: Group, day: date) -> list[AgendaOffer]:
    """Current priorities: for the executive to decide about the quarter, for others to note."""
    quarter = Quarter.of(day)
    decides = group.kind == Group.Kind.EXECUTIVE
    decided = dict(QuarterDecision.objects.filter(quarter=quarter.starts).values_list("priority_id", "choice"))
    waiting = set(Priority.objects.undecided(quarter).values_list("pk", flat=True))
    return [
        AgendaOffer(
            key=f"priority:{priority.ref}",
            title=priority.title,
            href=priority.get_absolute_url(),
            asked="decide" if decides and priority.pk in waiting else "note",
            detail=f"{QuarterDecision.Choice(decided[priority.pk]).label} for {quarter}"
            if priority.pk in decided
            else f"Not yet decided for {quarter}",
        )
        for priority in Priority.objects.current().filter(Q(pk__in=waiting) | Q(pk__in=decided))
    ]


def what_next(group: Group, day: date) -> list[AgendaOffer]:
    """What needs to happen and is not tasked yet."""
    statements = list(Statement.objects.to_be_done().select_related("enquiry"))
    work = plates.answer("statement_work", [statement.pk for statement in statements], otherwise={})
    return [
        AgendaOffer(
            key=f"statement:{statement.pk}",
            title=statement.text[:200],
            href=statement.get_absolute_url(),
            asked="shape",
            detail=f"Not yet tasked. {statement.enquiry.question}",
        )
        for statement in statements
        if not work.get(statement.pk)
    ]

"""What the clock calls: what is blocked or late beyond the arrangement's period rises to the group above."""

from datetime import date, timedelta

from django.db.models import Q

from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.kernel.rules import goes_by, the_clock
from threespires.kernel.verdict import Refused
from threespires.partnership.models import Group, Term
from threespires.thread.actions.lifecycle import PART_WITH_OWNER, WITH_OWNER, EscalationStatus, State
from threespires.thread.actions.models import Action, ActionPart
from threespires.thread.actions.operations import rise


@goes_by(the_clock)
def rise_overdue() -> int:
    """Each day, lets rise what is blocked or late beyond the period of the group that holds it.

    Once while an answer is awaited; after an answer not until the period has run again. Gives how many rose.
    """
    day = today()
    holders = (
        Group.objects.filter(reports_to__isnull=False, actions__status__in=WITH_OWNER)
        .distinct()
        .prefetch_related("terms")
    )
    return sum(_rise_from(group, day) for group in holders)


def _rise_from(group: Group, day: date) -> int:
    period = group.term(Term.Name.ESCALATION_DAYS, day)
    if period is None:
        return 0
    return sum(_rise(action, reason) for action, reason in _overdue(group, day, int(period)))


def _overdue(group: Group, day: date, period: int) -> list[tuple[Action, str]]:
    """The group's actions that stand beyond the period, each with the reason for which it rises."""
    # Beyond: a period of 14 days lets an action rise on the fifteenth.
    last = day - timedelta(days=period + 1)
    parts = ActionPart.objects.filter(status__in=PART_WITH_OWNER).filter(
        Q(due_on__lte=last) | Q(status=State.BLOCKED, blocked_on__lte=last)
    )
    actions = (
        Action.objects.filter(group=group, status__in=WITH_OWNER)
        .filter(Q(due_on__lte=last) | Q(status=State.BLOCKED, blocked_on__lte=last) | Q(pk__in=parts.values("action")))
        .exclude(escalations__status=EscalationStatus.OPEN)
        .exclude(escalations__answered_on__gt=last)
        .prefetch_related("parts__agency")
    )
    return [(action, _reason(action, last)) for action in actions]


def _reason(action: Action, last: date) -> str:
    """In a sentence or two, what has stood beyond the period: the whole, or an agency's part."""
    said = _facts(action, last)
    for part in action.parts.all():
        if part.status in PART_WITH_OWNER:
            said += [f"{part.agency}: {fact[0].lower()}{fact[1:]}" for fact in _facts(part, last)]
    return " ".join(said)


def _facts(thing: Action | ActionPart, last: date) -> list[str]:
    """What is true for good: how late it is is said where it is shown."""
    facts = []
    if thing.status == State.BLOCKED and thing.blocked_on and thing.blocked_on <= last:
        facts.append(f"Blocked since {say_date(thing.blocked_on)}: {thing.blocked_because.rstrip('.')}.")
    if thing.due_on <= last:
        facts.append(f"Due on {say_date(thing.due_on)} and not done.")
    return facts


def _rise(action: Action, reason: str) -> int:
    """1 if it rose; 0 if somebody finished or escalated it in the same moment."""
    try:
        rise(action, reason=reason)
    except Refused:
        return 0
    return 1

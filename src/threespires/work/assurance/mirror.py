"""What an agency sees of itself: its actions, their lateness, who came, what it has not answered."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from threespires.meetings.models import Meeting
from threespires.meetings.presence import tables
from threespires.partnership.models import Agency, Group, Seat
from threespires.thread.actions.lifecycle import FINISHED, State
from threespires.thread.actions.models import Action, ActionPart, Escalation, Update
from threespires.work.assurance.reflection import Attended, Held, Reflection, Unanswered


def reflect(agency: Agency, since: date, day: date) -> Reflection:
    """The agency's record from `since` to `day`, which is today: what it holds, who came, what waits for an answer.

    What an agency held that this one succeeded is its own.
    """
    own = frozenset(each.pk for each in agency.lineage())
    return Reflection(tuple(_held(own, since, day)), tuple(_unanswered(own, day)), tuple(attended(own, since, day)))


def _concerning(own: frozenset[int], prefix: str = "") -> Q:
    """That the agency holds the action, or has a part in it."""
    return Q(**{f"{prefix}agency__in": own}) | Q(**{f"{prefix}parts__agency__in": own})


def _held(own: frozenset[int], since: date, day: date) -> Iterator[Held]:
    said_complete = Prefetch("updates", Update.objects.filter(status=State.PROPOSED))
    parts = ActionPart.objects.select_related("owner").prefetch_related(said_complete)
    actions: QuerySet[Action] = (
        Action.objects.filter(_concerning(own), raised_on__lte=day)
        .filter(~Q(status__in=FINISHED) | Q(status=State.ACCEPTED, accepted_on__range=(since, day)))
        .distinct()
        .select_related("owner", "work__priority")
        .prefetch_related(Prefetch("parts", parts))
        .order_by("due_on", "pk")
    )
    for action in actions:
        if action.agency_id in own:
            yield _shown(action, action, _is_late(action, day), action.proposed_on, day)
        for part in action.parts.all():
            if part.agency_id in own:
                yield _shown(action, part, part.is_late(day), _said_complete(part), day)


def _is_late(action: Action, day: date) -> bool:
    """A joint action is late with whoever's part is; with the agency that holds it, once every part is complete."""
    return all(part.status == State.PROPOSED for part in action.parts.all()) and action.is_late(day)


def _said_complete(part: ActionPart) -> date | None:
    """The day on which its agency last said that its part is complete."""
    last = next(iter(part.updates.all()), None)
    return timezone.localtime(last.written_at).date() if last else None


def _shown(action: Action, thing: Action | ActionPart, is_late: bool, complete: date | None, day: date) -> Held:
    return Held(
        ref=action.ref,
        title=thing.title,
        href=thing.get_absolute_url(),
        within=action.title if thing is not action else "",
        owner=str(thing.owner),
        priority=action.work.priority.title,
        due_on=thing.due_on,
        state=thing.status,
        days_late=(day - thing.due_on).days if is_late else 0,
        in_time=complete is not None and complete <= thing.due_on,
    )


def _unanswered(own: frozenset[int], day: date) -> Iterator[Unanswered]:
    """Open escalations of what the agency holds or has a part in, and those to a group that it chairs that day."""
    chaired = Seat.objects.on(day).filter(agency__in=own, role=Seat.Role.CHAIR).values("group")
    found = Escalation.objects.filter(status=Escalation.Status.OPEN, raised_on__lte=day).filter(
        _concerning(own, "action__") | Q(to_group__in=chaired)
    )
    for each in found.distinct().select_related("action", "to_group").order_by("raised_on", "pk"):
        yield Unanswered(each.ref, each.action.title, each.get_absolute_url(), str(each.to_group), each.raised_on)


def attended(own: frozenset[int], since: date, day: date) -> Iterator[Attended]:
    """The agency's attendance by group, at meetings that were held from `since` to `day`.

    Whether it was represented is the meetings' own rule: somebody was there for one of its places with a voice,
    to the end or for a time.
    """
    held = Meeting.objects.filter(
        status=Meeting.Status.CLOSED, starts_at__date__gte=since, starts_at__date__lte=day
    ).select_related("group")
    by_group: dict[Group, list[tuple[date, bool]]] = {}
    meetings = list(held.order_by("group__order", "group__name", "starts_at"))
    around = tables(meetings)
    for meeting in meetings:
        came = around[meeting.pk].represents(own)
        if came is not None:
            by_group.setdefault(meeting.group, []).append((meeting.day, came))
    for group, known in by_group.items():
        missed = tuple(on for on, came in known if not came)
        named = () if group.is_case_group else missed
        yield Attended(group.name, group.get_absolute_url(), len(known), len(known) - len(missed), named)

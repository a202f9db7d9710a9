"""Who sees a request for information and who handles it.

One that is about a case belongs to its case group: members of it alone see that it is there, the Board manager too only
as a member. It names the group and never the case, so a member who is shut out of that case sees the request, too.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Group, Post, PostHolding, Seat
from threespires.partnership.standing import BELONGING, CHAIRING, case_groups, case_seat, holds, standing
from threespires.work.information_requests.lifecycle import LIFECYCLE
from threespires.work.information_requests.models import InformationRequest


@sight
def visible_requests(person: Any) -> QuerySet[InformationRequest]:
    """Requests are seen by the Board manager and by whoever handles one, while they hold a seat or post; one about a
    case by members of its case group alone."""
    about_cases = Q(group__in=case_groups(person))
    if not standing(person).anywhere:
        return InformationRequest.objects.none()
    others = Q(group__isnull=True)
    if not holds(person, Post.Function.BOARD_MANAGER):
        others &= Q(handler=person.pk)
    return InformationRequest.objects.filter(about_cases | others)


def left_open(person: Any) -> QuerySet[InformationRequest]:
    """Open requests whose handler can answer them no more, being gone or stopped, for whoever then sees to them: the
    chair of the case group; the Board manager, for one that is about no case."""
    chaired = [seat.group_id for seat in standing(person).seats if seat.role in CHAIRING and seat.group.is_case_group]
    serves = holds(person, Post.Function.BOARD_MANAGER)
    if not chaired and not serves:
        return InformationRequest.objects.none()
    theirs = Q(person=OuterRef("handler"), person__is_active=True)
    belongs = Seat.objects.now().filter(theirs, group=OuterRef("group"), role__in=BELONGING)
    stands = Exists(Seat.objects.now().filter(theirs)) | Exists(PostHolding.objects.now().filter(theirs))
    gone = Q(~Exists(belongs), group__in=chaired) | (Q(~stands, group__isnull=True) if serves else Q(pk__in=[]))
    return InformationRequest.objects.filter(gone, status=InformationRequest.Status.OPEN).exclude(handler=person.pk)


@sight
def may_see_register(person: Any) -> Verdict:
    """The register is open to the Board manager, to members of case groups, and to whoever handles a request."""
    held = holds(person, Post.Function.BOARD_MANAGER) or next(
        (case_seat(person, group) for group in case_groups(person)), None
    )
    if held:
        return yes(held)
    if visible_requests(person).exists():
        here = standing(person)
        return yes((here.seats or here.holdings)[0])
    return no("Only the Board manager, members of case groups and those who handle a request see the register")


@sight
def may_record_requests(person: Any) -> Verdict:
    """The Board manager records requests, and a member of a case group those about its cases."""
    held = holds(person, Post.Function.BOARD_MANAGER) or next(
        (case_seat(person, group) for group in case_groups(person)), None
    )
    return yes(held) if held else no("Only the Board manager or a member of a case group records a request")


@rule
def may_record_request(person: Any, group: Group | None) -> Verdict:
    """A request about a case is recorded by a member of its case group, any other by the Board manager."""
    if group is not None:
        seat = case_seat(person, group)
        return yes(seat) if seat else no("Only a member of its case group records a request about a case")
    held = holds(person, Post.Function.BOARD_MANAGER)
    return yes(held) if held else no("Only the Board manager records a request that is about no case")


def _held_by(person: Any, request: InformationRequest) -> Seat | PostHolding | None:
    """By what a person handles a request that they may see."""
    if request.group:
        return case_seat(person, request.group)
    held = holds(person, Post.Function.BOARD_MANAGER)
    if held or request.handler_id != person.pk:
        return held
    here = standing(person)
    return (here.seats or here.holdings or (None,))[0]


@rule
def may_handle(person: Any, request: InformationRequest) -> Verdict:
    """Whoever handles it, or the Board manager, adds steps and answers a request while it is open; about a case, any
    member of its case group."""
    held = _held_by(person, request)
    if not held:
        return no("Only whoever handles this request, or the Board manager, does this")
    return yes(held) & LIFECYCLE.allows(request, "answer")


@rule
def may_extend(person: Any, request: InformationRequest) -> Verdict:
    """A request is lengthened once, as far as its rule allows."""
    handling = may_handle(person, request)
    if not handling:
        return handling
    if request.extended_on:
        return no("This was lengthened already")
    if request.clock.extended(request.received_on) is None:
        return no("The law lets nobody lengthen a request of this kind")
    return handling


@sight
def may_be_handled_by(person: Any, group: Group | None) -> Verdict:
    """A request is handled by somebody who holds a seat or post; one about a case by a member of its case group."""
    if group is not None:
        seat = case_seat(person, group)
        return yes(seat) if seat else no("A request about a case is handled by a member of its case group")
    here = standing(person)
    if not here.anywhere:
        return no("A request is handled by somebody who holds a seat or post")
    return yes((here.seats or here.holdings)[0])

"""Who takes a group's records out, who fetches what was made, and which two open what left sealed."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from threespires.approvals.models import Proposal
from threespires.cases.models import Disposal
from threespires.cases.permissions import visible_cases
from threespires.cases.wall.asking import asked_by
from threespires.kernel.clock import now
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.leaving.models import Half, Parcel, SealedPart
from threespires.partnership.models import Group, Post, Seat
from threespires.partnership.pairs import LEADS, are_of_two_partners, circle_of, lasting_seat, leads_for
from threespires.partnership.standing import case_groups, holds, sits_on

_RUNNING = (Seat.Role.CHAIR, Seat.Role.VICE_CHAIR, Seat.Role.ADMINISTRATOR)


@rule
def may_take_records_out(person: Any, group: Group) -> Verdict:
    """A group's records are taken out by its chair, vice-chair and administrator, and by the Board manager; a case
    group's only from within, and by nobody who sits there in an emergency."""
    if group.is_case_group:
        lasting = lasting_seat(person, group, _RUNNING)
        return yes(lasting) if lasting else no("Only a lasting chair or administrator of a case group takes it out")
    held = sits_on(person, group, *_RUNNING) or holds(person, Post.Function.BOARD_MANAGER)
    if held:
        return yes(held)
    return no("Only the chair, vice-chair or administrator of this group, or the Board manager, takes its records out")


@sight
def visible_parcels(person: Any) -> QuerySet[Parcel]:
    """What somebody asked to take out is seen by them alone."""
    return Parcel.objects.filter(asked_by=person.pk)


@rule
def may_fetch(person: Any, parcel: Parcel) -> Verdict:
    """Whoever asked for it fetches it, once, before it lapses, and while they may still take it out."""
    if parcel.asked_by_id != person.pk:
        return no("Only whoever asked for this fetches it")
    if parcel.status == Parcel.Status.READY and not parcel.waits(now()):
        return no("Nobody fetched this in time, so it has lapsed. Ask for it again")
    if parcel.status != Parcel.Status.READY:
        return no(f"This is {parcel.get_status_display().lower()}")
    if parcel.part is None:
        return may_take_records_out(person, parcel.group)
    seat = lasting_seat(person, parcel.group)
    return yes(seat) if seat else no("Only lasting members of the case group fetch its cases")


# ------------------------------------------------------------------------------------------- sealed parts


def _keeps(person: Any, part: SealedPart) -> Any:
    """The seat or post by which somebody is one of those who open it."""
    return lasting_seat(person, part.group) if part.group else leads_for(person)


def circle_for(part: SealedPart) -> str:
    """Among whom the two must be: the lasting members of its case group, or the lead representatives."""
    return circle_of(part.group) if part.group else LEADS


@sight
def visible_parts(person: Any) -> QuerySet[SealedPart]:
    """What left sealed is seen by the lasting members of the case group that keeps it; what no case group keeps, by the
    lead representatives."""
    groups = [group for group in case_groups(person) if lasting_seat(person, group)]
    seen = Q(group__in=groups)
    return SealedPart.objects.filter(seen | Q(group=None) if leads_for(person) else seen)


@sight
def may_see_parts(person: Any) -> Verdict:
    """The list of what left sealed is open to lasting members of case groups and to lead representatives."""
    seat = next(filter(None, (lasting_seat(person, group) for group in case_groups(person))), None)
    held = seat or leads_for(person)
    return yes(held) if held else no("Only those who open what left sealed see this")


def has_parts(person: Any) -> bool:
    """Whether anything left or came sealed that they are among those to open."""
    return bool(may_see_parts(person)) and visible_parts(person).exists()


@rule
def may_ask_opening(person: Any, part: SealedPart) -> Verdict:
    """A lasting member of the case group asks that what left sealed be opened, and a second approves; what no case
    group keeps, two lead representatives of different statutory partners open."""
    held = _keeps(person, part)
    if not held:
        return no("Only lasting members of the case group open this")
    if part.came:
        return no("This was made elsewhere, so two members bring the halves of its key")
    if holds_what_is_gone(part):
        return no("It holds a case that was disposed of since, so nobody opens it. A new export holds what is left")
    return yes(held)


def holds_what_is_gone(part: SealedPart) -> bool:
    """Whether a case in it was disposed of since it was made."""
    return Disposal.objects.filter(case__in=part.cases).exists()


@rule
def may_approve_opening(person: Any, proposal: Proposal) -> Verdict:
    """A second of them approves what the first could still ask. Between them the two see every case in it, and neither
    is given a half of the key that the other has."""
    part = SealedPart.objects.select_related("group").filter(pk=proposal.fact("part")).first()
    if part is None:
        return no("This isn’t there any more")
    still = may_ask_opening(proposal.asked_by, part)
    if not still:
        return no(f"{proposal.asked_by} could no longer ask for this. {still.reason}")
    if part.group is None and not are_of_two_partners(proposal.asked_by, person):
        return no("The two must lead for different statutory partners")
    if same_half(part, proposal.asked_by, person):
        return no("You two were given the same half of its key. Another must be the second")
    if not set(part.cases) <= {str(key) for each in (proposal.asked_by, person) for key in _seen_by(each)}:
        return no("The two must see every case in it between them. Another must be the second")
    return yes()


def _seen_by(person: Any) -> list[UUID]:
    """The keys of the cases that somebody sees, whoever asks."""
    with asked_by(person):
        return list(visible_cases(person).values_list("pk", flat=True))


def same_half(part: SealedPart, one: Any, other: Any) -> bool:
    """Whether both were given the same half before."""
    given = dict(Half.objects.filter(part=part, person__in=[one, other]).values_list("person", "is_first"))
    return len(given) > 1 and len(set(given.values())) == 1


@rule
def may_bring_half(person: Any, part: SealedPart) -> Verdict:
    """Two of those who open what came sealed bring a half of its key each: nobody brings both."""
    held = _keeps(person, part)
    if not held:
        return no("Only lasting members of the case group open this")
    if not part.came:
        return no("This was made here, so two members ask for it and approve it")
    if part.first_by_id and part.second_by_id:
        return no("Both halves are here already")
    brought = part.first_by or part.second_by
    if brought and brought.pk == person.pk:
        return no("You brought a half of its key, so another member brings the other")
    if brought and part.group is None and not are_of_two_partners(brought, person):
        return no("The two must lead for different statutory partners")
    return yes(held)


@rule
def may_open_again(person: Any, part: SealedPart) -> Verdict:
    """One of those who open what came sealed has it tried again, once both halves of its key are here."""
    held = _keeps(person, part)
    if not held:
        return no("Only lasting members of the case group open this")
    if part.opened_at or not (part.first_by_id and part.second_by_id):
        return no("This is open" if part.opened_at else "A half of its key is still to come")
    return yes(held)

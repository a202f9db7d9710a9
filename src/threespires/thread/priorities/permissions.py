"""Who may see lines of enquiry and priorities, and what they may do with them."""

from typing import Any

from django.db.models import QuerySet

from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Agency, Group, Post
from threespires.partnership.permissions import stands_for
from threespires.partnership.standing import decides_on_kind, holds, standing
from threespires.thread.learning.permissions import may_state_what_it_means
from threespires.thread.priorities.lifecycle import ENQUIRY, PRIORITY
from threespires.thread.priorities.models import LineOfEnquiry, Priority, Statement

_STEERING = (Group.Kind.EXECUTIVE, Group.Kind.IMPLEMENTATION)
_OFFICERS = (Post.Function.BOARD_MANAGER, Post.Function.QUALITY_ASSURANCE)


@sight
def visible_enquiries(person: Any) -> QuerySet[LineOfEnquiry]:
    """Whoever holds a seat or post sees lines of enquiry."""
    return LineOfEnquiry.objects.all() if standing(person).anywhere else LineOfEnquiry.objects.none()


@sight
def visible_priorities(person: Any) -> QuerySet[Priority]:
    """Whoever holds a seat or post sees priorities."""
    return Priority.objects.all() if standing(person).anywhere else Priority.objects.none()


# ------------------------------------------------------------------------------------- lines of enquiry


@rule
def may_open_enquiry(person: Any) -> Verdict:
    """A line of enquiry is opened by a member of the executive or the implementation group, the Board manager
    or the quality assurance manager."""
    seat = decides_on_kind(person, *_STEERING) or holds(person, *_OFFICERS)
    if seat:
        return yes(seat)
    return no(
        "Only a member of the executive or the implementation group, the Board manager or the quality "
        "assurance manager opens and closes lines of enquiry"
    )


@rule
def may_close_enquiry(person: Any, enquiry: LineOfEnquiry) -> Verdict:
    """Whoever may open a line of enquiry may close it, with a reason."""
    return may_open_enquiry(person) & ENQUIRY.allows(enquiry, "close")


@rule
def may_state(person: Any, enquiry: LineOfEnquiry) -> Verdict:
    """A member of any group, the Board manager or the quality assurance manager states an answer while the
    line of enquiry is open."""
    return may_state_what_it_means(person) & _still_open(enquiry)


@rule
def may_reword(person: Any, statement: Statement) -> Verdict:
    """Whoever may state may reword or withdraw a statement; what it said before is kept."""
    if statement.withdrawn_at:
        return no("This statement was withdrawn")
    return may_state(person, statement.enquiry)


@rule
def may_scale(person: Any, enquiry: LineOfEnquiry, agency: Agency) -> Verdict:
    """An agency's scale is given by someone who stands for that agency."""
    held = stands_for(person, agency)
    if not held:
        return no(f"Only someone who stands for {agency} says how safe {agency} thinks it is")
    return yes(held) & _still_open(enquiry)


def agencies_to_scale_for(person: Any) -> QuerySet[Agency]:
    """The agencies of today for which `person` stands."""
    return Agency.objects.now().filter(pk__in=standing(person).agency_ids)


def _still_open(enquiry: LineOfEnquiry) -> Verdict:
    closed = enquiry.status != LineOfEnquiry.Status.OPEN
    return no("This line of enquiry is closed") if closed else yes()


# ------------------------------------------------------------------------------------------- priorities


def decides_priorities(person: Any) -> Any:
    """The seat on the executive that carries a voice, if `person` holds one."""
    return decides_on_kind(person, Group.Kind.EXECUTIVE)


@rule
def may_set_priority(person: Any) -> Verdict:
    """Priorities are set by a member of the executive, or recorded by the Board manager or the executive's
    administrator at the meeting that set them."""
    seat = (
        decides_priorities(person)
        or holds(person, Post.Function.BOARD_MANAGER)
        or standing(person).seat_on_kind(Group.Kind.EXECUTIVE, "administrator")
    )
    if seat:
        return yes(seat)
    return no("Only the executive sets priorities; the Board manager or its administrator records them")


@rule
def may_decide(person: Any, priority: Priority) -> Verdict:
    """Whoever may set priorities carries them forward, changes and closes them, each time with a reason."""
    return may_set_priority(person) & PRIORITY.allows(priority, "close")


@rule
def may_write_vision(person: Any, priority: Priority) -> Verdict:
    """The vision for a priority is written by members of the implementation group."""
    seat = decides_on_kind(person, Group.Kind.IMPLEMENTATION)
    if not seat:
        return no("Only members of the implementation group write and agree the vision")
    return yes(seat) & _still_current(priority)


@rule
def may_agree_vision(person: Any, priority: Priority) -> Verdict:
    """A member of the implementation group agrees the vision as it now stands, once."""
    verdict = may_write_vision(person, priority)
    if not verdict:
        return verdict
    if not priority.vision:
        return no("Nobody has written the vision yet")
    if any(
        agreement.agreed_by_id == person.pk and agreement.vision == priority.vision
        for agreement in priority.agreements.all()
    ):
        return no("You agreed this vision already")
    return verdict


def _still_current(priority: Priority) -> Verdict:
    closed = priority.status != Priority.Status.CURRENT
    return no("This priority is closed") if closed else yes()

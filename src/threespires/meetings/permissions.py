"""Who may see a meeting, read what was said there, and run it.

A case group's meetings exist only for its members: seats that carry a voice, and its administrator. The Board
manager is no exception.
"""

from typing import Any

from django.db.models import Q, QuerySet

from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.meetings.calendar.secrets import digest_of
from threespires.meetings.lifecycle import CORRECTION, ITEM, LIFECYCLE, MINUTES, RATIFYING
from threespires.meetings.models import (
    AgendaItem,
    Calendar,
    Correction,
    Decision,
    Declaration,
    Meeting,
    MeetingQuerySet,
    Minutes,
)
from threespires.meetings.presence import table
from threespires.meetings.recusal import why_withheld, withheld
from threespires.partnership.models import Group, Post, Seat
from threespires.partnership.standing import case_groups, case_seat, holds, sits_on, standing

_RUNNING = (Seat.Role.CHAIR, Seat.Role.VICE_CHAIR, Seat.Role.ADMINISTRATOR)
_NOT_RUNNING = "Only the chair, vice-chair or administrator of this group, or the Board manager, does this"


@sight
def visible_meetings(person: Any) -> MeetingQuerySet:
    """Whoever holds a seat or post sees that a group meets, its agenda and decisions; a case group's, only its
    members."""
    if not standing(person).anywhere:
        return Meeting.objects.none()
    return Meeting.objects.filter(Q(group__is_case_group=False) | Q(group__in=case_groups(person)))


@sight
def visible_decisions(person: Any) -> QuerySet[Decision]:
    """Decisions are seen by whoever sees their meeting, but those under an item that is kept from them."""
    if not standing(person).anywhere:
        return Decision.objects.none()
    seen = Q(meeting__group__is_case_group=False) | Q(meeting__group__in=case_groups(person))
    return Decision.objects.filter(seen).filter(Q(item=None) | ~Q(item__in=withheld(person).values("pk")))


@sight
def visible_notes(person: Any) -> QuerySet[AgendaItem]:
    """What was said at a meeting is found by those who may read it; what a case group said, by its members; what is
    kept from somebody, not by them."""
    if not standing(person).anywhere:
        return AgendaItem.objects.none()
    own = Q(meeting__group__is_case_group=True, meeting__group__in=case_groups(person))
    own |= Q(meeting__group__is_case_group=False, meeting__group__in=standing(person).group_ids)
    if holds(person, Post.Function.BOARD_MANAGER):
        own |= Q(meeting__group__is_case_group=False)
    return AgendaItem.objects.filter(own).exclude(pk__in=withheld(person).values("pk"))


@sight
def calendar_at(person: Any, secret: str) -> QuerySet[Calendar]:
    """A private feed is read by whoever has its secret address, signed in or not: calendar programs can't sign in. It
    holds when and where the groups of the person whose feed it is meet, no more than they may see today; and it is
    there until they make another address, end it, or can't sign in any more."""
    return Calendar.objects.filter(digest=digest_of(secret), person__is_active=True)


@sight
def may_see_meetings_of(person: Any, group: Group) -> Verdict:
    """The same as the list says, asked of one group."""
    if group.is_case_group:
        seat = case_seat(person, group)
        return yes(seat) if seat else no("Only members of this group see its meetings")
    return yes() if standing(person).anywhere else no("Only people who hold a seat or post see meetings")


@rule
def may_read_notes(person: Any, group: Group) -> Verdict:
    """What was said, who came and who dissented is read by those who sit on the group and those who serve it."""
    seat = sits_on(person, group) if not group.is_case_group else case_seat(person, group)
    if seat:
        return yes(seat)
    running = may_run(person, group)
    return running if running else no("Only members of this group read what was said")


@rule
def may_hear(person: Any, item: AgendaItem) -> Verdict:
    """What is said under an item is read by those who read the minutes: but not by whoever stands back from it for an
    interest, and of what is taken in private by those alone who are in the room."""
    return may_read_notes(person, item.meeting.group) & _not_kept(person, item)


@rule
def may_run(person: Any, group: Group) -> Verdict:
    """A group's meetings are run by its chair, vice-chair and administrator, and by the Board manager; a case
    group's only from within."""
    seat = sits_on(person, group, *_RUNNING)
    post = holds(person, Post.Function.BOARD_MANAGER) if not group.is_case_group else None
    return yes(seat or post) if seat or post else no(_NOT_RUNNING)


@rule
def may_arrange(person: Any, group: Group) -> Verdict:
    """Whoever runs a group's meetings arranges them, beyond those that its rhythm plans."""
    return may_run(person, group)


@rule
def may_move(person: Any, meeting: Meeting) -> Verdict:
    """A planned meeting is moved, with a reason, by whoever runs it."""
    return may_run(person, meeting.group) & LIFECYCLE.allows(meeting, "move")


@rule
def may_cancel(person: Any, meeting: Meeting) -> Verdict:
    """A planned meeting is cancelled, with a reason, by whoever runs it."""
    return may_run(person, meeting.group) & LIFECYCLE.allows(meeting, "cancel")


@rule
def may_prepare(person: Any, meeting: Meeting) -> Verdict:
    """An agenda is prepared and edited by whoever runs the meeting, until it closes."""
    if meeting.status in (Meeting.Status.CLOSED, Meeting.Status.CANCELLED):
        return no(f"This meeting is {meeting.get_status_display().lower()}, so its agenda stands as it is")
    return may_run(person, meeting.group)


@rule
def may_edit_item(person: Any, item: AgendaItem) -> Verdict:
    """An item is edited by whoever may prepare the agenda, unless it is kept from them."""
    return may_prepare(person, item.meeting) & _not_kept(person, item)


@rule
def may_remove_item(person: Any, item: AgendaItem) -> Verdict:
    """An item is taken off by whoever may prepare the agenda, unless something was said or decided on it."""
    verdict = may_edit_item(person, item)
    if verdict and (item.note or item.decisions.exists()):
        return no("Something is recorded under this item, so it stays")
    return verdict & ITEM.allows(item, "remove")


@rule
def may_open(person: Any, meeting: Meeting) -> Verdict:
    """A meeting is opened by whoever runs it, on its day and not before."""
    verdict = may_run(person, meeting.group) & LIFECYCLE.allows(meeting, "open")
    if verdict and meeting.day > today():
        return no(f"This meeting is on {say_date(meeting.day)}. If it is held before, move it first")
    return verdict


@rule
def may_reply(person: Any, meeting: Meeting, seat: Seat) -> Verdict:
    """Whoever holds a seat, or sits for its holder, says beforehand whether they will come and who comes
    instead; whoever runs the meeting may note it."""
    if meeting.status != Meeting.Status.PLANNED:
        return no("Replies are given before the meeting begins")
    own = next(
        (held for held in standing(person).seats if seat.pk in (held.pk, held.delegate_for_id)),
        None,
    )
    return yes(own) if own else may_run(person, meeting.group)


@rule
def may_note_attendance(person: Any, meeting: Meeting) -> Verdict:
    """Who is here is noted by whoever runs the meeting, until it closes."""
    if meeting.status in (Meeting.Status.CLOSED, Meeting.Status.CANCELLED):
        return no(f"This meeting is {meeting.get_status_display().lower()}")
    return may_run(person, meeting.group)


@rule
def may_write_note(person: Any, item: AgendaItem) -> Verdict:
    """What was said is written by whoever runs the meeting, once it has opened, until its minutes are approved."""
    if item.meeting.status not in (Meeting.Status.OPEN, Meeting.Status.CLOSED):
        return no("What was said is written once the meeting has opened")
    return may_run(person, item.meeting.group) & _while_not_approved(item.meeting) & _not_kept(person, item)


@rule
def may_finish_item(person: Any, item: AgendaItem) -> Verdict:
    """Whoever runs the meeting goes from item to item while it is under way, but those that are kept from them."""
    return _while_open(person, item.meeting) & _not_kept(person, item)


@rule
def may_decide(person: Any, meeting: Meeting, item: AgendaItem | None = None) -> Verdict:
    """A decision is recorded by whoever runs the meeting, while it is under way; not under an item that is kept from
    them."""
    verdict = _while_open(person, meeting)
    return verdict & _not_kept(person, item) if item else verdict


@rule
def may_declare(person: Any, meeting: Meeting, other: Any) -> Verdict:
    """Whoever sits on the group declares an interest of their own, until the meeting closes; whoever runs the meeting
    notes one of anybody who sits there."""
    if meeting.status not in (Meeting.Status.PLANNED, Meeting.Status.OPEN):
        return no(f"This meeting is {meeting.get_status_display().lower()}")
    seat = sits_on(person, meeting.group)
    return yes(seat) if seat and other.pk == person.pk else may_run(person, meeting.group)


@rule
def may_end_declaration(person: Any, declaration: Declaration) -> Verdict:
    """That an interest is over is noted by whoever runs the group’s meetings, and not by whoever declared it."""
    if declaration.ended_at:
        return no("It was ended already")
    if declaration.person_id == person.pk:
        return no("Somebody else must note that your interest is over")
    return may_run(person, declaration.group)


@rule
def may_take_in_private(person: Any, item: AgendaItem) -> Verdict:
    """Whoever may edit an item that isn’t kept from them says that it is taken in private, and who is in the room."""
    return may_edit_item(person, item)


@rule
def may_explain(person: Any, decision: Decision) -> Verdict:
    """Reasons, options, authority and dissent are added by whoever runs the meeting, until its minutes are approved.
    The words of the decision stand."""
    return may_run(person, decision.meeting.group) & _while_not_approved(decision.meeting)


@rule
def may_close(person: Any, meeting: Meeting) -> Verdict:
    """A meeting is closed by whoever runs it."""
    return may_run(person, meeting.group) & LIFECYCLE.allows(meeting, "close")


@rule
def may_ratify(person: Any, decision: Decision, meeting: Meeting) -> Verdict:
    """A decision taken without a quorum is ratified, or not, at a later meeting of the group that is under way and
    quorate, by whoever runs it."""
    verdict = _while_open(person, meeting) & RATIFYING.allows(decision, "ratify")
    if not verdict:
        return verdict
    if not _is_later(meeting, decision.meeting):
        return no("A decision is ratified at a later meeting of the group that took it")
    return verdict if table(meeting).quorum.holds is not False else no("This meeting is not quorate, either")


@rule
def may_ratify_now(person: Any, decision: Decision) -> Verdict:
    """A decision is ratified, or not, at the later meeting of its group that is under way."""
    meeting = under_way_after(decision.meeting)
    return may_ratify(person, decision, meeting) if meeting else no("This is done while a later meeting is under way")


def under_way_after(meeting: Meeting) -> Meeting | None:
    """The later meeting of the group that is under way just now."""
    later = Meeting.objects.filter(group=meeting.group, status=Meeting.Status.OPEN, starts_at__gt=meeting.starts_at)
    found = later.order_by("starts_at").first()
    if found:
        found.group = meeting.group
    return found


@rule
def may_circulate(person: Any, meeting: Meeting) -> Verdict:
    """The minutes of a meeting that is closed are circulated by whoever runs it."""
    if meeting.status != Meeting.Status.CLOSED:
        return no("Minutes are circulated once the meeting is closed")
    return may_run(person, meeting.group) & MINUTES.allows(minutes_of(meeting), "circulate")


@rule
def may_ask_correction(person: Any, meeting: Meeting) -> Verdict:
    """Whoever reads circulated minutes asks for a correction, until they are approved."""
    return may_read_notes(person, meeting.group) & MINUTES.allows(minutes_of(meeting), "correct")


@rule
def may_answer_correction(person: Any, correction: Correction) -> Verdict:
    """Whoever runs the meeting makes a correction that was asked for, or says why not."""
    return may_run(person, correction.meeting.group) & CORRECTION.allows(correction, "make")


@rule
def may_approve(person: Any, meeting: Meeting, at: Meeting) -> Verdict:
    """Minutes are approved at a later meeting of the group that is under way and quorate, once every correction asked
    for is answered."""
    verdict = _while_open(person, at) & MINUTES.allows(minutes_of(meeting), "approve")
    if not verdict:
        return verdict
    if not _is_later(at, meeting):
        return no("Minutes are approved at a later meeting of the same group")
    if meeting.corrections.filter(status=Correction.Status.ASKED).exists():
        return no("A correction that was asked for waits for an answer")
    return verdict if table(at).quorum.holds is not False else no("This meeting is not quorate")


@rule
def may_open_minutes_again(person: Any, meeting: Meeting) -> Verdict:
    """While the meeting that approved them is under way, minutes are opened again."""
    minutes = minutes_of(meeting)
    verdict = MINUTES.allows(minutes, "open_again")
    if not minutes.approved_in or not verdict:
        return verdict
    return _while_open(person, minutes.approved_in)


def minutes_of(meeting: Meeting) -> Minutes:
    """How far the minutes are; a draft where nobody has begun."""
    found: Minutes | None = getattr(meeting, "minutes", None)
    return found or Minutes(meeting=meeting)


def _not_kept(person: Any, item: AgendaItem) -> Verdict:
    why = why_withheld(person, item)
    return no(why) if why else yes()


def _while_not_approved(meeting: Meeting) -> Verdict:
    if minutes_of(meeting).status in (Minutes.Status.APPROVED, Minutes.Status.LOCKED):
        return no("The minutes of this meeting are approved, so they stand as they are")
    return yes()


def _is_later(meeting: Meeting, than: Meeting) -> bool:
    return meeting.group_id == than.group_id and meeting.starts_at > than.starts_at


def _while_open(person: Any, meeting: Meeting) -> Verdict:
    if meeting.status != Meeting.Status.OPEN:
        return no("This is done while the meeting is under way")
    return may_run(person, meeting.group)

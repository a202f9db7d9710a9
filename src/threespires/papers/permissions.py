"""Who may read a paper, hand one in, and have a pack made.

A paper is seen by whoever sees the meeting, once it went out; one for members, by those who sit on the group or serve
it. A case group's papers exist only for its members, as its meetings do.
"""

from typing import Any

from django.db.models import Q, QuerySet

from threespires.documents.models import Document
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.meetings.models import Meeting
from threespires.meetings.permissions import may_prepare, may_read_notes, may_run, visible_meetings
from threespires.meetings.recusal import withheld
from threespires.papers.lifecycle import PACK
from threespires.papers.models import Pack, Paper
from threespires.partnership.models import Post, Seat
from threespires.partnership.standing import case_groups, case_seat, holds, sits_on, standing

_RUNNING = (Seat.Role.CHAIR, Seat.Role.VICE_CHAIR, Seat.Role.ADMINISTRATOR)
_ENDED = (Meeting.Status.CLOSED, Meeting.Status.CANCELLED)


@sight
def visible_papers(person: Any) -> QuerySet[Paper]:
    """A paper is read by whoever sees its meeting, once it has gone out in a pack; one for members only, by those who
    sit on the group and those who serve it. Whoever runs the meeting, and whoever handed it in, sees it before. From
    whom an item is kept, since it is taken in private or they stand back from it, its papers are kept, too."""
    here = standing(person)
    if not here.anywhere:
        return Paper.objects.none()
    cases = case_groups(person)
    manages = holds(person, Post.Function.BOARD_MANAGER)
    runs = Q(meeting__group__in=[seat.group_id for seat in here.seats if seat.role in _RUNNING])
    sees = Q(meeting__group__is_case_group=False, audience=Paper.Audience.OPEN)
    sees |= Q(meeting__group__is_case_group=False, meeting__group__in=here.group_ids)
    sees |= Q(meeting__group__is_case_group=True, meeting__group__in=cases)
    if manages:
        runs |= Q(meeting__group__is_case_group=False)
        sees |= Q(meeting__group__is_case_group=False)
    went_out = Q(pk__in=Paper.objects.filter(versions__parts__pack__out_at__isnull=False).values("pk"))
    return Paper.objects.filter(sees & (went_out | runs | Q(put_by=person.pk))).exclude(item__in=withheld(person))


@sight
def may_see_papers_of(person: Any, meeting: Meeting) -> Verdict:
    """The papers of a meeting are seen by whoever sees the meeting."""
    return yes() if visible_meetings(person).filter(pk=meeting.pk).exists() else no("You do not see this meeting")


@rule
def may_hand_in(person: Any, meeting: Meeting) -> Verdict:
    """Papers are handed in by members of the group, and by whoever runs the meeting, until it closes."""
    if meeting.status in _ENDED:
        return no(f"This meeting is {meeting.get_status_display().lower()}, so its papers stand as they are")
    group = meeting.group
    seat = case_seat(person, group) if group.is_case_group else sits_on(person, group)
    return yes(seat) if seat else may_run(person, group)


@rule
def may_change_paper(person: Any, paper: Paper) -> Verdict:
    """A paper is changed, replaced or withdrawn by whoever handed it in, and by whoever runs the meeting, until it
    closes."""
    if paper.withdrawn_at:
        return no("This paper is withdrawn")
    verdict = may_hand_in(person, paper.meeting)
    if verdict and paper.put_by_id != person.pk:
        return may_run(person, paper.meeting.group)
    return verdict


@rule
def may_make_pack(person: Any, meeting: Meeting) -> Verdict:
    """A pack is made, and sent out, by whoever may prepare the agenda."""
    return may_prepare(person, meeting)


@rule
def may_send_out(person: Any, pack: Pack) -> Verdict:
    """A pack is sent out once it is made, by whoever may prepare the agenda."""
    return may_make_pack(person, pack.meeting) & PACK.allows(pack, "send_out")


@sight
def may_fetch_pack(person: Any, meeting: Meeting) -> Verdict:
    """A pack is fetched by whoever sees the meeting, once it has gone out; before, by whoever runs the meeting. It
    holds only what they may read."""
    verdict = may_see_papers_of(person, meeting)
    if not verdict:
        return verdict
    packs = Pack.objects.filter(meeting=meeting)
    if packs.filter(status=Pack.Status.OUT).exists():
        return verdict
    if packs.filter(status=Pack.Status.READY).exists() and may_run(person, meeting.group):
        return verdict
    return no("No pack has gone out for this meeting yet")


def reads_what_members_read(person: Any, meeting: Meeting) -> bool:
    """Whether somebody reads what is for members of the group only."""
    return bool(may_read_notes(person, meeting.group))


@sight
def may_open_document(person: Any, document: Document) -> bool:
    """A paper's file is opened by whoever may read the paper."""
    return visible_papers(person).filter(versions__document=document.pk).exists()

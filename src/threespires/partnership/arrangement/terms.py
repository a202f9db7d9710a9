"""The terms of reference of a group, as they are stored: a value that code reads, and words for people.

Values: chair: a post's key or nothing; rhythm: {"times_a_year": 4} or {"every_months": 2};
usual_meeting: {"weekday", "week", "time", "minutes", "place"}; quorum: {"all_statutory_partners",
"agencies", "share_of_places"}; papers_days, escalation_days, membership_review_months: a number;
reporting: {"to": group}; approval: {"boards": [...]}; agenda: {"halves": [...]}; membership: nothing.
"""

from collections.abc import Iterator
from typing import Any

from threespires.partnership.arrangement.facts import Agreed, Group, Quorum, Rhythm, UsualMeeting


def terms(group: Group) -> Iterator[tuple[str, Any, Agreed]]:
    """Each term that the file states for the group: its name, its value, what the file says of it."""
    yield "membership", None, group.membership
    if group.chair:
        yield "chair", group.chair.post or None, group.chair
    if group.rhythm:
        yield "rhythm", _rhythm(group.rhythm), group.rhythm
    if group.usual_meeting:
        yield "usual_meeting", _usual_meeting(group.usual_meeting), group.usual_meeting
    if group.quorum:
        yield "quorum", _quorum(group.quorum), group.quorum
    if group.papers:
        yield "papers_days", group.papers.working_days, group.papers
    if group.escalation:
        yield "escalation_days", group.escalation.after_days, group.escalation
    if group.membership_review:
        yield "membership_review_months", group.membership_review.every_months, group.membership_review
    if group.reports:
        yield "reporting", {"to": group.reports.to}, group.reports
    if group.approval:
        yield "approval", {"boards": list(group.approval.boards)}, group.approval
    if group.agenda:
        halves = dict.fromkeys(item.half for item in group.agenda.items if item.half)
        yield "agenda", {"halves": list(halves)}, group.agenda


def _rhythm(rhythm: Rhythm) -> dict[str, Any]:
    if rhythm.times_a_year is not None:
        return {"times_a_year": rhythm.times_a_year}
    return {"every_months": rhythm.every_months}


def _usual_meeting(usual: UsualMeeting) -> dict[str, Any]:
    return {
        "weekday": usual.weekday,
        "week": usual.week,
        "time": f"{usual.begins:%H:%M}" if usual.begins else "",
        "minutes": usual.minutes,
        "place": usual.place,
    }


def _quorum(quorum: Quorum) -> dict[str, Any]:
    return {
        "all_statutory_partners": quorum.all_statutory_partners,
        "agencies": list(quorum.agencies),
        "share_of_places": quorum.share_of_places,
    }

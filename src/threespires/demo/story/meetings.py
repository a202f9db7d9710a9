"""A year of meetings: planned from each group's rhythm, held with those who came, and the next ones prepared."""

from datetime import time, timedelta
from typing import Any

from threespires.demo.story.minutes import EARLY_HELP, NOTES, OUTCOMES
from threespires.demo.story.telling import Story, at_time
from threespires.kernel import clock
from threespires.law.working_days import add_working_days, next_working_day
from threespires.meetings import operations
from threespires.meetings.agenda import read_agenda
from threespires.meetings.lifecycle import ItemStatus
from threespires.meetings.models import Attendance, Meeting
from threespires.meetings.presence import Presence, table
from threespires.partnership.models import Agency, Group
from threespires.thread.actions.models import Action

A_YEAR = timedelta(days=372)
SOON = timedelta(days=9)
APART = timedelta(days=14)
RUNS = {
    "executive": "ruth",
    "implementation": "ruth",
    "forum": "ivo",
    "practice-review": "joan",
    "child-death": "colin",
    "contextual": "colin",
    "workforce": "joan",
    "procedures": "joan",
    "mash": "nadia",
    "early-help": "joan",
}
# Without these, sub groups have no quorum, so they are seldom away.
_QUORUM = {"childrens-services", "hospital-trust", "coventry-city-council", "warwickshire-county-council"}
# Who was away, by group and meeting counted back from the last. Kamal's absence left the MASH without its quorum.
_AWAY = {("mash", 2): "kamal", ("implementation", 1): "jo", ("implementation", 2): "jo", ("implementation", 3): "grace"}
_CANCELLED = ("early-help", 4, "More than half were at the inspection’s feedback that morning")
_Here, _Apologies = Attendance.Status.PRESENT, Attendance.Status.APOLOGIES


def plan_the_year(story: Story) -> None:
    """Dates of the year, and of a year ahead."""
    for key, runner in RUNS.items():
        planned = operations.plan_dates(
            story.groups[key],
            by=story.person(runner),
            starting=story.today - A_YEAR,
            until=story.today + A_YEAR,
        )
        story.held[key] = [meeting for meeting in planned if meeting.day < story.today]
        story.coming[key] = [meeting for meeting in planned if meeting.day >= story.today]
    _call_extra_meetings(story)


def _call_extra_meetings(story: Story) -> None:
    """The Implementation Group meets within days, if need be besides its rhythm; the MASH met again yesterday."""
    if story.coming["implementation"][0].day > story.today + SOON:
        because = "Extra meeting: work that waits to be accepted, and tenancy moves"
        since = (story.today - story.last.day).days
        with clock.at(at_time(story.ago(min(13, since)), time(16, 20))):
            extra = operations.arrange(
                story.groups["implementation"],
                by=story.person("ruth"),
                day=max(story.ahead(2), next_working_day(story.last.day + APART)),
                begins=time(9, 30),
                minutes=150,
                place="Council House, room 2",
                because=because,
            )
        story.coming["implementation"].insert(0, extra)
    with clock.at(at_time(story.ago(8), time(15, 40))):
        again = operations.arrange(
            story.groups["mash"],
            by=story.person("nadia"),
            day=story.ago(1),
            begins=time(14),
            minutes=60,
            place="Council House, room 4",
            because="Extra meeting: what could lawfully be shared about tenancy moves",
        )
    story.keep("mash again", again)


def tell(story: Story) -> None:
    """Holds what was held, and prepares what is coming."""
    for key, meetings in story.held.items():
        for back, meeting in enumerate(reversed(meetings), start=1):
            if (key, back) == _CANCELLED[:2]:
                _cancel(story, meeting)
            else:
                _hold(story, meeting, back)
    _leave_open(story, story["mash again"])
    for meetings in story.coming.values():
        _await(story, meetings[0])
    _move(story, story.coming["workforce"][0])


def _cancel(story: Story, meeting: Meeting) -> None:
    day = add_working_days(meeting.day, -4)
    story.tell(day, lambda: operations.cancel(meeting, by=story.person("joan"), because=_CANCELLED[2]))


def _move(story: Story, meeting: Meeting) -> None:
    day = next_working_day(meeting.day + timedelta(days=7))
    story.tell(
        story.ago(9),
        lambda: operations.move(
            meeting,
            by=story.person("joan"),
            day=day,
            begins=meeting.begins,
            minutes=120,
            place="Training room, Broadgate House",
            because="the usual room is used for the school training day",
        ),
    )


def _prepare(story: Story, meeting: Meeting) -> None:
    runner = story.person(RUNS[meeting.group.key])
    days = (-6, -1) if meeting.group.key in NOTES else (-6,)
    for back in days:
        day = add_working_days(meeting.day, back)
        if day < story.today:
            story.tell(day, lambda: operations.prepare_agenda(meeting, by=runner))


def _hold(story: Story, meeting: Meeting, back: int) -> None:
    runner = story.person(RUNS[meeting.group.key])
    length = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    _prepare(story, meeting)
    story.during(meeting, 0, lambda: operations.open_meeting(meeting, by=runner))
    story.during(meeting, 1, lambda: _note_who_came(story, meeting, back, runner))
    story.during(meeting, length - 2, lambda: _finish(meeting, back, runner))
    story.during(meeting, length, lambda: operations.close_meeting(meeting, by=runner))


def _leave_open(story: Story, meeting: Meeting) -> None:
    """Yesterday's meeting was held, but nobody has closed it yet."""
    runner = story.person("nadia")
    story.tell(story.ago(2), lambda: operations.prepare_agenda(meeting, by=runner))
    story.during(meeting, 0, lambda: operations.open_meeting(meeting, by=runner))
    story.during(meeting, 1, lambda: _note_who_came(story, meeting, 0, runner))


def _note_who_came(story: Story, meeting: Meeting, back: int, runner: Any) -> None:
    around = table(meeting)
    for place, presence in enumerate(around.presences):
        if presence.seat:
            status, delegate = _came(story, meeting.group, presence, back, place)
            operations.note_attendance(meeting, by=runner, seat=presence.seat, status=status, delegate=delegate)
    if meeting.group.key == "implementation" and back == 2:
        operations.welcome_guest(meeting, by=runner, name="Two young advisers, with their worker")


def _came(story: Story, group: Group, presence: Presence, back: int, place: int) -> tuple[str, str]:
    """Mostly people come. Who carries the quorum sends somebody when away."""
    away = _AWAY.get((group.key, back))
    if away and presence.seat and presence.seat.person == story.person(away):
        return _Apologies, ""
    turn = (place * 5 + back * 3) % 11
    if turn not in (0, 7) or presence.role == "chair":
        return _Here, ""
    if presence.stand_ins:
        return _Here, str(presence.stand_ins[0].person)
    if _carries_quorum(presence.agency):
        return _Here, ""
    return (_Apologies, "") if turn == 0 else (Attendance.Status.ABSENT, "")


def _carries_quorum(agency: Agency | None) -> bool:
    return agency is not None and (bool(agency.statutory) or agency.key in _QUORUM)


def _finish(meeting: Meeting, back: int, runner: Any) -> None:
    """Writes what was said under each line, and how it ended. The oldest two ran out of time."""
    notes = NOTES.get(meeting.group.key) or (EARLY_HELP if meeting.group.key == "early-help" else {})
    lines = read_agenda(meeting).lines
    carried = meeting.group.key == "implementation" and back in (5, 6)
    for line in lines[:-1] if carried else lines:
        said = notes.get(line.item.title)
        if said:
            operations.write_note(line.item, by=runner, note=said[back % len(said)])
        if line.item.status == ItemStatus.WAITING:
            operations.finish_item(line.item, by=runner, outcome=_outcome(meeting, line.item.title, line.item.source))


def _outcome(meeting: Meeting, title: str, source: str) -> str:
    if source == "thread.proposed_complete":
        count = Action.objects.filter(group=meeting.group, accepted_on=meeting.day).count()
        return f"{count} accepted" if count else "Nothing to judge"
    return OUTCOMES.get(title, "Discussed")


def _await(story: Story, meeting: Meeting) -> None:
    """The next meeting: its agenda, but the Executive’s, which is still to be prepared; and who will come."""
    runner = story.person(RUNS[meeting.group.key])
    days_off = (meeting.day - story.today).days
    if meeting.group.key in ("implementation", "mash") or (days_off <= 12 and meeting.group.key != "executive"):
        story.tell_at(at_time(story.ago(1), time(17, 20)), lambda: operations.prepare_agenda(meeting, by=runner))
    if meeting.group.key == "implementation":
        story.tell(story.ago(4), lambda: _reply(story, meeting))
    elif days_off <= 14:
        story.tell(story.ago(4), lambda: _reply(story, meeting, half=True))


def _reply(story: Story, meeting: Meeting, half: bool = False) -> None:
    """Most will come. The police have apologised and named nobody; two have sent no word."""
    silent = {story.person("jo"), story.person("corinne")}
    police = story.person("priya")
    for place, presence in enumerate(table(meeting).presences):
        if not presence.seat or not presence.counts or presence.seat.person in silent or (half and place % 2):
            continue
        away = presence.seat.person == police
        operations.reply(
            meeting,
            by=presence.seat.person,
            seat=presence.seat,
            status=_Apologies if away else Attendance.Status.COMING,
        )

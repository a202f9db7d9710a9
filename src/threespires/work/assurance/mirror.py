"""What an agency sees of itself: its actions, their lateness, who came, what it has not answered."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from threespires.kernel.dates import say_number
from threespires.meetings.models import Attendance, Meeting
from threespires.partnership.models import Agency, Group
from threespires.thread.actions.models import Action, Escalation
from threespires.thread.actions.models.actions import FINISHED, State


@dataclass(frozen=True)
class Attended:
    """How often the agency was at a group's meetings. A case group's meetings are counted and not named."""

    group: Group
    held: int
    came: int
    missed: list[Meeting]


@dataclass(frozen=True)
class Reflection:
    """An agency's record since a day. Lists hold the records themselves, so each figure can be opened."""

    agency: Agency
    since: date
    day: date
    actions: list[Action]
    attendance: list["Attended"]
    unanswered: list[Escalation]

    @property
    def unfinished(self) -> list[Action]:
        return [action for action in self.actions if action.status not in FINISHED]

    @property
    def accepted(self) -> list[Action]:
        """Accepted in the period."""
        return [action for action in self.actions if action.status == State.ACCEPTED]

    @property
    def late(self) -> list[Action]:
        """Those still with their owner whose day has gone by."""
        return [action for action in self.unfinished if action.is_late(self.day)]

    @property
    def blocked(self) -> list[Action]:
        return [action for action in self.unfinished if action.status == State.BLOCKED]

    @property
    def accepted_in_time(self) -> int:
        return sum(action.proposed_on <= action.due_on for action in self.accepted if action.proposed_on)

    @property
    def longest_late(self) -> int:
        """Days by which the latest unfinished action is overdue; 0 when none is."""
        return max(((self.day - action.due_on).days for action in self.late), default=0)

    @property
    def came(self) -> int:
        """Meetings of the period at which the agency was represented, by its member or a delegate."""
        return sum(group.came for group in self.attendance)

    @property
    def expected(self) -> int:
        return sum(group.held for group in self.attendance)

    @property
    def sentence(self) -> str:
        """Two actions are unfinished; one is late, by 12 days. Represented at 3 of 4 meetings."""
        unfinished, late = len(self.unfinished), len(self.late)
        told = "No action is unfinished"
        if unfinished:
            told = f"{say_number(unfinished).capitalize()} action{' is' if unfinished == 1 else 's are'} unfinished"
            told += f"; {say_number(late) if late else 'none'} {'are' if late > 1 else 'is'} late"
        if late:
            days = self.longest_late
            told += f", {'the latest ' if late > 1 else ''}by {days} day{'' if days == 1 else 's'}"
        came = f"Represented at {self.came} of {self.expected} meetings"
        return f"{told}. {came if self.expected else 'No meeting has been held in this time'}."


def reflect(agency: Agency, since: date, day: date) -> Reflection:
    """The agency's record from `since` to `day`: what it holds unfinished, and what was finished since."""
    actions = (
        Action.objects.filter(Q(agency=agency) | Q(parts__agency=agency))
        .filter(~Q(status__in=FINISHED) | Q(accepted_on__gte=since))
        .exclude(status=State.WITHDRAWN)
        .distinct()
        .select_related("owner", "work__priority")
        .order_by("due_on")
    )
    unanswered = Escalation.objects.filter(status=Escalation.Status.OPEN).filter(
        Q(action__agency=agency) | Q(to_group__seats__agency=agency, to_group__seats__role="chair")
    )
    return Reflection(
        agency,
        since,
        day,
        list(actions),
        attended(agency, since, day),
        list(unanswered.distinct().select_related("action", "to_group")),
    )


def attended(agency: Agency, since: date, day: date) -> list[Attended]:
    """The agency's attendance by group, at meetings that were held from `since` to `day`."""
    rows = (
        Attendance.objects.filter(agency=agency, meeting__status=Meeting.Status.CLOSED)
        .filter(meeting__starts_at__date__gte=since, meeting__starts_at__date__lte=day)
        .select_related("meeting__group")
        .order_by("meeting__group__order", "meeting__starts_at")
    )
    there: dict[Meeting, bool] = {}
    for row in rows:
        there[row.meeting] = (
            there.get(row.meeting, False) or row.status == Attendance.Status.PRESENT or bool(row.delegate)
        )
    by_group: dict[Group, dict[Meeting, bool]] = {}
    for meeting, came in there.items():
        by_group.setdefault(meeting.group, {})[meeting] = came
    return [
        Attended(
            group,
            len(meetings),
            sum(meetings.values()),
            [] if group.is_case_group else [meeting for meeting, came in meetings.items() if not came],
        )
        for group, meetings in by_group.items()
    ]


def crossing_boundaries() -> list[Action]:
    """Unfinished work that no agency can finish alone: joint actions, and those blocked or risen.

    The executive's second function is to drive action beyond the agencies' usual boundaries.
    """
    joint = Q(parts__isnull=False)
    stuck = Q(status=State.BLOCKED) | Q(escalations__status=Escalation.Status.OPEN)
    return list(
        Action.objects.unfinished()
        .filter(joint | stuck)
        .distinct()
        .select_related("agency", "owner", "work__level", "work__group")
        .prefetch_related("parts__agency", "escalations")
        .order_by("due_on")
    )

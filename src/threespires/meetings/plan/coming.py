"""To which meeting something must come.

Pure: from days. What must be dealt with by a day comes to the group's last meeting before it. A line of the standing
agenda that names months, such as the budget's, comes to the first meeting in or after each of them.
"""

from collections.abc import Iterable
from datetime import date

from threespires.meetings.models import Meeting


def meeting_for(due: date, meetings: Iterable[Meeting]) -> Meeting | None:
    """The last meeting on the day something is due or before; where all are later, the first of them."""
    in_time, later = None, None
    for meeting in sorted(meetings, key=lambda each: each.starts_at):
        if meeting.day <= due:
            in_time = meeting
        elif later is None:
            later = meeting
    return in_time or later


def comes_this_time(months: Iterable[int], day: date, before: date | None) -> bool:
    """Whether a line that names months comes to the meeting of this day, where the one before was held on `before`.

    A line that names none comes each time.
    """
    months = list(months)
    if not months:
        return True
    begun = max(
        first for year in (day.year - 1, day.year) for month in months if (first := date(year, month, 1)) <= day
    )
    return before is None or before < begun

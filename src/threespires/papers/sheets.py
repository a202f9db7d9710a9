"""The sheets of a pack that are set from what is known here: its front, the agenda and the action log."""

from collections.abc import Iterable, Sequence
from typing import Any

from threespires.binding.pack import TO_A_PART
from threespires.binding.setting import Block, Facts, Heading, Points, Table, Words, set_sheets
from threespires.kernel.dates import say_date, say_day
from threespires.meetings.agenda import Line, read_live_agenda
from threespires.meetings.models import PRIVATE, Meeting
from threespires.meetings.shown import asked_words
from threespires.papers.contents import Item, Listed
from threespires.papers.models import PackPart
from threespires.thread.actions.lifecycle import FINISHED
from threespires.thread.actions.models import Action

CASE_MARKING = "OFFICIAL-SENSITIVE"
_NO_ACTIONS = "No action of this group is open."


def front(meeting: Meeting, items: Sequence[Item], parts: Sequence[PackPart], *, reader: str, marking: str) -> bytes:
    """The front of somebody's pack: which meeting, for whom it was made, and what stands where."""
    group = str(meeting.group)
    about = [
        ("When", f"{say_day(meeting.day)} {meeting.day.year}, {meeting.hours}"),
        ("Where", meeting.place or "To be said"),
    ]
    if reader:
        about.append(("Made for", reader))
    blocks: list[Block] = [Facts(about)]
    if reader:
        blocks.append(Words("Some of these pages are for named readers only. Do not copy, forward or leave them."))
    rows, leads_to = _contents(items, parts)
    blocks += [Heading("What stands where"), Table(["What", "Asked", "Pages"], rows, [7, 2, 3], leads_to)]
    if supplements := _supplements(parts):
        blocks += [Heading("What came later"), Points(supplements)]
    return set_sheets(f"{group}, {say_date(meeting.day)}", blocks, marking=marking)


def _contents(items: Sequence[Item], parts: Sequence[PackPart]) -> tuple[list[list[str]], list[str]]:
    """Rows of the contents, and to which part each leads."""
    rows, leads_to = [], []
    for part in parts:
        if part.kind == PackPart.Kind.AGENDA:
            rows.append([str(part.get_kind_display()), "", part.numbers])
            leads_to.append(f"{TO_A_PART}{part.pk}")
    for item in items:
        for found in item.papers:
            for part in found.parts:
                rows.append([_title(item, found, part), _asked(found), part.numbers])
                leads_to.append(f"{TO_A_PART}{part.pk}")
    for part in parts:
        if part.kind == PackPart.Kind.LOG:
            rows.append([str(part.get_kind_display()), "", part.numbers])
            leads_to.append(f"{TO_A_PART}{part.pk}")
    return rows, leads_to


def _title(item: Item, found: Listed, part: PackPart) -> str:
    number = f"{item.number}. " if item.number else ""
    newer = found.current
    minded = f" (replaced by {newer.numbers})" if newer and newer.pk != part.pk else ""
    if found.paper.withdrawn_at:
        minded = " (withdrawn)"
    return f"{number}{item.title}\n{found.paper.title}{minded}"


def _asked(found: Listed) -> str:
    return f"to {found.paper.asked}"


def _supplements(parts: Iterable[PackPart]) -> list[str]:
    said: dict[int, str] = {}
    for part in parts:
        if part.pack.is_supplement:
            sent = f", sent out {say_date(part.pack.out_at.date())}" if part.pack.out_at else ""
            said.setdefault(part.pack.edition, f"{part.pack}{sent}")
    return list(said.values())


def agenda(meeting: Meeting, *, marking: str) -> bytes:
    """The agenda: for each half its items, with what the group is asked, how long it takes and who presents it."""
    read = read_live_agenda(meeting)
    blocks: list[Block] = []
    for half in read.halves:
        rows = []
        for line in half.lines:
            rows.append([f"{line.number}", *_line(line)])
        blocks += [Heading(half.title or "Items"), Table(["No.", "Item", "What the group is asked"], rows, [1, 7, 4])]
    if not blocks:
        blocks.append(Words("Nothing stands on the agenda yet."))
    return set_sheets(f"Agenda, {say_date(meeting.day)}", blocks, marking=marking)


def _line(line: Line) -> tuple[str, str]:
    """What everybody who sees the meeting may know of an item: of what is taken in private, that it is."""
    if line.item.private:
        return PRIVATE, ""
    points = [point.title for point in line.points] if len(line.points) > 1 else []
    return "\n".join([line.title, *points]), asked_words(line.item, line.presenter)


def action_log(meeting: Meeting, *, marking: str) -> bytes:
    """The open actions of the group as they stand today."""
    found: Iterable[Any] = (
        Action.objects.filter(group=meeting.group).exclude(status__in=FINISHED).select_related("owner", "agency")
    )
    rows = [
        [each.ref, each.title, f"{each.owner}, {each.agency}", say_date(each.due_on), str(each.get_status_display())]
        for each in found
    ]
    headings = ["No.", "Action", "Who", "Due", "How it stands"]
    blocks: list[Block] = [Table(headings, rows, [2, 6, 5, 3, 3])] if rows else [Words(_NO_ACTIONS)]
    return set_sheets("Action log", blocks, marking=marking)

"""What a meeting's packs hold, as one person may read it: parts in their order, and the papers under each item."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from threespires.meetings.agenda import read_agenda
from threespires.meetings.models import Meeting
from threespires.meetings.permissions import may_run
from threespires.papers.models import Pack, PackPart, Paper, PaperVersion
from threespires.papers.permissions import visible_papers


@dataclass
class Listed:
    """A paper as it is listed: its latest version, and where it stands in the packs that went out."""

    paper: Paper
    versions: list[PaperVersion]
    parts: list[PackPart] = field(default_factory=list)
    first_out: Any = None

    @property
    def latest(self) -> PaperVersion:
        return self.versions[-1]

    @property
    def is_late(self) -> bool:
        """Whether what stands now came after the first pack went out."""
        return self.first_out is not None and self.latest.put_at > self.first_out

    @property
    def waits(self) -> bool:
        """Whether what stands now is in no pack yet."""
        return not any(part.version_id == self.latest.pk for part in self.parts)

    @property
    def current(self) -> PackPart | None:
        """The part that is read now: that of the latest version that is in a pack."""
        return max(self.parts, key=lambda part: part.pack.edition, default=None)


@dataclass
class Item:
    """An item of the agenda with its papers; number 0 is beside them all."""

    number: int
    title: str
    papers: list[Listed] = field(default_factory=list)


def items_of(person: Any, meeting: Meeting) -> list[Item]:
    """The agenda with the papers that somebody may read, those without an item last; items without papers too."""
    papers = listed(person, meeting)
    of_item: dict[int | None, list[Listed]] = defaultdict(list)
    for each in papers:
        of_item[each.paper.item_id].append(each)
    items = []
    for line in read_agenda(meeting).lines:
        under = [
            found for key in (line.item.pk, *(point.pk for point in line.points)) for found in of_item.pop(key, [])
        ]
        items.append(Item(line.number, line.title, under))
    if rest := [found for some in of_item.values() for found in some]:
        items.append(Item(0, "Other papers", rest))
    return items


def listed(person: Any, meeting: Meeting) -> list[Listed]:
    """The papers of a meeting that somebody may read, oldest first."""
    papers = list(visible_papers(person).filter(meeting=meeting).select_related("put_by"))
    versions: dict[int, list[PaperVersion]] = defaultdict(list)
    for version in PaperVersion.objects.filter(paper__in=papers).select_related("document"):
        versions[version.paper_id].append(version)
    parts: dict[int, list[PackPart]] = defaultdict(list)
    for part in parts_out(person, meeting):
        if part.version:
            parts[part.version.paper_id].append(part)
    first_out = min((pack.out_at for pack in meeting.packs.all() if pack.out_at), default=None)
    found = []
    for paper in papers:
        paper.meeting = meeting
        found.append(Listed(paper, versions[paper.pk], parts[paper.pk], first_out))
    return found


def parts_out(person: Any, meeting: Meeting) -> list[PackPart]:
    """The parts of the packs that somebody may fetch, whatever they hold: in the order in which they came."""
    states = [Pack.Status.OUT, *([Pack.Status.READY] if may_run(person, meeting.group) else [])]
    found = PackPart.objects.filter(pack__meeting=meeting, pack__status__in=states)
    return list(found.select_related("pack", "version", "pages"))


def parts_for(person: Any, meeting: Meeting) -> list[PackPart]:
    """Those of them that somebody may read; what was withdrawn is left out."""
    readable = set(visible_papers(person).filter(meeting=meeting, withdrawn_at=None).values_list("pk", flat=True))
    return [part for part in parts_out(person, meeting) if not part.version or part.version.paper_id in readable]

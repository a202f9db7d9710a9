"""Somebody's own pack, bound when they fetch it: what they may read then, and nothing else. No copy of it is kept."""

from typing import Any

from threespires.binding.pack import Part, bind
from threespires.documents import store
from threespires.kernel.dates import say_date
from threespires.kernel.verdict import Refused
from threespires.meetings.models import Meeting
from threespires.papers import sheets
from threespires.papers.contents import items_of, parts_for
from threespires.papers.models import PackPart

_FRONT = "front"


def pack_for(person: Any, meeting: Meeting) -> bytes:
    """The pack of a meeting as one PDF, marked with its reader's name where it holds what is not for everybody.

    Raises:
        Refused: where there is nothing in it that they may read, or a file isn't where it was kept.
    """
    parts = parts_for(person, meeting)
    if not parts:
        raise Refused("There is nothing in this pack that you may read")
    of_cases = meeting.group.is_case_group
    named = of_cases or any(part.series for part in parts)
    reader = str(person) if named else ""
    marking = sheets.CASE_MARKING if of_cases else ""
    items = items_of(person, meeting)
    titles = {part.pk: (item.number, found) for item in items for found in item.papers for part in found.parts}
    front = sheets.front(meeting, items, parts, reader=reader, marking=marking)
    bound = [Part(_FRONT, "What stands where", front, roman=True, left=_made_for(reader))]
    bound += [_bound(part, titles, reader if of_cases or part.series else "", marking) for part in parts]
    return bind(f"{meeting.group}, {say_date(meeting.day)}", bound)


def _bound(part: PackPart, titles: dict[int, Any], reader: str, marking: str) -> Part:
    title, above = str(part.get_kind_display()), marking
    if part.pk in titles:
        number, found = titles[part.pk]
        title = f"{number}. {found.paper.title}" if number else found.paper.title
        newer = found.current
        if part.series:
            above = above or "For members only"
        if newer is not None and newer.pk != part.pk:
            above = " · ".join(filter(None, (above, f"Replaced by {newer.numbers}")))
    if part.pack.is_supplement:
        title = f"{part.pack}: {title}"
    try:
        content = store.read(part.pages)
    except store.UNREAD as problem:
        raise Refused("A file of this pack isn’t where it was kept. Tell whoever runs the system") from problem
    return Part(str(part.pk), title, content, first=part.first, series=part.series, above=above, left=_made_for(reader))


def _made_for(reader: str) -> str:
    return f"Made for {reader}" if reader else ""

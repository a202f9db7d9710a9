"""A group's own records packed into one file: gathered as whoever asked sees them, then what stands beside them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from threespires.cases.models import Recorded
from threespires.kernel.clock import now
from threespires.kernel.leaving import Leaves
from threespires.leaving import writing
from threespires.leaving.folder import ABOUT, DIGESTS, FORM, as_json, digest
from threespires.leaving.gathering import gather
from threespires.leaving.rows import row_of
from threespires.partnership.models import Group

OF_GROUP = "group"


@dataclass
class Leaf:
    """What is to be packed: rows that were read, and files that are still to be."""

    about: dict[str, Any]
    facts: dict[str, Any]
    sheets: list[writing.Sheet] = field(default_factory=list)
    files: list[tuple[Leaves, writing.Sheet, Any, Any]] = field(default_factory=list)
    recorded: list[Recorded] = field(default_factory=list)
    """What is written down as read by whoever asked."""


def read(person: Any, group: Group) -> Leaf:
    """All that leaves with the group when `person` asks. Whoever calls this writes down what was read."""
    at = now()
    marking = f"OFFICIAL-SENSITIVE · Only members of {group} may read this" if group.is_case_group else ""
    about = {"form": FORM, "of": OF_GROUP, "group": group.key, "at": at.isoformat(), "marking": marking}
    facts = {"title": f"Records of {group.name}", "at": at, "by": str(person), "marking": marking}
    leaf = Leaf(about, facts)
    found = gather(person, group)
    for kind, records in found:
        instead = kind.instead(person, records) if kind.instead else {}
        rows = [row_of(one, kind, keys=found.key, instead=instead.get(one.pk)) for one in records]
        sheet = writing.Sheet(kind, rows, own=len(found.own[kind.model] & found.records[kind.model].keys()))
        leaf.sheets.append(sheet)
        if kind.content:
            # What the virus scanner hasn't let out nobody opens.
            paired: Iterator[tuple[Any, Any]] = zip(records, rows, strict=True)
            leaf.files += [(kind, sheet, one, row[kind.key]) for one, row in paired if one.can_be_opened]
        leaf.recorded += [one for one in records if isinstance(one, Recorded)]
    leaf.about["numbers"] = {sheet.label: len(sheet.rows) for sheet in leaf.sheets if sheet.kind.model._meta.auto_field}
    return leaf


def pack(leaf: Leaf, note: Callable[[int], None]) -> bytes:
    """The file. `note` is told how many files have been read."""
    out, digests = BytesIO(), {}
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in _all(leaf, note):
            packed.writestr(name, content)
            digests[name] = digest(content)
        packed.writestr(DIGESTS, as_json(digests))
    return out.getvalue()


def _all(leaf: Leaf, note: Callable[[int], None]) -> Iterator[tuple[str, bytes]]:
    for number, (kind, sheet, one, key) in enumerate(leaf.files):
        note(number)
        content = kind.content(one) if kind.content else None
        if content is not None:
            sheet.files[key] = name = writing.file_name(kind.label, key, one.name)
            yield name, content
    note(len(leaf.files))
    writing.say(leaf.sheets)
    for sheet in leaf.sheets:
        yield from writing.files_of(sheet, marking=leaf.facts["marking"])
    yield writing.index(leaf.sheets, **leaf.facts)
    yield ABOUT, as_json(leaf.about)

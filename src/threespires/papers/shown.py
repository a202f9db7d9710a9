"""Papers as the pages show them: rows for components, made from records."""

from collections.abc import Sequence
from typing import Any

from threespires.kernel.dates import say_moment
from threespires.papers.contents import Item, Listed
from threespires.papers.models import Paper
from threespires.papers.operations.making import why_not

_ASKED = {
    Paper.Asked.DECIDE: "To decide",
    Paper.Asked.ASSURE: "To be assured",
    Paper.Asked.SHAPE: "To shape",
    Paper.Asked.NOTE: "To note",
}


def asked_words(paper: Paper) -> str:
    return _ASKED[Paper.Asked(paper.asked)]


def item_rows(items: Sequence[Item]) -> list[dict[str, Any]]:
    """Each item that has papers, and its papers."""
    return [
        {
            "title": f"{item.number}. {item.title}" if item.number else item.title,
            "papers": [paper_row(each) for each in item.papers],
        }
        for item in items
        if item.papers
    ]


def paper_row(found: Listed) -> dict[str, Any]:
    paper = found.paper
    about = [asked_words(paper), paper.written_by, f"Pages {found.current.numbers}" if found.current else ""]
    lines = [" · ".join(filter(None, about))]
    if paper.withdrawn_at:
        lines.append(f"Withdrawn: {paper.withdrawn_because}")
    elif found.waits and found.first_out:
        lines.append("Joins the next supplement")
    if found.latest.changes and len(found.versions) > 1:
        lines.append(f"New in version {found.latest.number}: {found.latest.changes}")
    named = tags(found)
    return {
        "title": paper.title,
        "href": paper.get_absolute_url(),
        "detail": lines,
        "tag": named[0] if named else None,
    }


def tags(found: Listed) -> list[dict[str, str]]:
    """What to mind about a paper, the gravest first."""
    if found.paper.withdrawn_at:
        return [{"text": "Withdrawn", "tone": "neutral"}]
    minded = []
    if why_not(found.latest):
        minded.append({"text": "No pages yet", "tone": "late"})
    if found.is_late:
        minded.append({"text": "Late", "tone": "care"})
    if found.paper.audience == Paper.Audience.MEMBERS:
        minded.append({"text": "Members only", "tone": "neutral"})
    return minded


def faults(items: Sequence[Item]) -> list[dict[str, str]]:
    """The papers of which no pages can be made, each with the reason."""
    return [
        {"text": found.paper.title, "href": found.paper.get_absolute_url(), "why": why_not(found.latest)}
        for item in items
        for found in item.papers
        if not found.paper.withdrawn_at and why_not(found.latest)
    ]


def waiting(items: Sequence[Item]) -> int:
    """How many papers are in no pack that went out."""
    return sum(found.waits and not found.paper.withdrawn_at for item in items for found in item.papers)


def version_rows(found: Listed) -> list[dict[str, Any]]:
    """The versions of a paper, latest first, each with its file and the pages it has in the pack."""
    of = {part.version_id: part for part in found.parts}
    rows = []
    for version in reversed(found.versions):
        part = of.get(version.pk)
        in_pack = f"Pages {part.numbers}, {str(part.pack).lower()}" if part else ""
        lines = [
            version.changes,
            f"{version.document.about} · handed in by {version.put_by}, {say_moment(version.put_at)}",
            in_pack,
            why_not(version),
        ]
        rows.append(
            {
                "title": f"{version}: {version.document.name}",
                "href": version.document.get_absolute_url(),
                "detail": [line for line in lines if line],
            }
        )
    return rows

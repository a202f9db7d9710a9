"""Papers and packs, made by walking the real operations."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from threespires.binding.setting import Words, set_sheets
from threespires.meetings.models import Meeting
from threespires.papers import operations
from threespires.papers.models import Pack, Paper


def pdf(words: str = "A paper", *, pages: int = 1, name: str = "paper.pdf") -> SimpleUploadedFile:
    """A PDF of so many pages that says these words."""
    lines = "\n".join([words, *(f"Line {number}" for number in range(1, 38 * pages - 9))])
    return SimpleUploadedFile(name, set_sheets("A paper", [Words(lines)]))


def paper(meeting: Meeting, *, by: Any, words: str = "A paper", pages: int = 1, **facts: Any) -> Paper:
    """A paper handed in, of which pages are made."""
    facts = {"title": "Attendance at health appointments", **facts}
    made = operations.hand_in(meeting, by=by, file=pdf(words, pages=pages), **facts)
    operations.turn(made.versions.get())
    return made


def pack(meeting: Meeting, *, by: Any, out: bool = True) -> Pack:
    """The pack of a meeting, or a supplement to it; sent out unless said."""
    made = operations.ask_for_pack(meeting, by=by)
    operations.make(made)
    made.refresh_from_db()
    return operations.send_out(made, by=by) if out else made

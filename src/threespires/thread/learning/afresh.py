"""Whether a release was written afresh, or carries the case's own words out of its group."""

import re
from collections.abc import Iterable

RUN = 8
"""So many of the case's words in a row are a copy, not a coincidence."""


def copied(text: str, sources: Iterable[str]) -> str:
    """The first run of words in `text` that stands in one of `sources` too; empty where none does."""
    runs = {run for source in sources for run in _runs(source)}
    return next((" ".join(run) for run in _runs(text) if run in runs), "")


def _runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.casefold())
    return [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]

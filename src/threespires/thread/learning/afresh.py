"""Whether a release was written afresh, or carries the case's own words out of its group."""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

RUN = 8
"""So many of the case's words in a row are a copy, not a coincidence."""


class CaseText(Protocol):
    title: str
    text: str


def copied(text: str, sources: Iterable[CaseText]) -> str:
    """What `text` takes from the case learning it was written from: its title whole, or a run of its words.

    Empty where it was written afresh.
    """
    words = _words(text)
    for source in sources:
        title = _words(source.title)
        runs = {tuple(title), *_runs(_words(source.text)), *_runs(title)} - {()}
        for run in [*_runs(words), *_runs(words, len(title))]:
            if run in runs:
                return " ".join(run)
    return ""


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.casefold())


def _runs(words: list[str], length: int = RUN) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))

"""How the record of who looked is sealed, and how one finds where somebody has tampered with it.

Each entry's seal is HMAC-SHA-256 (RFC 2104, FIPS 198-1) over its facts and the seal before it, with a key that is kept
outside the database: so nobody who holds the database alone can alter, remove, add or reorder entries unnoticed. A
tail that is cut off, or a whole record written anew by somebody who holds the key too, differs from what was written
down outside the database (see anchors).
"""

import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from threespires.cases.models import NOTHING, Entry


@dataclass(frozen=True)
class Anchor:
    """What was written down outside the database: that entry `number` bore this seal."""

    number: int
    seal: str


@dataclass(frozen=True)
class Break:
    """Where the record doesn't hold: at which entry, and what is wrong there."""

    number: int
    words: str


def seal(key: bytes, facts: dict[str, Any], follows: str) -> str:
    """The seal of an entry with these facts, after one that bears the seal `follows`; 64 hexadecimal digits."""
    told = json.dumps([*(_plain(value) for value in facts.values()), follows], ensure_ascii=True)
    return hmac.new(key, told.encode(), sha256).hexdigest()


def _plain(value: Any) -> Any:
    """A value as text or number, the same from whichever database it comes: a moment told in one time zone, of what is
    sealed its digest."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, (bytes, memoryview)):
        return sha256(value).hexdigest()
    return str(value) if isinstance(value, UUID) else value


def first_break(key: bytes, entries: Iterable[Entry], head: Anchor, anchors: Iterable[Anchor] = ()) -> Break | None:
    """The first place at which the record doesn't hold, or None where it is whole.

    Args:
        entries: all of them, by number.
        head: how far the database says the record has got.
        anchors: what was written down outside the database.
    """
    written_down: dict[int, set[str]] = {}
    for anchor in anchors:
        written_down.setdefault(anchor.number, set()).add(anchor.seal)
    last = Anchor(0, NOTHING)
    for entry in entries:
        problem = _problem(key, entry, last)
        if problem:
            return Break(last.number + 1, problem)
        last = Anchor(entry.number, entry.seal)
        if written_down.get(last.number, {last.seal}) != {last.seal}:
            return Break(last.number, "The entry isn’t the one that was written down outside the database")
    lost = min((number for number in written_down if number > last.number), default=None)
    if lost:
        return Break(last.number + 1, f"The record ends here, and once went on to entry {lost}")
    if head != last:
        return Break(last.number + 1, f"The record ends here, and should go on to entry {head.number}")
    return None


def _problem(key: bytes, entry: Entry, last: Anchor) -> str:
    if entry.number != last.number + 1:
        return "An entry is missing" if entry.number > last.number else "An entry stands twice"
    if entry.follows != last.seal:
        return "The entry doesn’t follow the one before it"
    if not hmac.compare_digest(entry.seal, seal(key, entry.facts(), entry.follows)):
        return "The entry has been altered"
    return ""

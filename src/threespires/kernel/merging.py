"""Three versions of a text made one: what two people wrote since both had the same words before them.

Pure. A text is compared word by word, each with the space before it, so that two may write in one paragraph. Nothing
that either wrote is lost: where both changed the same words, both wordings stay, and the answer says so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s*\S+|\s+$")


@dataclass(frozen=True)
class Merged:
    """The text made of both; `clashes` where both changed the same words."""

    text: str
    clashes: bool = False


@dataclass(frozen=True)
class _Change:
    """The words from `begins` to before `ends` of the base became these."""

    begins: int
    ends: int
    words: tuple[str, ...]
    mine: bool


def merge(base: str, theirs: str, mine: str) -> Merged:
    """`base` with what became of it in `theirs` and in `mine`.

    What both wrote at one place stands one after the other, mine first: whoever types on then finds their next words
    beside their last ones, however often the two are merged.
    """
    words = split(base)
    changes = [*_changes(words, split(theirs), mine=False), *_changes(words, split(mine), mine=True)]
    made: list[str] = []
    place, clashes = 0, False
    for group in _overlapping(changes):
        begins, ends = group[0].begins, max(each.ends for each in group)
        _add(made, words[place:begins])
        wordings = _wordings(words, begins, ends, group)
        clashes = clashes or len(wordings) > 1
        for wording in wordings:
            _add(made, wording)
        place = ends
    _add(made, words[place:])
    return Merged("".join(made), clashes)


def split(text: str) -> list[str]:
    """The words of a text, each with the space before it. Joined they are the text."""
    return _WORDS.findall(text)


def _changes(base: list[str], now: list[str], *, mine: bool) -> Iterator[_Change]:
    same = 0
    while same < min(len(base), len(now)) and base[same] == now[same]:
        same += 1
    compared = SequenceMatcher(None, base[same:], now[same:])
    for kind, begins, ends, first, last in compared.get_opcodes():
        if kind != "equal":
            yield _Change(same + begins, same + ends, tuple(now[same + first : same + last]), mine)


def _overlapping(changes: list[_Change]) -> Iterator[list[_Change]]:
    """The changes in their order, those together that touch the same words. What both did alike comes once."""
    changes = sorted(changes, key=lambda each: (each.begins, each.ends > each.begins, not each.mine))
    group: list[_Change] = []
    for each in changes:
        if group and each.begins < max(other.ends for other in group):
            group.append(each)
        elif not (group and _alike(group[-1], each)):
            if group:
                yield group
            group = [each]
    if group:
        yield group


def _alike(one: _Change, other: _Change) -> bool:
    return (one.begins, one.ends, one.words) == (other.begins, other.ends, other.words)


def _wordings(words: list[str], begins: int, ends: int, group: list[_Change]) -> list[list[str]]:
    """What these words became: with each who changed them, mine first; once where both did the same."""
    found: list[list[str]] = []
    for mine in (True, False):
        own = [each for each in group if each.mine is mine]
        wording = _as_changed(words, begins, ends, own)
        if own and wording not in found:
            found.append(wording)
    return found


def _as_changed(words: list[str], begins: int, ends: int, changes: list[_Change]) -> list[str]:
    made, place = [], begins
    for each in changes:
        made += [*words[place : each.begins], *each.words]
        place = each.ends
    return made + words[place:ends]


def _add(made: list[str], words: Iterable[str]) -> None:
    """Puts words behind the others; what was the first of a text, and has no space before it, on a line of its own."""
    for word in words:
        runs_on = made and not made[-1][-1].isspace() and not word[0].isspace()
        made.append(f"\n{word}" if runs_on else word)

"""Reading what was typed into the search box, and how like one word is to another. Knows no database."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

LONGEST = 200
MOST_WORDS = 10
ALIKE = 0.7
SHORTEST_CORRECTED = 4

_REFERENCE = re.compile(r"\b([A-Za-z]{1,3})-(\d{1,9})\b")
_PHRASE = re.compile(r'"([^"]*)"|(\w+)')
_WORD = re.compile(r"\w+")

# Words so common that PostgreSQL's English dictionary drops them; SQLite has no such list.
_COMMON = (
    "a about above after again against all am an and any are as at be because been before being below "
    "between both but by can did do does doing don down during each few for from further had has have "
    "having he her here hers herself him himself his how i if in into is it its itself just me more "
    "most my myself no nor not now of off on once only or other our ours ourselves out over own s same "
    "she should so some such t than that the their theirs them themselves then there these they this "
    "those through to too under until up very was we were what when where which while who whom why will "
    "with you your yours yourself yourselves"
)
COMMON = frozenset(_COMMON.split())
# What stemming takes off a word, so that with it and without both are found as one.
_ENDINGS = frozenset(("s", "es", "d", "ed", "ing", "ly"))

Phrase = tuple[str, ...]


def join_references(text: str) -> str:
    """A-45 becomes a45, one word, so that no dictionary takes it apart."""
    return _REFERENCE.sub(lambda found: (found[1] + found[2]).lower(), text)


def references_in(*texts: str) -> str:
    """Every reference that the texts name, once, as one word each."""
    found = (f"{letters}{number}".lower() for text in texts for letters, number in _REFERENCE.findall(text))
    return " ".join(dict.fromkeys(found))


def read(typed: str) -> list[Phrase]:
    """What was asked: each phrase in quotation marks, and each word outside them, in small letters.

    Words that every text holds are left out, unless nothing else was asked; what is no word is passed over.
    """
    asked = join_references(typed[:LONGEST]).lower()
    phrases = [tuple(_WORD.findall(quoted or word)) for quoted, word in _PHRASE.findall(asked)]
    phrases = [phrase for phrase in dict.fromkeys(phrases) if phrase]
    telling = [phrase for phrase in phrases if len(phrase) > 1 or phrase[0] not in COMMON]
    return (telling or phrases)[:MOST_WORDS]


def as_called(typed: str) -> str:
    """What was typed as a name in small letters, without what no database stores."""
    storable = typed[:LONGEST].encode(errors="ignore").decode().replace("\0", " ")
    return " ".join(storable.lower().split())


def say(phrases: Iterable[Phrase]) -> str:
    """The phrases as they would be typed."""
    return " ".join(f'"{" ".join(phrase)}"' if len(phrase) > 1 else phrase[0] for phrase in phrases)


def known_words(*texts: str) -> set[str]:
    """The words of these texts that a typing error may be led back to."""
    found = _WORD.findall(" ".join(texts).lower())
    return {word for word in found if SHORTEST_CORRECTED <= len(word) <= 40 and word.isalpha()}


def may_be_misspelt(word: str) -> bool:
    return len(word) >= SHORTEST_CORRECTED and word.isalpha()


def likeness(one: str, other: str) -> float:
    """From 0, nothing in common, to 1, the same; 0 too where they are too unlike for one to be meant."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def most_alike(typed: str, known: Iterable[str]) -> str:
    """The known word most like the typed one, or nothing where none is like enough.

    A word that only lacks an ending or has one (visit, visits) is no typing error: it stays as typed.
    """
    scored = [(likeness(typed, word), word) for word in sorted(known)]
    best, word = max(scored, default=(0.0, ""))
    if best < ALIKE:
        return ""
    ends_otherwise = typed.startswith(word) and typed.removeprefix(word) in _ENDINGS
    return typed if word.startswith(typed) or ends_otherwise else word

"""Whether a meeting is quorate, and the words for it.

Pure: from the value of a group's quorum term, {"all_statutory_partners", "agencies", "share_of_places"}, and
who represents which place. Quorum goes by agency, not by heads; a delegate counts for the seat he or she
comes for; a vacant place counts among the places and is never filled.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import Any

from threespires.kernel.dates import say_number

TO_BE_CONFIRMED = "Quorum to be confirmed by the partnership."


class State(StrEnum):
    QUORATE = "quorate"
    NOT_QUORATE = "not_quorate"
    NOT_YET = "not_yet"
    EXPECTED = "expected"
    UNSET = "unset"


@dataclass(frozen=True)
class Partner:
    """An agency as quorum sees it."""

    key: str
    name: str


@dataclass(frozen=True)
class Voice:
    """A place that counts: for which agency, whether it is represented, and whether anyone has replied for it."""

    agency: str = ""
    represented: bool = False
    replied: bool = False
    vacant: bool = False
    apologies: bool = False


@dataclass(frozen=True)
class Quorum:
    """The answer. `missing` are the agencies without which it fails."""

    state: State
    words: str
    missing: tuple[str, ...] = ()
    note: str = ""

    @property
    def holds(self) -> bool | None:
        """True or false; None where the terms set no quorum."""
        return None if self.state == State.UNSET else self.state in (State.QUORATE, State.EXPECTED)

    @property
    def title(self) -> str:
        return _TITLES[self.state]

    @property
    def tone(self) -> str:
        return "done" if self.holds else "care"


_TITLES = {
    State.QUORATE: "Quorate",
    State.NOT_QUORATE: "Not quorate",
    State.NOT_YET: "Not yet quorate",
    State.EXPECTED: "Will be quorate",
    State.UNSET: "No quorum set",
}


@dataclass(frozen=True)
class Rules:
    """A quorum term, read against a day: which agencies must be there, what share of the places."""

    statutory: tuple[Partner, ...] = ()
    agencies: tuple[Partner, ...] = ()
    share: Fraction | None = None
    confirmed: bool = True

    @classmethod
    def of(cls, value: Any, *, partners: Iterable[Partner], named: Iterable[Partner], confirmed: bool) -> "Rules":
        """Reads the term's value. `partners` are that day's statutory partners, `named` its own agencies."""
        said = value if isinstance(value, dict) else {}
        share = said.get("share_of_places")
        return cls(
            statutory=tuple(partners) if said.get("all_statutory_partners") else (),
            agencies=tuple(named) if said.get("agencies") else (),
            share=Fraction(share).limit_denominator(20) if share else None,
            confirmed=confirmed,
        )

    def __bool__(self) -> bool:
        return bool(self.statutory or self.agencies or self.share)

    def seats_needed(self, places: int) -> int:
        return ceil(self.share * places) if self.share else 0

    def say(self) -> str:
        """All three statutory partners and half the seats."""
        return _join([_all_partners(self.statutory), *(agency.name for agency in self.agencies), _share(self.share)])


def judge(rules: Rules, voices: Iterable[Voice], *, under_way: bool) -> Quorum:
    """Is it quorate now; or, before it begins, will it be, as far as people have replied?"""
    note = "" if rules.confirmed else TO_BE_CONFIRMED
    if not rules:
        return Quorum(State.UNSET, "This group’s terms set no quorum.", note=note)
    voices = list(voices)
    heard = {voice.agency for voice in voices if voice.represented}
    missing = [agency for agency in (*rules.statutory, *rules.agencies) if agency.key not in heard]
    missing = list(dict.fromkeys(missing))
    seats, places = sum(voice.represented for voice in voices), len(voices)
    short = seats < rules.seats_needed(places)
    met = not missing and not short
    names = tuple(agency.name for agency in missing)
    if under_way:
        words = _met_words(rules, seats, places) if met else _lacking_words(rules, names, seats, places, short)
        return Quorum(State.QUORATE if met else State.NOT_QUORATE, words, names, note)
    words = _reply_words(rules, voices, missing)
    return Quorum(State.EXPECTED if met else State.NOT_YET, words, names, note)


def _met_words(rules: Rules, seats: int, places: int) -> str:
    """All three statutory partners and 13 of 16 seats."""
    said = [_all_partners(rules.statutory), *(agency.name for agency in rules.agencies)]
    return _capital(_join([*said, f"{seats} of {places} seats"]))


def _lacking_words(rules: Rules, names: tuple[str, ...], seats: int, places: int, short: bool) -> str:
    said = f"{_join(names)} {'is' if len(names) == 1 else 'are'} not here. " if names else ""
    needed = f"; {rules.seats_needed(places)} are needed" if short else ""
    return f"{said}{seats} of {places} seats{needed}."


def _reply_words(rules: Rules, voices: list[Voice], missing: list[Partner]) -> str:
    """Needs all three statutory partners and half the seats. 14 of 16 have replied; the Police have named no
    delegate."""
    filled = [voice for voice in voices if not voice.vacant]
    replied = sum(voice.replied for voice in filled)
    why: dict[str, list[str]] = {" named no delegate": [], " no seat": [], " not replied": [], "": []}
    for agency in missing:
        own = [voice for voice in filled if voice.agency == agency.key]
        if not own:
            why[" no seat"].append(agency.name)
        elif all(voice.apologies for voice in own):
            why[" named no delegate"].append(agency.name)
        else:
            why["" if all(voice.replied for voice in own) else " not replied"].append(agency.name)
    said = [f"{_join(names)} {_have(len(names))}{rest}" for rest, names in why.items() if names and rest]
    said += [f"{_join(names)} will not be there" for names in (why[""],) if names]
    return "; ".join([f"Needs {rules.say()}. {replied} of {len(filled)} {_have(replied)} replied", *said]) + "."


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _all_partners(statutory: tuple[Partner, ...]) -> str:
    if not statutory:
        return ""
    if len(statutory) == 1:
        return f"the statutory partner, {statutory[0].name}"
    return f"{'both' if len(statutory) == 2 else 'all ' + say_number(len(statutory))} statutory partners"


_SHARES = {
    Fraction(1, 2): "half the seats",
    Fraction(1, 3): "a third of the seats",
    Fraction(2, 3): "two thirds of the seats",
    Fraction(1, 4): "a quarter of the seats",
    Fraction(3, 4): "three quarters of the seats",
    Fraction(1): "every seat",
}


def _share(share: Fraction | None) -> str:
    return _SHARES.get(share, f"{round(share * 100)}% of the seats") if share else ""


def _join(words: Iterable[str]) -> str:
    said = [word for word in words if word]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

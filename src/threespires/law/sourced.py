"""What every rule of law that is kept as data has: whether it was read in its source, and from which day it holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

TO_BE_CONFIRMED = "To be confirmed by the partnership"


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """A rule with its mark and its first day; None where it has held for as long as anybody asks."""

    mark: str
    effective_from: date | None

    @property
    def is_confirmed(self) -> bool:
        """Only what was checked against its source stands; the rest the partnership must confirm."""
        return self.mark == "checked"

    @property
    def confirmation(self) -> str:
        """That it is to be confirmed, unless it was read in its source."""
        return "" if self.is_confirmed else TO_BE_CONFIRMED


R = TypeVar("R", bound=Sourced)


def latest_on(rules: Iterable[R], day: date) -> R | None:
    """Of rules that follow each other, the one that holds on a day: the latest that has begun."""
    begun = [rule for rule in rules if rule.effective_from is None or rule.effective_from <= day]
    return max(begun, key=lambda rule: rule.effective_from or date.min, default=None)

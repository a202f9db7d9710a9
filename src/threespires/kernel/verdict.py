"""A rule's answer: yes, in a named seat; or no, with the reason."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """True or false, with `reason` when false and `seat` (in which seat one may) when true."""

    allowed: bool
    reason: str = ""
    seat: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def __and__(self, other: "Verdict") -> "Verdict":
        """Both must hold; the first no speaks, the first seat named stands."""
        if not self:
            return self
        return other if not other else yes(self.seat or other.seat)


class Refused(Exception):
    """Raised when a rule says no. Holds the sentence shown to the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def yes(seat: object = "") -> Verdict:
    return Verdict(True, seat=str(seat or ""))


def no(reason: str) -> Verdict:
    return Verdict(False, reason=reason)


def require(verdict: Verdict) -> Verdict:
    """The verdict if it is yes.

    Raises:
        Refused: with the reason, if it is no.
    """
    if not verdict:
        raise Refused(verdict.reason)
    return verdict

"""Rules of access are marked as such, and whatever answers people, or acts for them, names the rules it goes by.

A rule is a plain function of a person, and mostly of a record. What names no rule is not served, and a page that names
one must have asked it: `config.middleware` sees to both.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from threespires.kernel.verdict import Verdict, no, yes

P = ParamSpec("P")
T = TypeVar("T")
Rule = Callable[..., Any]


@dataclass
class Asked:
    """The rules that were asked of one person."""

    person: Any
    rules: set[Rule] = field(default_factory=set)


_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


def rule(function: Callable[P, T]) -> Callable[P, T]:
    """Marks a rule: whoever it refuses is told why."""

    @wraps(function)
    def ask(*about: P.args, **named: P.kwargs) -> T:
        noting = _asked.get()
        if noting is not None and about and about[0] == noting.person:
            noting.rules.add(ask)
        return function(*about, **named)

    ask.is_rule = True  # type: ignore[attr-defined]
    return ask


def sight(function: Callable[P, T]) -> Callable[P, T]:
    """Marks a rule of who sees what: to whoever it refuses, the thing isn't there."""
    marked = rule(function)
    marked.hides = True  # type: ignore[attr-defined]
    return marked


def is_rule(thing: Any) -> bool:
    return getattr(thing, "is_rule", False)


def hides(asked: Rule) -> bool:
    """Whether the rule says who sees what."""
    return getattr(asked, "hides", False)


@rule
def anyone(person: Any) -> Verdict:
    """Anyone, whether signed in or not."""
    return yes()


@rule
def whoever_is_signed_in(person: Any) -> Verdict:
    """Whoever is signed in: the page holds what is their own, or what they may see by its own rules."""
    return yes() if person.is_authenticated else no("Sign in first")


@rule
def the_clock(person: Any) -> Verdict:
    """Nobody: the clock calls it, it does what its purpose says and shows it to nobody."""
    return no("Only the clock does this")


# ------------------------------------------------------------------------------------- naming and noting


@dataclass(frozen=True)
class GoesBy:
    """The rules that a page goes by: to be opened, and, besides, to take what is sent to it."""

    opening: tuple[Rule, ...]
    sending: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        if not (self.opening or self.sending):
            raise TypeError("It goes by no rule: name one, and be it that of anyone")
        if strange := [each.__name__ for each in (*self.opening, *self.sending) if not is_rule(each)]:
            raise TypeError(f"{', '.join(strange)} is no rule: mark it with @rule or @sight")

    @property
    def is_open(self) -> bool:
        return anyone in (*self.opening, *self.sending)


def goes_by(*opening: Rule, sending: Rule | tuple[Rule, ...] = ()) -> Callable[[T], T]:
    """Names the rules that a view or a job goes by.

    Args:
        opening: what must be asked before the page is shown. None where it is only ever sent to.
        sending: what must be asked besides before what is sent is taken. None where nothing is.
    """
    named = GoesBy(opening, sending if isinstance(sending, tuple) else (sending,))

    def mark(function: T) -> T:
        function.goes_by = named  # type: ignore[attr-defined]
        if named.is_open:
            function.login_required = False  # type: ignore[attr-defined]
        return function

    return mark


def named_by(function: Any) -> GoesBy | None:
    """The rules that a view or job names."""
    return getattr(function, "goes_by", None)


@contextmanager
def noting(person: Any) -> Iterator[Asked]:
    """Notes the rules that are asked of `person` meanwhile."""
    kept = Asked(person)
    token = _asked.set(kept)
    try:
        yield kept
    finally:
        _asked.reset(token)


def for_a_part(function: Callable[P, T]) -> Callable[P, T]:
    """The function, whose rules decide what a part of the page holds: not noted as the page's own."""

    @wraps(function)
    def apart(*about: P.args, **named: P.kwargs) -> T:
        token = _asked.set(None)
        try:
            return function(*about, **named)
        finally:
            _asked.reset(token)

    return apart

"""Who does it: a person whom a rule lets, or the server's command line, which may name the first people."""

from collections.abc import Callable
from typing import Any

from threespires.accounts.models import Person
from threespires.kernel.verdict import Verdict, require, yes

COMMAND_LINE = yes("the server’s command line")


def required(by: Person | None, rule: Callable[..., Verdict], *about: Any) -> Verdict:
    """What the rule says of `by`; the command line is asked none."""
    return require(rule(by, *about)) if by else COMMAND_LINE

"""Who may invite people and stop them signing in. An account opens no record."""

from collections.abc import Iterable
from typing import Any

from threespires.accounts.models import Person
from threespires.kernel import plates
from threespires.kernel.rules import rule
from threespires.kernel.verdict import Verdict, no, yes


@rule
def may_manage_accounts(person: Any) -> Verdict:
    """The Board manager, or a system administrator, invites people and sees who has an account."""
    if person.runs_the_system:
        return yes("system administrator")
    return plates.answer("invites", person, otherwise=no("Only a system administrator invites people"))


def takes_two(people: Iterable[Person]) -> set[int]:
    """The keys of those whom nobody alone lets in again. The rooms above say who they are."""
    return plates.answer("admitted_by_two", people, otherwise=set())


@rule
def may_invite(person: Any, invited: Person, by_two: set[int] | None = None) -> Verdict:
    """Whoever manages accounts invites anyone; a system administrator who was stopped, only another one. Whom nobody
    alone lets in again is invited by two.

    `by_two` are those, where they are known already.
    """
    if invited.pk in (takes_two([invited]) if by_two is None else by_two):
        return no(f"Nobody alone lets {invited} in again: ask for a link, and a second person approves it")
    if invited.runs_the_system and not invited.is_active and not person.runs_the_system:
        return no("Only a system administrator lets another one sign in again")
    return may_manage_accounts(person)


@rule
def may_make_administrator(person: Any) -> Verdict:
    """A system administrator makes another one; nobody else does."""
    if person.runs_the_system:
        return yes("system administrator")
    return no("Only a system administrator makes another one")


@rule
def may_stop(person: Any, other: Person) -> Verdict:
    """Whoever manages accounts stops anyone signing in but themself; a system administrator, only another one."""
    if person.pk == other.pk:
        return no("You can’t stop yourself signing in")
    if other.runs_the_system and not person.runs_the_system:
        return no("Only a system administrator stops another one signing in")
    if not other.is_active:
        return no(f"{other} can’t sign in already")
    return may_manage_accounts(person)


@rule
def may_let_in_again(person: Any, other: Person, by_two: set[int] | None = None) -> Verdict:
    """Whoever manages accounts takes off a second step that somebody else lost, or changes their address; of a system
    administrator only another one. For whom nobody alone lets in again, two do it.

    `by_two` are those, where they are known already.
    """
    if person.pk == other.pk:
        return no("Somebody else lets you in again")
    if other.pk in (takes_two([other]) if by_two is None else by_two):
        return no(f"Nobody alone lets {other} in again: ask for it, and a second person approves it")
    if other.runs_the_system and not person.runs_the_system:
        return no("Only a system administrator lets another one in again")
    return may_manage_accounts(person)

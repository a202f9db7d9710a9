"""Who may invite people and stop them signing in. An account opens no record."""

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


@rule
def may_invite(person: Any, invited: Person) -> Verdict:
    """Whoever manages accounts invites anyone; a system administrator who was stopped, only another one."""
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
def may_let_in_again(person: Any, other: Person) -> Verdict:
    """Whoever manages accounts sends somebody else a link to choose a password, takes off a second factor that they
    lost, or changes their address; of a system administrator only another one. Of whoever sits on a case group it takes
    two of that group, so nobody does it alone."""
    if person.pk == other.pk:
        return no("Somebody else lets you in again")
    if plates.answer("needs_second_factor", other, otherwise=False):
        return no(f"{other} sits on a case group, so it takes two of that group to let them in again")
    if other.runs_the_system and not person.runs_the_system:
        return no("Only a system administrator lets another one in again")
    return may_manage_accounts(person)

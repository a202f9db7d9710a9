"""What lets a member of a case group sign in, renewed by two."""

from django.db import transaction

from threespires.accounts.models import Person
from threespires.approvals.models import Proposal
from threespires.approvals.operations import ask
from threespires.kernel.verdict import Refused, require
from threespires.partnership import notices
from threespires.partnership.pairs import LEADS
from threespires.partnership.permissions import circle_for_reset, may_ask_reset
from threespires.partnership.resets import carried_out, check_reset, say_reset


@transaction.atomic
def ask_reset(person: Person, *, by: Person, what: str, why: str, email: str = "") -> Proposal:
    """Asks that what lets `person` sign in is renewed. It is, once a second person has approved it.

    Args:
        what: one of `resets.Reset`.
        email: the new address, where it is that which changes.

    Raises:
        Refused: if `by` may not, or if no reason is given, or if somebody has the address.
    """
    verdict = require(may_ask_reset(by, person))
    if not why.strip():
        raise Refused("Say why, so that a second person can judge it")
    check_reset(what, email)
    return ask(
        by=by,
        seat=verdict.seat,
        kind="reset",
        circle=circle_for_reset(person, by=by),
        title=f"{say_reset(what)}: {person}",
        why=why,
        concerns=person,
        facts={"what": what, "email": email},
    )


def carry_out_reset(proposal: Proposal, *, by: Person, seat: str) -> None:
    """A second person has approved: accounts does it, and tells whom it concerns."""
    carried_out(proposal.fact("what"), proposal.whom, by=by, seat=seat, email=proposal.fact("email"))
    if proposal.circle == LEADS:
        notices.leads_acted(proposal, by)

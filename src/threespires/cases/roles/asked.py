"""What a second member reads before approving a role on a case. It is read from the proposal alone, so that whoever
asked reads the same although the case may meanwhile be closed to them."""

from datetime import date
from typing import Any

from threespires.approvals.models import Proposal
from threespires.approvals.permissions import visible_proposals
from threespires.cases.circles import ROLE
from threespires.cases.models import Case
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.law.case_roles import role_kind_on
from threespires.partnership.models import Agency
from threespires.partnership.standing import held_by


def waiting_roles(person: Any, case: Case) -> list[Proposal]:
    """The roles on a case that wait for a second member, as far as `person` may know."""
    seen = visible_proposals(person).filter(kind=ROLE, status=Proposal.Status.WAITING, facts__case=str(case.pk))
    return list(seen.select_related("asked_by"))


def tell_role(proposal: Proposal) -> list[tuple[str, str]]:
    """Who, in which role, for which agency and how long; what it lets them do; and what they hold, so that nobody is
    let in under another's name."""
    person, kind = proposal.whom, role_kind_on(proposal.fact("role"), today())
    agency = Agency.objects.filter(pk=proposal.fact("agency")).first()
    told = [
        ("Who", person.name),
        ("Email address", person.email),
        ("Holds today", "; ".join(held_by([person]).get(person.pk, [])) or "Nothing"),
        ("On", f"Case {proposal.fact('number')}, and no other"),
        ("As", kind.label),
        ("What it lets them do", f"{kind.sight} what stands in this case. {kind.note}"),
        ("How sure the rule is", kind.confirmation or "Read in its source"),
        ("For", str(agency or "")),
        ("From", say_date(date.fromisoformat(proposal.fact("starts")))),
        ("Until", say_date(date.fromisoformat(proposal.fact("ends")))),
    ]
    return [(what, words) for what, words in told if words]

"""A role on a case is proposed, given once a second member approves, and ended."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from threespires.accounts.models import Person
from threespires.approvals.models import Proposal
from threespires.approvals.operations import ask
from threespires.cases.circles import ROLE, circle_of
from threespires.cases.models import Case
from threespires.cases.permissions import may_approve_role, may_end_role, may_propose_role, visible_cases
from threespires.cases.recording import changed
from threespires.cases.roles import notices
from threespires.kernel.clock import now, today
from threespires.kernel.locks import lock
from threespires.kernel.verdict import Refused, require
from threespires.law.case_roles import role_kind_on
from threespires.partnership.models import Agency, CaseRole
from threespires.partnership.standing import forget_standing


@transaction.atomic
def propose_role(
    case: Case, *, by: Person, person: Person, kind: str, starts: date, ends: date, agency: Agency | None = None
) -> Proposal:
    """A member proposes that somebody from outside the group holds a role on a case.

    What is asked names the case by its number and gives as reason what the role is for: a proposal isn't sealed.

    Raises:
        Refused: if `by` may not, `person` may not hold it, holds it already, or the days don't fit.
    """
    verdict = require(may_propose_role(by, case, person))
    if ends < starts or ends < today():
        raise Refused("The last day of a role can’t lie before its first, nor before today")
    held = CaseRole.objects.filter(case_id=case.pk, person=person, kind=kind, ended_at=None, ends__gte=starts)
    if held.exists():
        raise Refused("They hold this role already")
    asked = role_kind_on(kind, today())
    return ask(
        by=by,
        seat=verdict.seat,
        kind=ROLE,
        circle=circle_of(case),
        title=f"A role on case {case.number}, {case.group}, for {person}",
        why=f"{asked.label}. {asked.note}",
        concerns=person,
        facts={
            "case": str(case.pk),
            "number": case.number,
            "role": kind,
            "agency": agency.pk if agency else None,
            "starts": starts.isoformat(),
            "ends": ends.isoformat(),
        },
    )


def carry_out_role(proposal: Proposal, *, by: Person, seat: str) -> None:
    """A second member has approved: the person holds the role, from that day on or from today, and is told.

    Raises:
        Refused: where its last day is over, or `by` may not approve it.
    """
    case = visible_cases(by).select_related("group").filter(pk=proposal.fact("case")).first()
    if case is None:
        raise Refused("This case isn’t there any more")
    require(may_approve_role(by, proposal))
    starts, ends = (date.fromisoformat(proposal.fact(name)) for name in ("starts", "ends"))
    if starts >= timezone.localdate(proposal.asked_at):
        starts = max(starts, today())
    if ends < max(starts, today()):
        raise Refused("The last day of this role is over")
    given = CaseRole.objects.create(
        case_id=case.pk,
        number=case.number,
        group=case.group,
        person=proposal.whom,
        agency_id=proposal.fact("agency"),
        kind=proposal.fact("role"),
        starts=starts,
        ends=ends,
        asked_by=proposal.asked_by,
        approved_by=by,
    )
    forget_standing(given.person)
    changed("role.given", given, by=by, seat=seat)
    notices.given(given)


@transaction.atomic
def end_role(role: CaseRole, *, by: Person) -> CaseRole:
    """Ends a role at once. One that was still to begin never does."""
    lock(role)
    verdict = require(may_end_role(by, role))
    role.ended_by, role.ended_at = by, now()
    role.save()
    forget_standing(role.person)
    changed("role.ended", role, by=by, seat=verdict.seat)
    if role.person_id != by.pk:
        notices.ended(role)
    return role

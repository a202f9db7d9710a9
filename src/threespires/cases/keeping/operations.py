"""Legal holds, asking that a case be disposed of, and disposing of it."""

from functools import partial

from django.db import transaction

from threespires.accounts.models import Person
from threespires.approvals.models import Proposal
from threespires.approvals.operations import ask
from threespires.cases.circles import DISPOSAL, circle_of
from threespires.cases.keeping.asked import facts_for
from threespires.cases.keeping.letting_go import destroy_key, end_roles, records_of, remove_files, write_certificate
from threespires.cases.keeping.times import due_on, rule_of
from threespires.cases.models import Case, Due, Hold
from threespires.cases.permissions import may_approve_disposal, may_ask_disposal, may_end_hold, may_put_on_hold
from threespires.cases.recording import changed, let_go
from threespires.kernel.clock import now
from threespires.kernel.dates import say_date
from threespires.kernel.locks import lock
from threespires.kernel.verdict import Refused, require


@transaction.atomic
def put_on_hold(case: Case, *, by: Person, why: str) -> Hold:
    """A member has a case kept, whatever its time, and says why."""
    # Held while it is put, so that it isn't disposed of meanwhile.
    lock(case)
    verdict = require(may_put_on_hold(by, case))
    hold = Hold.objects.create(case=case, why=why, put_by=by, put_at=now())
    changed("hold.put_on", hold, by=by, seat=verdict.seat)
    return hold


@transaction.atomic
def end_hold(hold: Hold, *, by: Person, because: str) -> Hold:
    """The chair ends a legal hold, with a reason."""
    lock(hold)
    verdict = require(may_end_hold(by, hold))
    hold.ended_because, hold.ended_by, hold.ended_at = because, by, now()
    hold.save()
    changed("hold.ended", hold, by=by, seat=verdict.seat)
    return hold


@transaction.atomic
def ask_disposal(case: Case, *, by: Person) -> Proposal:
    """The chair asks that a case be disposed of, since its time is over.

    What is asked names the case by its number, and gives as reason the rule alone: a proposal isn't sealed.
    """
    lock(case)
    verdict = require(may_ask_disposal(by, case))
    rule, due = rule_of(case), due_on(case)
    return ask(
        by=by,
        seat=verdict.seat,
        kind=DISPOSAL,
        circle=circle_of(case),
        title=f"Dispose of case {case.number}, {case.group}",
        why=f"It was to be kept for {rule}, which was {say_date(case.kept_from)}. Since {say_date(due)} it is due for "
        "disposal.",
        facts={"case": str(case.pk), "told": facts_for(case)},
    )


def carry_out_disposal(proposal: Proposal, *, by: Person, seat: str) -> None:
    """Disposes of a case for good. From the end of this transaction nobody sees it; its key is destroyed right after,
    or by the clock if that fails."""
    case = Case.objects.select_for_update().filter(pk=proposal.fact("case")).first()
    if case is None:
        raise Refused("This case isn’t there any more")
    require(may_approve_disposal(by, proposal))
    records = records_of(case)
    # Written down first: afterwards nothing of the case is there for anybody.
    let_go(records, by=by, seat=seat)
    Due.objects.filter(case_id=case.pk).delete()
    end_roles([case.pk], by=by)
    files = remove_files(case)
    write_certificate(case, records=len(records), files=files, proposal=proposal, by=by, seat=seat)
    transaction.on_commit(partial(destroy_key, case.pk), robust=True)

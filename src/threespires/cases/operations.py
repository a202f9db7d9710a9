"""Cases are opened; members declare interests in them, are shut out, and let back in."""

from collections.abc import Iterable

from django.db import transaction

from threespires.accounts.models import Person
from threespires.cases import notices
from threespires.cases.models import Case, CaseRecord, Interest, Numbering
from threespires.cases.permissions import may_declare, may_end_interest, may_shut_out
from threespires.cases.recording import changed
from threespires.kernel.clock import now, today
from threespires.kernel.locks import lock
from threespires.kernel.verdict import Refused, require
from threespires.partnership.models import Group
from threespires.partnership.standing import case_seat, roles_of
from threespires.vault import store


@transaction.atomic
def open_case(group: Group, *, kept_as: str = CaseRecord.KEPT_AS, drawn_from: Iterable[Case] = ()) -> Case:
    """A case of this group, with a key of its own. Whoever calls this has asked the rule by which it is opened.

    Args:
        kept_as: the class under which it is kept.
        drawn_from: the cases whose content it takes up: whoever is shut out of one of them is shut out of it.

    Raises:
        Refused: if the keys aren't here.
    """
    numbering, _ = Numbering.objects.select_for_update().get_or_create(group=group)
    numbering.last += 1
    numbering.save()
    case = Case.objects.create(group=group, number=numbering.last, kept_as=kept_as, kept_from=today(), opened_at=now())
    store.make_for(case.pk, "No case can be opened")
    case.drawn_from.set(drawn_from)
    return case


@transaction.atomic
def declare_interest(case: Case, *, by: Person, why: str) -> Interest:
    """A member says that they have an interest in a case, and from then on doesn't see it."""
    verdict = require(may_declare(by, case))
    interest = Interest(case=case, group=case.group, person=by, declared=True, why=why, noted_by=by, noted_at=now())
    # Written down first: afterwards nothing of the case is theirs to see.
    changed("interest.declared", interest, by=by, seat=verdict.seat)
    interest.save(force_insert=True)
    return interest


@transaction.atomic
def shut_out(case: Case, other: Person, *, by: Person, why: str) -> Interest:
    """Another member is named in the case: from then on they find nothing of it, nor that they are shut out. A second
    person who sees the case is told that somebody is; the lead representatives too, where it is whoever chairs.

    Raises:
        Refused: if `by` may not, gives no reason, the other isn't on the group, or is shut out already.
    """
    verdict = require(may_shut_out(by, case, other))
    if not why.strip():
        raise Refused("Say why, so that others of the group can judge it")
    if not case_seat(other, case.group) and not any(role.case_id == case.pk for role in roles_of(other)):
        raise Refused("They aren’t on the group, so they see nothing of it anyway")
    if Interest.objects.standing().filter(case=case, person=other).exists():
        raise Refused("They are shut out already")
    interest = Interest.objects.create(
        case=case, group=case.group, person=other, declared=False, why=why, noted_by=by, noted_at=now()
    )
    changed("interest.shut_out", interest, by=by, seat=verdict.seat)
    notices.shut_out(interest)
    return interest


@transaction.atomic
def end_interest(interest: Interest, *, by: Person) -> Interest:
    """The chair lets somebody back in: what kept them out is so no more."""
    lock(interest)
    verdict = require(may_end_interest(by, interest))
    interest.ended_by, interest.ended_at = by, now()
    interest.save()
    changed("interest.ended", interest, by=by, seat=verdict.seat)
    return interest

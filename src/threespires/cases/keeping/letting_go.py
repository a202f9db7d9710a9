"""What stays of a case that was disposed of, its certificate; and that its key goes, and stays away.

Everything here is safe to repeat. A certificate is written down outside the database, too: an older database that is
put back gets it again.
"""

import fcntl
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core import serializers
from django.db import transaction
from django.utils import timezone

from threespires.accounts.models import Person
from threespires.approvals.models import Proposal
from threespires.cases.keeping.times import due_on, rule_of
from threespires.cases.models import Case, CaseRecord, Disposal, case_models
from threespires.cases.wall.asking import asked_by_job
from threespires.kernel.clock import now
from threespires.partnership.models import CaseRole
from threespires.vault import boxes, store

LETTING_GO = "cases.letting_go"


def records_of(case: Case) -> list[CaseRecord]:
    """Every record of a case, of whatever kind."""
    return [
        record for model in case_models() for record in model._default_manager.filter(case=case).select_related("case")
    ]


def remove_files(case: Case) -> int:
    """Removes the rows of the files of a case; gives how many. What they hold goes with the key."""
    files = [
        record for model in case_models() if model.HOLDS_FILE for record in model._default_manager.filter(case=case)
    ]
    for file in files:
        file.delete()
    return len(files)


def write_certificate(case: Case, *, records: int, files: int, proposal: Proposal, by: Person, seat: str) -> Disposal:
    """Marks a case as disposed of, by two. Whoever calls this has asked the rule."""
    return Disposal.objects.create(
        **_facts(case),
        records=records,
        files=files,
        asked_by=proposal.asked_by,
        asked_in=proposal.asked_in,
        asked_at=proposal.asked_at,
        approved_by=by,
        approved_in=seat,
        disposed_at=now(),
    )


def end_roles(cases: Iterable[UUID], *, by: Person | None) -> None:
    """Nobody holds a role on what was disposed of."""
    CaseRole.objects.filter(case_id__in=cases, ended_at=None).update(ended_at=now(), ended_by=by)


def destroy_key(case: UUID) -> None:
    """Destroys the key of a case that was disposed of, here and in each copy, deletes what lies sealed with it, and
    notes that it is done."""
    if case not in store.destroyed():
        _write_down(Disposal.objects.get(case=case))
        store.destroy(case, now())
    store.destroy_again()
    boxes.remove_all(case)
    Disposal.objects.filter(case=case, destroyed_at=None).update(destroyed_at=now())


def finish() -> int:
    """Destroys the keys of all that was disposed of and whose key wasn't destroyed then; gives how many."""
    left = list(Disposal.objects.filter(destroyed_at=None).values_list("case", flat=True))
    for case in left:
        destroy_key(case)
    return len(left)


@transaction.atomic
def reapply() -> int:
    """Disposes again of every case whose key was destroyed, as where an older database was put back; gives how many.

    What the key store lists comes first: no record of such a case can be read, whatever the database says.
    """
    store.destroy_again()
    boxes.remove_what_opens_no_more()
    gone = store.destroyed() - set(Disposal.objects.values_list("case", flat=True))
    if not gone:
        return 0
    end_roles(gone, by=None)
    with asked_by_job(LETTING_GO, gone):
        cases, known = list(Case.objects.filter(pk__in=gone)), _written_down()
        for case in cases:
            disposal = known.get(case.pk) or Disposal(**_facts(case))
            remove_files(case)
            disposal.destroyed_at = now()
            disposal.save(force_insert=True)
    return len(cases)


def _facts(case: Case) -> dict[str, Any]:
    rule = rule_of(case)
    return {
        "case_id": case.pk,
        "group_id": case.group_id,
        "number": case.number,
        "opened_on": timezone.localdate(case.opened_at),
        "kept_as": case.kept_as,
        "rule": rule.rule,
        "rule_words": f"{rule.label}: {rule}",
        "kept_from": case.kept_from,
        "due_on": due_on(case),
    }


def _write_down(disposal: Disposal) -> None:
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        opened.write(serializers.serialize("jsonl", [disposal]))


def _written_down() -> dict[UUID, Disposal]:
    """The certificates that were written down, to be saved anew; without people whom the database doesn't know."""
    file = _file()
    if not file.exists():
        return {}
    read = serializers.deserialize("jsonl", file.read_text(encoding="utf-8"), ignorenonexistent=True)
    found = [cast(Disposal, each.object) for each in read]
    asked_for = {key for one in found for key in (one.asked_by_id, one.approved_by_id) if key}
    known = set(Person.objects.filter(pk__in=asked_for).values_list("pk", flat=True))
    for one in found:
        one.pk = None
        if not {one.asked_by_id, one.approved_by_id} <= known:
            one.asked_by_id = one.approved_by_id = None
    return {one.case_id: one for one in found}


def _file() -> Path:
    return Path(settings.ANCHORS) / "disposals.jsonl"

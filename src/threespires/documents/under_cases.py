"""A file under a case: kept by `keep_under`, and from then on a case record like any other.

Whoever sees the case sees it, on both walls; it is sealed with the key of the case, its name too; whoever reads it is
written down; it goes out with an export; and it is gone for good with its case. A room that has files of cases points
at them (`ForeignKey(CaseFile, null=True, on_delete=SET_NULL)`), shows them with `get_absolute_url()` and `about`, and
has nothing else to do.
"""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from threespires.accounts.models import Person
from threespires.cases.calendar import put_in_calendar
from threespires.cases.models import Case, Due
from threespires.cases.recording import changed
from threespires.cases.wall.asking import asked_by_job
from threespires.documents import notices
from threespires.documents.contents import TAKEN, Kind
from threespires.documents.lifecycle import DOCUMENT
from threespires.documents.models import CaseFile
from threespires.documents.operations import AT_ONCE_SECONDS
from threespires.documents.scanner import ScannerAway, harm_in
from threespires.documents.taking import known_of
from threespires.kernel.background import have_done
from threespires.kernel.clock import today
from threespires.kernel.locks import lock
from threespires.vault import boxes

SCANNING = "documents.scan"
"""What the calendar is told to do with a file of a case that is held."""
_SCAN = "threespires.documents.reminders.scan_case_file"
_SETTLED = {"let_out": "scanned", "refuse": "refused", "pass_over": "passed_over"}


@transaction.atomic
def keep_under(case: Case, file: File, *, by: Person, seat: str, kinds: Sequence[Kind] = TAKEN) -> CaseFile:
    """Keeps a file that somebody hands in under a case, and has it scanned. Whoever calls this has asked the rule by
    which it is handed in.

    Args:
        seat: the seat in which it is handed in, as the rule's verdict says.

    Raises:
        Refused: if it is empty, too large, or of a kind that isn't taken.
        KeyMissing: where the keys aren't here.
    """
    known, content = known_of(file, kinds, by)
    kept = CaseFile(case=case, **known)
    if not settings.SCANNER:
        DOCUMENT.apply(kept, "pass_over")
    kept.save(force_insert=True)
    boxes.put(kept.sealed_under(), kept.pk, content)
    changed("file.kept", kept, by=by, seat=seat)
    if settings.SCANNER:
        put_in_calendar(SCANNING, kept, today())
        transaction.on_commit(partial(_scan_at_once, case.pk, kept.pk), robust=True)
    return kept


def read(file: CaseFile) -> bytes:
    """What the file holds. Whoever calls this writes the reading down.

    Raises:
        FileNotFoundError: where it isn't there.
        KeyMissing, KeyDestroyed, Unreadable: where it can't be opened.
    """
    return boxes.take(file.sealed_under(), file.pk)


def _scan_at_once(case: UUID, file: UUID) -> None:
    try:
        scan(case, file, patience=AT_ONCE_SECONDS)
    except ScannerAway:
        have_done(_SCAN, str(case), str(file))


def scan(case: UUID, file: UUID, *, patience: float) -> None:
    """Asks the scanner about a held file of a case, and lets it out; or deletes it, and tells whoever handed it in.

    Safe to repeat: a file that isn't held any more stays as it is.

    Raises:
        ScannerAway: where the scanner doesn't say. The file stays held.
    """
    content = _held(case, file)
    if content is not None:
        harm = harm_in(content, patience=patience) if settings.SCANNER else ""
        _settle(case, file, ("refuse" if harm else "let_out") if settings.SCANNER else "pass_over", harm)
    _finish(case, file)


def _held(case: UUID, file: UUID) -> bytes | None:
    with asked_by_job(SCANNING, [case]):
        found = CaseFile.objects.filter(pk=file, case=case, status=CaseFile.Status.HELD).first()
        return read(found) if found else None


def _settle(case: UUID, file: UUID, step: str, harm: str) -> None:
    with asked_by_job(SCANNING, [case]), transaction.atomic():
        found = CaseFile.objects.filter(pk=file, case=case).first()
        if found is None or lock(found).status != CaseFile.Status.HELD:
            return
        DOCUMENT.apply(found, step)
        found.harm = harm
        found.save()
        changed(f"file.{_SETTLED[step]}", found, by=None)
        if harm:
            notices.refused(found)


def _finish(case: UUID, file: UUID) -> None:
    """Deletes what a refused file holds, once it is written down that it was refused; then nothing is left to do."""
    with asked_by_job(SCANNING, [case]):
        kept = CaseFile.objects.filter(pk=file, case=case).exclude(status=CaseFile.Status.REFUSED).exists()
    if not kept:
        boxes.remove(case, file)
    Due.objects.filter(job=SCANNING, thing=file).delete()


def see(file: CaseFile, *, by: Person) -> None:
    """Whoever handed a refused file in has read so, and needs no more telling."""
    if file.status == CaseFile.Status.REFUSED and file.uploaded_by_id == by.pk and not file.seen:
        CaseFile.objects.filter(pk=file.pk).update(seen=True)

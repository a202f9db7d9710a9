"""The states of a spreadsheet on its way in."""

from django.db.models import TextChoices

from threespires.kernel.lifecycle import Lifecycle


class ImportStatus(TextChoices):
    CHECKING = "checking", "Being checked for viruses"
    READING = "reading", "Being read"
    REFUSED = "refused", "Refused"
    READY = "ready", "Ready to apply"
    APPLYING = "applying", "Being taken in"
    APPLIED = "applied", "Applied"
    UNDOING = "undoing", "Being undone"
    UNDONE = "undone", "Undone"
    FAILED = "failed", "Not taken in"
    DROPPED = "dropped", "Dropped"


# A job has it.
WITH_A_JOB = (ImportStatus.READING, ImportStatus.APPLYING, ImportStatus.UNDOING)
# It goes on by itself, and the page says how far it is.
UNDER_WAY = (ImportStatus.CHECKING, *WITH_A_JOB)

SHEET = Lifecycle(
    start=ImportStatus.CHECKING,
    let_in=([ImportStatus.CHECKING], ImportStatus.READING),
    read=([ImportStatus.READING], ImportStatus.READY),
    refuse=([ImportStatus.READING], ImportStatus.REFUSED),
    apply=([ImportStatus.READY], ImportStatus.APPLYING),
    take_in=([ImportStatus.APPLYING], ImportStatus.APPLIED),
    fail=([ImportStatus.CHECKING, ImportStatus.READING, ImportStatus.APPLYING], ImportStatus.FAILED),
    read_again=([ImportStatus.FAILED], ImportStatus.READING),
    undo=([ImportStatus.APPLIED], ImportStatus.UNDOING),
    put_back=([ImportStatus.UNDOING], ImportStatus.UNDONE),
    keep=([ImportStatus.UNDOING], ImportStatus.APPLIED),
    drop=([ImportStatus.READY, ImportStatus.REFUSED, ImportStatus.FAILED], ImportStatus.DROPPED),
)

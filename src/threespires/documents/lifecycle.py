"""The states of a file that was handed in: nobody opens it before the virus scanner has found nothing."""

from django.db.models import TextChoices

from threespires.kernel.lifecycle import Lifecycle


class DocumentStatus(TextChoices):
    HELD = "held", "Being checked for viruses"
    CLEAN = "clean", "Checked for viruses"
    REFUSED = "refused", "Refused by the virus scanner"
    NOT_SCANNED = "not_scanned", "Not scanned for viruses"


DOCUMENT = Lifecycle(
    start=DocumentStatus.HELD,
    let_out=([DocumentStatus.HELD], DocumentStatus.CLEAN),
    refuse=([DocumentStatus.HELD], DocumentStatus.REFUSED),
    # In the demonstration alone, which has no scanner and says so.
    pass_over=([DocumentStatus.HELD], DocumentStatus.NOT_SCANNED),
)

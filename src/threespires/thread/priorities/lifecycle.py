"""The states of a line of enquiry and of a priority."""

from django.db.models import TextChoices

from threespires.kernel.lifecycle import Lifecycle


class EnquiryStatus(TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class PriorityStatus(TextChoices):
    CURRENT = "current", "Current"
    CLOSED = "closed", "Closed"


ENQUIRY = Lifecycle(
    start=EnquiryStatus.OPEN,
    close=([EnquiryStatus.OPEN], EnquiryStatus.CLOSED),
)

PRIORITY = Lifecycle(
    start=PriorityStatus.CURRENT,
    close=([PriorityStatus.CURRENT], PriorityStatus.CLOSED),
)

"""The states of a request for information: open until it is answered or taken back."""

from django.db.models import TextChoices

from threespires.kernel.lifecycle import Lifecycle


class RequestStatus(TextChoices):
    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    WITHDRAWN = "withdrawn", "Taken back by whoever asked"


LIFECYCLE = Lifecycle(
    start=RequestStatus.OPEN,
    answer=([RequestStatus.OPEN], RequestStatus.ANSWERED),
    withdraw=([RequestStatus.OPEN], RequestStatus.WITHDRAWN),
)

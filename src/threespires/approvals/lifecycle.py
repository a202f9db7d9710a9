"""The states of a proposal: it waits, and is answered once."""

from django.db.models import TextChoices

from threespires.kernel.lifecycle import Lifecycle


class ProposalStatus(TextChoices):
    WAITING = "waiting", "Waits for a second person"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Lapsed"


LIFECYCLE = Lifecycle(
    start=ProposalStatus.WAITING,
    approve=([ProposalStatus.WAITING], ProposalStatus.APPROVED),
    refuse=([ProposalStatus.WAITING], ProposalStatus.REFUSED),
    withdraw=([ProposalStatus.WAITING], ProposalStatus.WITHDRAWN),
    lapse=([ProposalStatus.WAITING], ProposalStatus.LAPSED),
)

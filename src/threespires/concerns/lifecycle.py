"""The states of a possible concern: it is open until a referral is recorded, or two agree that none is needed."""

from django.db.models import TextChoices

from threespires.kernel.lifecycle import Lifecycle


class ConcernStatus(TextChoices):
    OPEN = "open", "Open"
    DOUBTED = "doubted", "Waits for the duty post"
    REFERRED = "referred", "Referred"
    NOT_NEEDED = "not_needed", "No referral needed"


IS_OPEN = (ConcernStatus.OPEN, ConcernStatus.DOUBTED)

LIFECYCLE = Lifecycle(
    start=ConcernStatus.OPEN,
    refer=(IS_OPEN, ConcernStatus.REFERRED),
    doubt=([ConcernStatus.OPEN], ConcernStatus.DOUBTED),
    agree=([ConcernStatus.DOUBTED], ConcernStatus.NOT_NEEDED),
    put_back=([ConcernStatus.DOUBTED], ConcernStatus.OPEN),
)

"""The states of an emerging issue. Becoming a possible concern is none of them: an issue in any state may be marked."""

from django.db.models import TextChoices

from threespires.kernel.lifecycle import Lifecycle


class IssueStatus(TextChoices):
    RAISED = "raised", "With the forum’s moderators"
    RETURNED = "returned", "Returned to you"
    LEARNED = "learned", "Became learning"
    SET_ASIDE = "set_aside", "Set aside"


LIFECYCLE = Lifecycle(
    start=IssueStatus.RAISED,
    learn_from=([IssueStatus.RAISED], IssueStatus.LEARNED),
    send_back=([IssueStatus.RAISED], IssueStatus.RETURNED),
    set_aside=([IssueStatus.RAISED], IssueStatus.SET_ASIDE),
    raise_again=([IssueStatus.RETURNED], IssueStatus.RAISED),
)

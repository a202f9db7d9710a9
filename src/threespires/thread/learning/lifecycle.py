"""The states of learning, and of a release on its way out of a case group."""

from django.db.models import TextChoices

from threespires.kernel.lifecycle import Lifecycle


class LearningStatus(TextChoices):
    NEW = "new", "Not taken up"
    TAKEN_UP = "taken_up", "Taken up"
    SET_ASIDE = "set_aside", "Set aside"


class ReleaseStatus(TextChoices):
    DRAFTED = "drafted", "With a second member"
    RETURNED = "returned", "Returned"
    CHECKED = "checked", "Checked, waiting for its day"
    RELEASED = "released", "Released"


LIFECYCLE = Lifecycle(
    start=LearningStatus.NEW,
    take_up=([LearningStatus.NEW, LearningStatus.SET_ASIDE], LearningStatus.TAKEN_UP),
    set_aside=([LearningStatus.NEW], LearningStatus.SET_ASIDE),
)

RELEASE = Lifecycle(
    start=ReleaseStatus.DRAFTED,
    check=([ReleaseStatus.DRAFTED], ReleaseStatus.CHECKED),
    send_back=([ReleaseStatus.DRAFTED], ReleaseStatus.RETURNED),
    redraft=([ReleaseStatus.RETURNED], ReleaseStatus.DRAFTED),
    release=([ReleaseStatus.CHECKED], ReleaseStatus.RELEASED),
)

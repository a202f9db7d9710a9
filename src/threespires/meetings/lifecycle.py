"""The states of a meeting, its items, decisions and minutes, and the steps between them."""

from django.db.models import TextChoices

from threespires.kernel.lifecycle import Lifecycle


class Status(TextChoices):
    PLANNED = "planned", "Planned"
    OPEN = "open", "Under way"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"


LIFECYCLE = Lifecycle(
    start=Status.PLANNED,
    move=([Status.PLANNED], Status.PLANNED),
    open=([Status.PLANNED], Status.OPEN),
    close=([Status.OPEN], Status.CLOSED),
    cancel=([Status.PLANNED], Status.CANCELLED),
)


class ItemStatus(TextChoices):
    WAITING = "waiting", "Not reached yet"
    DONE = "done", "Done"
    CARRIED = "carried", "Carried to the next meeting"
    REMOVED = "removed", "Taken off"


ITEM = Lifecycle(
    start=ItemStatus.WAITING,
    finish=([ItemStatus.WAITING, ItemStatus.DONE], ItemStatus.DONE),
    take_up_again=([ItemStatus.DONE], ItemStatus.WAITING),
    carry=([ItemStatus.WAITING], ItemStatus.CARRIED),
    remove=([ItemStatus.WAITING, ItemStatus.DONE], ItemStatus.REMOVED),
    put_back=([ItemStatus.REMOVED], ItemStatus.WAITING),
)


class DecisionStatus(TextChoices):
    TAKEN = "taken", "Taken"
    WAITING = "waiting", "To be ratified"
    RATIFIED = "ratified", "Ratified"
    REJECTED = "rejected", "Not ratified"


RATIFYING = Lifecycle(
    start=DecisionStatus.TAKEN,
    ratify=([DecisionStatus.WAITING], DecisionStatus.RATIFIED),
    reject=([DecisionStatus.WAITING], DecisionStatus.REJECTED),
)
"""What was taken by a quorum, or where none is set, stands as it was taken."""


class MinutesStatus(TextChoices):
    DRAFT = "draft", "Draft"
    CIRCULATED = "circulated", "Circulated"
    CORRECTED = "corrected", "Corrected since they were circulated"
    APPROVED = "approved", "Approved"
    LOCKED = "locked", "Approved and locked"


MINUTES = Lifecycle(
    start=MinutesStatus.DRAFT,
    circulate=([MinutesStatus.DRAFT], MinutesStatus.CIRCULATED),
    correct=([MinutesStatus.CIRCULATED, MinutesStatus.CORRECTED], MinutesStatus.CORRECTED),
    approve=([MinutesStatus.CIRCULATED, MinutesStatus.CORRECTED], MinutesStatus.APPROVED),
    open_again=([MinutesStatus.APPROVED], MinutesStatus.CORRECTED),
    lock=([MinutesStatus.APPROVED], MinutesStatus.LOCKED),
)
"""Approved at a later meeting; locked as that meeting closes."""


class CorrectionStatus(TextChoices):
    ASKED = "asked", "Asked for"
    MADE = "made", "Made"
    DECLINED = "declined", "Not made"


CORRECTION = Lifecycle(
    start=CorrectionStatus.ASKED,
    make=([CorrectionStatus.ASKED], CorrectionStatus.MADE),
    decline=([CorrectionStatus.ASKED], CorrectionStatus.DECLINED),
)

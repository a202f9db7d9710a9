"""The states of a meeting and of its items, and the steps between them."""

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

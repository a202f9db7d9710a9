"""The states of a pack, and the steps between them."""

from django.db.models import TextChoices

from threespires.kernel.lifecycle import Lifecycle


class PackStatus(TextChoices):
    MAKING = "making", "Being made"
    FAULTY = "faulty", "Not made"
    READY = "ready", "Ready to send out"
    OUT = "out", "Sent out"


PACK = Lifecycle(
    start=PackStatus.MAKING,
    finish=([PackStatus.MAKING], PackStatus.READY),
    fail=([PackStatus.MAKING], PackStatus.FAULTY),
    make_again=([PackStatus.FAULTY, PackStatus.READY], PackStatus.MAKING),
    send_out=([PackStatus.READY], PackStatus.OUT),
)

"""The states of what somebody asked to take out."""

from django.db.models import TextChoices

from threespires.kernel.lifecycle import Lifecycle


class ParcelStatus(TextChoices):
    MAKING = "making", "Being made"
    READY = "ready", "Ready to fetch"
    FETCHED = "fetched", "Fetched"
    LAPSED = "lapsed", "Lapsed: nobody fetched it"
    FAILED = "failed", "Not made"


UNDER_WAY = (ParcelStatus.MAKING,)
ENDED = (ParcelStatus.FETCHED, ParcelStatus.LAPSED)

PARCEL = Lifecycle(
    start=ParcelStatus.MAKING,
    hold=([ParcelStatus.MAKING], ParcelStatus.READY),
    fail=([ParcelStatus.MAKING], ParcelStatus.FAILED),
    fetch=([ParcelStatus.READY], ParcelStatus.FETCHED),
    lapse=([ParcelStatus.READY], ParcelStatus.LAPSED),
)

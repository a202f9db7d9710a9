"""A practitioner of an agency, from a day to a day."""

from django.conf import settings
from django.db import models

from threespires.kernel.models import Dated
from threespires.partnership.models import Agency


class Practitioner(Dated):
    """A person works with children for an agency. It is no seat and no post, and opens no case and no group's room."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="practises")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="practitioners")

    class Meta(Dated.Meta):
        ordering = ["person__name", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "agency"], condition=models.Q(ends=None), name="practitioners_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, practitioner, {self.agency}"

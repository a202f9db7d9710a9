"""What the front line or the public wrote to a group, and the possible safeguarding concerns among it."""

import uuid

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from threespires.cases.models import Recorded
from threespires.concerns.lifecycle import IS_OPEN, LIFECYCLE, ConcernStatus
from threespires.kernel.addresses import address
from threespires.kernel.clock import now
from threespires.kernel.models import Numbered, Versioned
from threespires.partnership.models import Group
from threespires.vault.fields import SealedText


class Concern(Numbered, Versioned):
    """A possible safeguarding concern in something that was written.

    It stays open until it is recorded to whom it was referred; or until one says why no referral is needed and another,
    who holds the duty post, agrees. It names the words, and holds none of them; its own are sealed with their key.
    """

    LETTER = "PC"
    NOT_IN_HISTORY = ("referred_to", "referred_by", "reference", "not_needed_because", "kind", "thing")
    Status = ConcernStatus

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("kind of what was marked", max_length=60)
    thing = models.UUIDField("what was marked")
    status = models.CharField(max_length=20, choices=ConcernStatus, default=LIFECYCLE.start)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    marked_in = models.CharField("marked in which seat", max_length=300)
    marked_at = models.DateTimeField(default=now)
    referred_to = SealedText(default="")
    referred_on = models.DateField(null=True, blank=True)
    referred_by = SealedText(default="")
    reference = SealedText(default="")
    not_needed_because = SealedText(default="")
    doubted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="who says that none is needed",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_in = models.CharField("closed in which seat", max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-marked_at", "-ref"]
        constraints = [
            models.UniqueConstraint(fields=["thing"], name="concerns_concern_one_a_thing"),
            models.CheckConstraint(
                name="concerns_concern_open_until_answered",
                condition=Q(status__in=IS_OPEN, closed_at__isnull=True, closed_by__isnull=True)
                | (~Q(status__in=IS_OPEN) & Q(closed_at__isnull=False, closed_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="concerns_concern_referred_on_a_day",
                condition=Q(referred_on__isnull=False) | ~Q(status=ConcernStatus.REFERRED),
            ),
            models.CheckConstraint(
                name="concerns_concern_not_needed_by_two",
                condition=~Q(status=ConcernStatus.NOT_NEEDED)
                | (Q(doubted_by__isnull=False) & ~Q(doubted_by=F("closed_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"Possible concern {self.ref}"

    def get_absolute_url(self) -> str:
        return address("concerns:concern", self.ref)

    @property
    def is_open(self) -> bool:
        return self.status in IS_OPEN

    @property
    def text(self) -> "FreeText":
        """What was marked."""
        return apps.get_model(self.kind)._base_manager.select_related("group").get(pk=self.thing)

    def sealed_under(self) -> uuid.UUID:
        """The name of its key in the key store: that of what was marked."""
        return self.thing


class FreeText(Recorded):
    """Words that somebody from the front line or the public wrote to a group. They may be about a child.

    They are sealed with a key of their own and whoever reads them is written down. What was marked as a possible
    concern is never published: the database refuses it, and refuses to take the mark off (see triggers). Each model on
    this base says `told`, sets `published_at` when what it says leaves its moderators in whatever form, and guards its
    table by `triggers.keep_marked` in its migration.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    concern = models.OneToOneField(Concern, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_marked_by_a_concern",
                condition=Q(concern__isnull=True, marked_at__isnull=True)
                | Q(concern__isnull=False, marked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_never_published_once_marked",
                condition=Q(marked_at__isnull=True) | Q(published_at__isnull=True) | Q(published_at__lt=F("marked_at")),
            ),
        ]

    def kept_by(self) -> int:
        return self.group_id

    def sealed_under(self) -> uuid.UUID:
        """The name of its key in the key store: its own."""
        return self.pk

    @property
    def is_marked(self) -> bool:
        return self.concern_id is not None

    @property
    def told(self) -> list[tuple[str, str]]:
        """What was written, as (what was asked, words)."""
        raise NotImplementedError

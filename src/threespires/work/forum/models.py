"""An emerging issue: what somebody at the front line sees in practice, told to the forum."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from threespires.concerns.models import FreeText
from threespires.kernel.addresses import address
from threespires.kernel.clock import now
from threespires.kernel.models import Numbered, Versioned
from threespires.partnership.models import Agency
from threespires.thread.learning.models import Learning, Theme
from threespires.vault.fields import SealedText
from threespires.work.forum.lifecycle import LIFECYCLE, IssueStatus


class Issue(Numbered, Versioned, FreeText):
    """What somebody sees in practice, and what the forum's moderators answered. Its words are sealed."""

    LETTER = "EI"
    Status = IssueStatus

    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=now)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    setting = SealedText()
    seen = SealedText()
    status = models.CharField(max_length=20, choices=Status, default=LIFECYCLE.start)
    answer = SealedText(default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    learning = models.OneToOneField(Learning, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(FreeText.Meta):
        verbose_name = "emerging issue"
        ordering = ["-raised_at", "-ref"]
        constraints = [
            *FreeText.Meta.constraints,
            models.CheckConstraint(
                name="forum_issue_published_as_learning",
                condition=Q(learning__isnull=True, published_at__isnull=True)
                | Q(learning__isnull=False, published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Emerging issue {self.ref}"

    def get_absolute_url(self) -> str:
        return address("forum:issue", self.ref)

    @property
    def told(self) -> list[tuple[str, str]]:
        return [("What they see", self.seen), ("Where", f"{self.setting}, {self.agency}")]

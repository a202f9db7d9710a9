"""Learning: what was learned, by whom, from where, and who may see it."""

from django.conf import settings
from django.db import models

from threespires.cases.models import CaseRecord
from threespires.kernel.addresses import address
from threespires.kernel.clock import now
from threespires.kernel.dates import Quarter, say_date
from threespires.kernel.models import Numbered, Versioned
from threespires.partnership.models import Agency, Group
from threespires.thread.learning.lifecycle import LearningStatus, ReleaseStatus
from threespires.vault.fields import SealedDate, SealedText


class Theme(models.Model):
    """A theme by which learning is found again."""

    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    AUDIT = "audit", "Audit"
    DATA = "data", "Data"
    NATIONAL_LEARNING = "national_learning", "National learning"
    LOCAL_LEARNING = "local_learning", "Local learning"
    CHILDS_VOICE = "childs_voice", "Child’s voice"
    PRACTICE_REVIEW = "practice_review", "Practice review"
    CHILD_DEATH = "child_death", "Child death"
    INTELLIGENCE = "intelligence", "Intelligence"
    FORUM = "forum", "Forum"
    TRAINING_NEED = "training_need", "Training need"
    TEST_OF_EFFECT = "test_of_effect", "Test of effect"
    OTHER = "other", "Other"


class Learning(Numbered, Versioned):
    """Something learned that the partnership may act on.

    Protected learning came out of a case group: it keeps a quarter and nothing that points back.
    """

    LETTER = "L"
    Kind = Kind
    Status = LearningStatus

    class Origin(models.TextChoices):
        NONE = "", "No origin given"
        RECORD = "record", "A record here"
        DOCUMENT = "document", "A document"
        PUBLICATION = "publication", "An outside publication"

    class Audience(models.TextChoices):
        PARTNERSHIP = "partnership", "Everyone who holds a seat or post"
        GROUPS = "groups", "Only the groups named"

    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    words = models.TextField("a child’s words, as said", blank=True)
    said_by = models.CharField(max_length=120, blank=True)
    agreed_to_use = models.BooleanField("the child agreed to its use", default=False)
    learned_on = models.DateField(null=True, blank=True)
    quarter = models.DateField("first day of the quarter, when protected", null=True, blank=True)
    listed_on = models.DateField(
        "day it is listed under", help_text="The day learned; of protected learning its quarter’s last day."
    )
    protected = models.BooleanField("protected source", default=False)
    contributed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="learning")
    origin = models.CharField(max_length=20, choices=Origin, blank=True)
    origin_title = models.CharField(max_length=200, blank=True)
    origin_address = models.CharField(max_length=500, blank=True)
    origin_group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Only this group may follow the origin.",
    )
    audience = models.CharField(max_length=20, choices=Audience, default=Audience.PARTNERSHIP)
    groups = models.ManyToManyField(Group, blank=True, related_name="learning_shared_with_it")
    themes = models.ManyToManyField(Theme, blank=True, related_name="learning")
    status = models.CharField(max_length=20, choices=Status, default=Status.NEW)
    set_aside_because = models.TextField(blank=True)
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        # Never by key: the order in which rows were made would tell when protected learning was released.
        ordering = ["-listed_on", "title", "ref"]
        indexes = [
            models.Index(fields=["-listed_on", "title", "ref"], name="learning_as_listed"),
            models.Index(fields=["status", "-listed_on"], name="learning_by_status"),
        ]
        constraints = [
            models.CheckConstraint(
                name="learning_childs_words_used_by_agreement",
                condition=models.Q(words="") | models.Q(agreed_to_use=True),
            ),
            models.CheckConstraint(
                name="learning_protected_points_nowhere",
                condition=models.Q(protected=False)
                | models.Q(
                    protected=True,
                    kind="",
                    learned_on__isnull=True,
                    contributed_by__isnull=True,
                    agency__isnull=True,
                    group__isnull=True,
                    origin="",
                    origin_group__isnull=True,
                    quarter__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("learning:learning", self.ref)

    @property
    def when(self) -> str:
        """The day, or for protected learning the quarter, in words."""
        return str(Quarter(self.quarter)) if self.quarter else say_date(self.learned_on)

    @property
    def source(self) -> str:
        """How a statement names the learning it cites."""
        if self.words:
            return f"{self.said_by or 'A child'}, as said, {self.when}"
        return f"{self.title}, {'protected source, ' if self.protected else ''}{self.when}"


class CaseLearning(CaseRecord):
    """Learning inside a case group. Only its members may see it; it leaves through a release."""

    kind = SealedText(choices=Kind)
    title = SealedText()
    text = SealedText()
    learned_on = SealedDate()
    contributed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-recorded_at"]
        verbose_name_plural = "case learning"

    def __str__(self) -> str:
        return "Case learning"


class Release(CaseRecord, Versioned):
    """Case learning written afresh for everyone, checked by a second member, perhaps delayed or pooled.

    It is a case of its own, drawn from those of its sources.
    """

    Status = ReleaseStatus

    sources = models.ManyToManyField(CaseLearning, related_name="releases")
    title = SealedText()
    summary = SealedText()
    not_before = models.DateField("not before", null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFTED)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    returned_because = SealedText(default="")
    learning = models.OneToOneField(Learning, null=True, blank=True, on_delete=models.PROTECT, related_name="release")

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.CheckConstraint(
                name="learning_release_checked_by_another",
                condition=models.Q(checked_by__isnull=True) | ~models.Q(checked_by=models.F("written_by")),
            )
        ]

    def __str__(self) -> str:
        return "Release of case learning"

    def get_absolute_url(self) -> str:
        return address("learning:release", self.case.group.key, self.case_id)

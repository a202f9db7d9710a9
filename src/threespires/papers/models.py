"""A paper with its versions, and a pack with what its pages are called."""

from django.conf import settings
from django.db import models

from threespires.documents.models import Document
from threespires.kernel.addresses import address
from threespires.kernel.clock import now
from threespires.kernel.models import Versioned
from threespires.meetings.models import AgendaItem, Meeting
from threespires.papers.lifecycle import PackStatus


class Paper(Versioned):
    """What a group reads before or at a meeting, under an item of its agenda or beside them all."""

    Asked = AgendaItem.Asked

    class Audience(models.TextChoices):
        OPEN = "open", "Everyone who sees the meeting"
        MEMBERS = "members", "Only those who sit on the group"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=200)
    written_by = models.CharField("who wrote it", max_length=200, blank=True)
    asked = models.CharField("what the group is asked", max_length=10, choices=Asked, default=Asked.NOTE)
    audience = models.CharField("who may read it", max_length=10, choices=Audience, default=Audience.OPEN)
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["put_at", "pk"]

    def __str__(self) -> str:
        return "A paper of a case group" if self.meeting.group.is_case_group else self.title

    def get_absolute_url(self) -> str:
        return address("papers:paper", self.pk)

    @property
    def NOT_IN_HISTORY(self) -> tuple[str, ...]:
        """History is read by more people than a case group has; it keeps none of the group's words."""
        if self.meeting.group.is_case_group:
            return ("title", "written_by", "withdrawn_because")
        return ()


class PaperVersion(models.Model):
    """A paper as it was handed in once, and the pages that were made of it."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    pages = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    page_count = models.PositiveIntegerField(null=True, blank=True)
    cannot = models.CharField("why no pages could be made of it", max_length=300, blank=True)
    changes = models.CharField("what is new in it", max_length=300, blank=True)
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="papers_version_number_once")]

    def __str__(self) -> str:
        return f"Version {self.number}"


class Pack(models.Model):
    """All that a meeting is to read, as it was put together once. The next one adds to it and renumbers nothing."""

    Status = PackStatus
    NOT_IN_HISTORY = ("done", "total", "moved_at")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    edition = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=PackStatus, default=PackStatus.MAKING)
    moved_at = models.DateTimeField("in this state since", default=now)
    done = models.PositiveIntegerField("parts done so far", default=0)
    total = models.PositiveIntegerField("parts in all", default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    out_at = models.DateTimeField("when it was sent out", null=True, blank=True)

    class Meta:
        ordering = ["edition"]
        constraints = [models.UniqueConstraint(fields=["meeting", "edition"], name="papers_pack_edition_once")]

    def __str__(self) -> str:
        return "Pack" if self.edition == 1 else f"Supplement {self.edition - 1}"

    def get_absolute_url(self) -> str:
        return address("papers:pack", self.meeting.ref)

    @property
    def is_supplement(self) -> bool:
        return self.edition > 1


class PackPart(models.Model):
    """Pages that came into a meeting's pack together, and what they are called from then on."""

    class Kind(models.TextChoices):
        AGENDA = "agenda", "Agenda"
        PAPER = "paper", "Paper"
        LOG = "log", "Action log"

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    version = models.ForeignKey(PaperVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    pages = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    first = models.PositiveIntegerField("number of its first page")
    count = models.PositiveIntegerField("how many pages it has")
    series = models.CharField("letters before the numbers of its pages", max_length=4, blank=True)

    class Meta:
        ordering = ["pack__edition", "order"]
        constraints = [models.UniqueConstraint(fields=["pack", "order"], name="papers_part_in_order")]

    def __str__(self) -> str:
        return self.numbers

    @property
    def numbers(self) -> str:
        """What its pages are called: 4 to 9."""
        first, last = f"{self.series}{self.first}", f"{self.series}{self.first + self.count - 1}"
        return first if first == last else f"{first} to {last}"

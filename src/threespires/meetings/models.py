"""Meetings and what happens at them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from threespires.kernel.clock import now
from threespires.kernel.models import Numbered, Versioned
from threespires.partnership.models import Agency, AgendaTemplateItem, Group, Place, Seat


class Meeting(Versioned):
    """A group meets: planned from its rhythm, opened, closed, or cancelled."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Under way"
        CLOSED = "closed", "Closed"
        CANCELLED = "cancelled", "Cancelled"

    ref = models.CharField("reference", max_length=80, unique=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    moved_because = models.CharField("why it isn’t on its usual day", max_length=200, blank=True)
    cancelled_because = models.TextField(blank=True)
    agenda_prepared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                name="meetings_meeting_ends_after_it_starts",
                condition=models.Q(ends_at__gt=models.F("starts_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.day.day} {self.day:%B %Y}"

    @property
    def day(self) -> date:
        return timezone.localtime(self.starts_at).date()

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.ref])


class AgendaItem(Versioned):
    """One item. A filled item names the record it came from; `offered_as` keeps it from being offered twice."""

    Asked = AgendaTemplateItem.Asked

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    half = models.CharField("part of the meeting", max_length=60, blank=True)
    title = models.CharField(max_length=250)
    asked = models.CharField(max_length=10, choices=Asked, default=Asked.NOTE)
    presenter = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    detail = models.TextField(blank=True)
    address = models.CharField("where the record is", max_length=300, blank=True)
    source = models.CharField(max_length=60, blank=True)
    offered_as = models.CharField(max_length=120, blank=True)
    note = models.TextField("what was said", blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "offered_as"],
                condition=~models.Q(offered_as=""),
                name="meetings_item_offered_once",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Who was there for which place, or sent apologies, or a delegate."""

    class Status(models.TextChoices):
        PRESENT = "present", "Here"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Not here"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    guest = models.CharField("someone without a seat", max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status)
    delegate = models.CharField("who came instead", max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                condition=models.Q(seat__isnull=False),
                name="meetings_attendance_once_a_seat",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person or self.guest}: {self.get_status_display()}"


class Decision(Numbered):
    """A decision: its words, reasons, dissent, and whether the meeting was quorate."""

    LETTER = "D"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    text = models.TextField("what was decided")
    reasons = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    quorate = models.BooleanField(null=True)
    address = models.CharField("the record it decides about", max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return self.text[:120]

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#{self.ref}"

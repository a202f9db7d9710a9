"""Meetings, their agendas, and who comes."""

from datetime import date, time
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone

from threespires.history.models import Event
from threespires.kernel.addresses import address
from threespires.kernel.clock import now, today
from threespires.kernel.dates import say_date, say_time
from threespires.kernel.models import Versioned
from threespires.meetings.lifecycle import ItemStatus, Status
from threespires.partnership.models import Agency, AgendaTemplateItem, Group, Place, Seat


def _had_been(done: str, day: date) -> models.Exists:
    """Of a meeting: that this had been done with it by a day, as its history tells."""
    key = Cast(models.OuterRef("pk"), models.CharField())
    return models.Exists(
        Event.objects.filter(kind="meetings.meeting", thing=key, verb=f"meeting.{done}", at__date__lte=day)
    )


class MeetingQuerySet(models.QuerySet):
    def after(self, day: date) -> Self:
        """Those to be held on `day` or later, soonest first; the cancelled left out.

        Of a day gone by, those that were planned then, whatever became of them since.
        """
        if day < today():
            to_come = self.filter(_had_been("planned", day), ~_had_been("cancelled", day))
        else:
            to_come = self.filter(status__in=[Status.PLANNED, Status.OPEN])
        return to_come.filter(starts_at__date__gte=day).select_related("group").order_by("starts_at", "pk")

    def held(self, until: date | None = None) -> Self:
        """Those that took place, latest first; by a day gone by, those that had taken place before it."""
        closed = self.filter(status=Status.CLOSED)
        if until and until < today():
            closed = closed.filter(starts_at__date__lt=until)
        return closed.select_related("group").order_by("-starts_at", "-pk")

    def cancelled(self, until: date) -> Self:
        """Those cancelled, latest first; by a day gone by, those that had been cancelled then."""
        cancelled = self.filter(status=Status.CANCELLED)
        if until < today():
            cancelled = cancelled.filter(_had_been("cancelled", until))
        return cancelled.order_by("-starts_at")


class Meeting(Versioned):
    """A group meets: planned from its rhythm, opened, closed, or cancelled."""

    Status = Status

    ref = models.CharField("reference", max_length=80, unique=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    slot = models.DateField("first day of the period of the group’s rhythm that it meets for", null=True, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    moved_because = models.CharField("why it isn’t on its usual day", max_length=300, blank=True)
    cancelled_because = models.TextField(blank=True)
    agenda_prepared_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    calendar_id = models.UUIDField("what calendars know it by, for good", default=uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField("how often its day, time or place was said anew", default=0)
    revised_at = models.DateTimeField("since when they are so", default=now)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["group", "starts_at"], name="meetings_of_group_by_day")]
        constraints = [
            models.CheckConstraint(
                name="meetings_meeting_ends_after_it_starts",
                condition=models.Q(ends_at__gt=models.F("starts_at")),
            ),
            models.UniqueConstraint(
                fields=["group", "slot"],
                condition=models.Q(slot__isnull=False),
                name="meetings_once_for_each_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {say_date(self.day)}"

    @property
    def day(self) -> date:
        return timezone.localtime(self.starts_at).date()

    @property
    def begins(self) -> time:
        return timezone.localtime(self.starts_at).time()

    @property
    def hours(self) -> str:
        """9:30am to noon."""
        return f"{say_time(self.starts_at)} to {say_time(self.ends_at)}"

    def get_absolute_url(self) -> str:
        return address("meetings:meeting", self.ref)

    def revise(self) -> None:
        """Its day, time or place was said anew, or it was cancelled: calendars replace what they hold."""
        self.revision += 1
        self.revised_at = now()

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN

    @property
    def is_planned(self) -> bool:
        return self.status == Status.PLANNED


PRIVATE = "An item in private"
"""What an item is called to whoever doesn’t hear it."""


class AgendaItem(Versioned):
    """An item of the agenda, or a point under one.

    An item prepared from the group's standing agenda may have points: the records that its source offered.
    `offered_as` names what an item or point was prepared from, so that it comes once to a meeting, and not
    again when it was taken off.
    """

    Asked = AgendaTemplateItem.Asked
    Status = ItemStatus

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    under = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="points")
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
    carried_from = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="items_carried_on"
    )
    status = models.CharField(max_length=10, choices=ItemStatus, default=ItemStatus.WAITING)
    outcome = models.CharField("how it ended", max_length=120, blank=True)
    note = models.TextField("what was said", blank=True)
    private = models.BooleanField("taken in private", default=False)
    private_because = models.CharField(max_length=300, blank=True)
    heard_by = models.ManyToManyField(
        Seat,
        blank=True,
        related_name="+",
        help_text="The seats in the room while it is taken in private; where none is named, all with a voice.",
    )

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
        if self.meeting.group.is_case_group:
            return "An item of a case group"
        return PRIVATE if self.private else self.title

    @property
    def NOT_IN_HISTORY(self) -> tuple[str, ...]:
        """History is read by more people than a case group has, or than hear what is taken in private."""
        if self.meeting.group.is_case_group or self.private:
            return ("title", "presenter", "detail", "address", "outcome", "note", "private_because")
        return ()


class Typing(models.Model):
    """A note that saves itself while somebody types, until history tells it: who, and what it said before."""

    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="typing")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=300, blank=True)
    was = models.TextField("what the note said before", blank=True)
    since = models.DateTimeField()
    at = models.DateTimeField("last saved")

    def __str__(self) -> str:
        return f"{self.person} types"


class Attendance(models.Model):
    """Who was there for which seat, or sent apologies or somebody instead; and guests, who have no seat."""

    class Status(models.TextChoices):
        COMING = "coming", "Will come"
        PRESENT = "present", "Here"
        LEFT = "left", "Has left"
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
    delegate = models.CharField("who comes instead", max_length=200, blank=True)
    noted_at = models.DateTimeField("since when", default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                condition=models.Q(seat__isnull=False),
                name="meetings_attendance_once_a_seat",
            ),
            models.CheckConstraint(
                name="meetings_attendance_of_a_seat_or_a_guest",
                condition=models.Q(seat__isnull=False, guest="") | (models.Q(seat__isnull=True) & ~models.Q(guest="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guest or self.person}: {self.get_status_display()}"

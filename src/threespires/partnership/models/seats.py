"""Who holds which post and sits where, and how membership is reviewed. Kept in the application, all dated."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from threespires.kernel.clock import moment_on
from threespires.kernel.models import Dated, DatedQuerySet, held_on
from threespires.partnership.models.boards import Agency, Post
from threespires.partnership.models.groups import Group, Place


def _until(day: date, prefix: str) -> models.Q:
    """The condition of not having ended by `day`; also so where there is nothing under `prefix`."""
    return models.Q(**{f"{prefix}ends__isnull": True}) | models.Q(**{f"{prefix}ends__gte": day})


class PostHoldingQuerySet(DatedQuerySet):
    def on(self, day: date) -> Self:
        """Those that held on `day`: nobody holds a post that had ended by then or hadn't begun."""
        return super().on(day).filter(held_on(day, "post__"))


class SeatQuerySet(DatedQuerySet):
    def on(self, day: date, moment: datetime | None = None) -> Self:
        """Those that held on `day`: nobody sits on a group that had ended by then or hadn't begun, in a place that had
        ended, or for somebody whose place had. On a case group nobody sits whom two others haven't seated.

        Args:
            moment: of that day, by which an emergency seat may have ended; now, unless said.
        """
        places = _until(day, "place__") & _until(day, "delegate_for__place__")
        by_two = models.Q(group__is_case_group=False) | models.Q(approved_by__isnull=False)
        hour = models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=moment or moment_on(day))
        return super().on(day).filter(held_on(day, "group__"), places, by_two, hour)


class PostHolding(Dated):
    """A person holds a post from a day to a day, while the post is there."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="holdings")

    objects: ClassVar = PostHoldingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person}, {self.post.full_name}"

    def held(self, day: date) -> bool:
        return super().held(day) and self.post.held(day)


class Seat(Dated):
    """A person sits on a group from a day to a day, while the group and the place are there, in a role, for an
    agency.

    A seat on a case group counts for nothing until two others have given it: the database holds that they are two,
    and others. A seat given in an emergency ends at an hour.
    """

    Role = Place.Role

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=20, choices=Place.Role, default=Place.Role.MEMBER)
    delegate_for = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="delegates")
    why = models.CharField("why it began or ended", max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ends_at = models.DateTimeField("an emergency seat’s last moment", null=True, blank=True)

    objects: ClassVar = SeatQuerySet.as_manager()

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["person", "starts", "ends"], name="partnership_seat_of_person")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="partnership_seat_by_two_others",
                condition=models.Q(approved_by__isnull=True)
                | (
                    models.Q(asked_by__isnull=False)
                    & ~models.Q(approved_by=models.F("asked_by"))
                    & ~models.Q(approved_by=models.F("person"))
                    & ~models.Q(asked_by=models.F("person"))
                ),
            ),
            models.CheckConstraint(
                name="partnership_seat_ends_on_its_hours_day",
                condition=models.Q(ends_at__isnull=True) | models.Q(ends__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.group}"

    def held(self, day: date) -> bool:
        places = (self.place, self.delegate_for and self.delegate_for.place)
        ended = any(place and place.ends and place.ends < day for place in places)
        over = self.ends_at is not None and self.ends_at <= moment_on(day)
        return super().held(day) and self.group.held(day) and self.is_given and not (ended or over)

    @property
    def is_given(self) -> bool:
        """Two others gave it, or its group keeps no cases."""
        return self.approved_by_id is not None or not self.group.is_case_group

    @property
    def is_lasting(self) -> bool:
        """Wasn't given in an emergency."""
        return self.ends_at is None


class MembershipReview(models.Model):
    """A review of who sits on a group: membership is subject to regular review."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="membership_reviews")
    held_on = models.DateField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    next_due = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"Membership review, {self.group}"


class ReviewLine(models.Model):
    """What a review decided about one seat; why, where somebody leaves or joins."""

    class Outcome(models.TextChoices):
        STAYS = "stays", "Stays"
        LEAVES = "leaves", "Leaves"
        JOINS = "joins", "Joins"

    review = models.ForeignKey(MembershipReview, on_delete=models.CASCADE, related_name="lines")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="review_lines")
    outcome = models.CharField(max_length=10, choices=Outcome)
    why = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.seat.person}: {self.get_outcome_display()}"

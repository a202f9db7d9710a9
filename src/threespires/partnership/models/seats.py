"""Who holds which post and sits where, and how membership is reviewed. Kept in the application, all dated."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models

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
    def on(self, day: date) -> Self:
        """Those that held on `day`: nobody sits on a group that had ended by then or hadn't begun, in a place that had
        ended, or for somebody whose place had."""
        places = _until(day, "place__") & _until(day, "delegate_for__place__")
        return super().on(day).filter(held_on(day, "group__"), places)


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
    agency."""

    Role = Place.Role

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=20, choices=Place.Role, default=Place.Role.MEMBER)
    delegate_for = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="delegates")
    why = models.CharField("why it began or ended", max_length=300, blank=True)

    objects: ClassVar = SeatQuerySet.as_manager()

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["person", "starts", "ends"], name="partnership_seat_of_person")]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.group}"

    def held(self, day: date) -> bool:
        places = (self.place, self.delegate_for and self.delegate_for.place)
        ended = any(place and place.ends and place.ends < day for place in places)
        return super().held(day) and self.group.held(day) and not ended


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

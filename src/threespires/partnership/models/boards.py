"""Boards, the agencies that make them up, and posts. All come from the arrangement file, all are dated."""

from collections.abc import Iterator
from typing import Any, Self

from django.db import models

from threespires.kernel.addresses import address
from threespires.kernel.dates import say_date
from threespires.kernel.models import Dated


class Sourced(models.Model):
    """A fact with its source; until confirmed it is shown "to be confirmed by the partnership"."""

    confirmed = models.BooleanField(default=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Confirmable(Sourced):
    """A fact that a person may confirm where its source left it open. It stays so until the file changes it."""

    confirmed_by = models.CharField(max_length=200, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed or bool(self.confirmed_on)

    @property
    def confirmation(self) -> str:
        """That it is to be confirmed, or who confirmed it here; nothing where its source says it."""
        if self.confirmed_on:
            return f"Confirmed by {self.confirmed_by}, {say_date(self.confirmed_on)}"
        return "" if self.confirmed else "To be confirmed by the partnership"


class Succeeding(models.Model):
    """Something that ends when it is reorganised, and is succeeded by another."""

    succeeds = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")

    class Meta:
        abstract = True

    def lineage(self) -> Iterator[Self]:
        """Itself, and those it succeeded, latest first. A file whose successions go round in a circle is refused."""
        each: Any = self
        while each is not None:
            yield each
            each = each.succeeds


class Board(Dated):
    """A safeguarding board or partnership: one is at home here, others share a group or the team."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    area = models.CharField(max_length=120)
    about = models.CharField("whom it is about", max_length=300)
    is_home = models.BooleanField(default=False)

    class Meta(Dated.Meta):
        ordering = ["-is_home", "name"]

    def __str__(self) -> str:
        return self.name


class Agency(Dated, Confirmable, Succeeding):
    """An organisation that takes part. A reorganised one is ended and succeeded by another."""

    class Statutory(models.TextChoices):
        LOCAL_AUTHORITY = "local_authority", "local authority"
        HEALTH = "health", "health"
        POLICE = "police", "police"
        NONE = "", "not a statutory partner"

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    sector = models.CharField(max_length=80, blank=True)
    statutory = models.CharField("statutory partner", max_length=20, choices=Statutory, blank=True)
    email_domains = models.JSONField("what its people’s addresses end in", default=list, blank=True)
    wider_than_area = models.BooleanField("covers more than the board's area", default=False)

    class Meta(Dated.Meta):
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return address("partnership:agency", self.key)


class Post(Dated, Confirmable, Succeeding):
    """A post that somebody holds: what a person may do as holder follows from its function."""

    class Function(models.TextChoices):
        LEAD_REPRESENTATIVE = "lead_representative", "lead representative"
        CHIEF_OFFICER = "chief_officer", "chief officer"
        DELEGATED_LEAD = "delegated_lead", "delegated lead"
        DIRECTOR_OF_CHILDRENS_SERVICES = "director_of_childrens_services", "director of children’s services"
        INDEPENDENT_SCRUTINEER = "independent_scrutineer", "independent scrutineer"
        BOARD_MANAGER = "board_manager", "board manager"
        QUALITY_ASSURANCE = "quality_assurance", "quality assurance manager"
        TRAINING = "training", "training officer"
        BUSINESS_DEVELOPMENT = "business_development", "business development officer"
        ADMINISTRATOR = "administrator", "administrator"
        SAFEGUARDING_DUTY = "safeguarding_duty", "duty post for possible concerns"
        AGENCY_LEAD = "agency_lead", "agency safeguarding lead"
        OTHER = "other", "other"

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    function = models.CharField(max_length=40, choices=Function, default=Function.OTHER)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    team = models.ForeignKey("partnership.Group", null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    whole_time = models.DecimalField("whole-time equivalent", max_digits=3, decimal_places=2, null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta(Dated.Meta):
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("partnership:post", self.key)

    @property
    def full_name(self) -> str:
        """The post with the agency it belongs to, where its name doesn't say it."""
        agency = str(self.agency or "")
        return f"{self.name}, {agency}" if agency and agency not in self.name else self.name


class PostDelegation(Dated, Confirmable):
    """One post acts for another: the one that delegates stays accountable."""

    from_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations_given")
    to_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations_held")
    words = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.to_post} for {self.from_post}"


class ContactNumber(Dated, Sourced):
    """A number to ring when a child is at risk, shown on every form that the public can reach."""

    key = models.SlugField(max_length=60, unique=True)
    label = models.CharField(max_length=200)
    number = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta(Dated.Meta):
        ordering = ["order"]

    def __str__(self) -> str:
        return self.label

"""Groups: what each is for, on what terms it works, which places seats fill, how its agenda runs."""

from datetime import date
from typing import Any

from django.db import models

from threespires.kernel.addresses import address
from threespires.kernel.clock import today
from threespires.kernel.models import Dated
from threespires.partnership.models.boards import Agency, Board, Confirmable, Post

_TAKE_THE = {"board", "committee", "executive", "forum", "group", "panel", "partnership", "team"}


class Group(Dated):
    """A group of the partnership. Its kind says what the cycle asks of it, whatever it is called."""

    class Kind(models.TextChoices):
        EXECUTIVE = "executive", "executive"
        IMPLEMENTATION = "implementation", "implementation group"
        FORUM = "forum", "forum"
        SUB_GROUP = "sub_group", "sub group"
        TEAM = "team", "team"

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="groups")
    joint_with = models.ManyToManyField(Board, blank=True, related_name="joint_groups")
    shared_with = models.ManyToManyField(Board, blank=True, related_name="shared_groups")
    reports_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reporting_groups"
    )
    chair_post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="groups_chaired")
    summary = models.CharField(max_length=400, blank=True)
    background = models.TextField("where it comes from", blank=True)
    is_case_group = models.BooleanField(default=False)
    may_hold_case_team = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta(Dated.Meta):
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def in_a_sentence(self) -> str:
        """ "the Executive Board", but "MASH"."""
        name = str(self)
        return f"the {name}" if name.rsplit(" ", 1)[-1].lower() in _TAKE_THE else name

    def get_absolute_url(self) -> str:
        return address("partnership:room", self.key)

    def term(self, name: str, on: date | None = None) -> Any:
        """The value of the term `name` on a day, or None where there is none."""
        found = self.stated(name, on)
        return found.value if found else None

    def stated(self, name: str, on: date | None = None) -> "Term | None":
        """The term `name` on a day, if the group has it. Terms are read once."""
        if "_terms" not in self.__dict__:
            self.__dict__["_terms"] = list(self.terms.all())
        day = on or today()
        return next((term for term in self.__dict__["_terms"] if term.name == name and term.held(day)), None)


class GroupName(Dated):
    """What a group was called, and of what kind it was, from a day to a day. Its own row says what it is called now."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=20, choices=Group.Kind)

    class Meta(Dated.Meta):
        ordering = ["group", "starts", "pk"]

    def __str__(self) -> str:
        return self.short_name or self.name


class Purpose(Dated):
    """One of the things a group is for, in the order of the arrangement."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="purposes")
    key = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200, blank=True)
    words = models.TextField()

    class Meta(Dated.Meta):
        ordering = ["order"]

    def __str__(self) -> str:
        return self.words


class Term(Dated, Confirmable):
    """A term of reference. What the source doesn't say stays "to be confirmed" until a person confirms it."""

    class Name(models.TextChoices):
        CHAIR = "chair", "Chair"
        MEMBERSHIP = "membership", "Membership"
        RHYTHM = "rhythm", "How often it meets"
        USUAL_MEETING = "usual_meeting", "Usual day, time and place"
        QUORUM = "quorum", "Quorum"
        PAPERS_DAYS = "papers_days", "Papers sent out before a meeting"
        ESCALATION_DAYS = "escalation_days", "When late or blocked work rises"
        MEMBERSHIP_REVIEW_MONTHS = "membership_review_months", "Membership reviewed"
        REPORTING = "reporting", "Reports"
        APPROVAL = "approval", "Approval"
        AGENDA = "agenda", "Standing agenda"

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="terms")
    name = models.CharField(max_length=40, choices=Name)
    value = models.JSONField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta(Dated.Meta):
        ordering = ["group", "name"]

    def __str__(self) -> str:
        return f"{self.get_name_display()}, {self.group}"


class Place(Dated, Confirmable):
    """A place on a group, for an agency or a post. A place without a seat today is a vacancy."""

    class Role(models.TextChoices):
        CHAIR = "chair", "chair"
        VICE_CHAIR = "vice_chair", "vice-chair"
        MEMBER = "member", "member"
        DELEGATE = "delegate", "delegate"
        ADVISER = "adviser", "adviser"
        ADMINISTRATOR = "administrator", "administrator"

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="places")
    key = models.CharField(max_length=120)
    words = models.CharField("who sits here", max_length=200, blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="places")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="places")
    role = models.CharField(max_length=20, choices=Role, default=Role.MEMBER)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta(Dated.Meta):
        ordering = ["order"]

    def __str__(self) -> str:
        return self.words or str(self.post or self.agency)


class AgendaTemplateItem(Dated):
    """A line of a group's standing agenda; `fill` names the source whose live items stand under it."""

    class Asked(models.TextChoices):
        DECIDE = "decide", "decide"
        ASSURE = "assure", "give assurance"
        SHAPE = "shape", "shape"
        NOTE = "note", "note"

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="agenda_template")
    key = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField()
    half = models.CharField("part of the meeting", max_length=60, blank=True)
    title = models.CharField(max_length=200)
    asked = models.CharField(max_length=10, choices=Asked, default=Asked.NOTE)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    fill = models.CharField(max_length=60, blank=True)
    months = models.JSONField("the months to whose first meeting it comes; to every meeting, where none", default=list)

    class Meta(Dated.Meta):
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title

"""Cases, the base on which every record of a case stands, who is shut out of one, and who read and changed what."""

import uuid
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.db import models

from threespires.kernel.addresses import address
from threespires.kernel.clock import now, today
from threespires.law.retention import retention_classes
from threespires.partnership.models import Group
from threespires.vault.fields import SealedText

NOTHING = "0" * 64
"""What the first entry of the record follows."""


class Case(models.Model):
    """What a case group keeps together: everything about it is seen by the same people, and sealed with one key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="In its group, from 1. It says nothing of what the case is.")
    drawn_from = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="+",
        help_text="The cases from which this one was drawn: whoever is shut out of one of them is shut out of it.",
    )
    opened_at = models.DateTimeField(default=now)
    kept_as = models.CharField("class under which it is kept", max_length=40, choices=retention_classes)
    kept_from = models.DateField(
        "day from which its time runs", default=today, help_text="Its last change. Never a day of somebody’s life."
    )

    class Meta:
        ordering = ["-opened_at"]
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="cases_case_number_once_a_group")]

    def __str__(self) -> str:
        return f"Case {self.number}"

    def get_absolute_url(self) -> str:
        return address("cases:case", self.pk)


class Numbering(models.Model):
    """How far a group has numbered its cases: one row, held by whoever opens the next. No policy keeps it from them."""

    group = models.OneToOneField(Group, primary_key=True, on_delete=models.PROTECT, related_name="+")
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"Up to {self.last}"


class Recorded(models.Model):
    """What a group keeps sealed, so that whoever reads or changes it is written down: a case record, or what a room
    above keeps in that manner (see `concerns`)."""

    BEHIND_THE_WALL: ClassVar = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    def kept_by(self) -> int:
        """The key of the group that keeps it."""
        raise NotImplementedError

    def sealed_under(self) -> uuid.UUID:
        """The name of its key in the key store."""
        raise NotImplementedError


class CaseRecord(Recorded):
    """Something written about a case.

    Every model on this base is behind the wall by that alone: whoever reads or changes one is written down, its words
    are sealed with the key of its case, the database shows it to those alone who may see the case, and tests of the
    wall find it.
    """

    KEPT_AS: ClassVar = "case_record"
    """The class under which a case of such a record is kept: see law/data/retention.toml."""
    RENEWS: ClassVar = True
    """Whether the time for which a case is kept runs anew from a change to such a record."""
    HOLDS_FILE: ClassVar = False
    """Whether such a record is a file, which lies sealed on the disk beside its row (see `vault.boxes`). It goes out
    with an export. Its row and what it holds are deleted when its case is disposed of, so whatever points at it does so
    by SET_NULL."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def group(self) -> Group:
        """The case group whose record it is."""
        return self.case.group

    def kept_by(self) -> int:
        return self.case.group_id

    def sealed_under(self) -> uuid.UUID:
        """The name of its key in the key store: that of its case."""
        return self.case_id

    @property
    def file_name(self) -> str:
        """What its file is called, of a record that is one."""
        raise NotImplementedError


def case_models() -> list[type[CaseRecord]]:
    """Every kind of case record there is."""
    found = (model for model in apps.get_models() if issubclass(model, CaseRecord))
    return sorted(found, key=lambda model: model._meta.label_lower)


class InterestQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Those that shut somebody out now."""
        return self.filter(ended_at__isnull=True)


class Interest(CaseRecord):
    """Why somebody on the group is shut out of a case: they declared an interest, or the group found that they are
    named in it."""

    RENEWS = False

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="+", help_text="Whoever is shut out may see it, and not the case."
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared = models.BooleanField("declared by the person themself")
    why = SealedText()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["-noted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=models.Q(ended_at__isnull=True),
                name="cases_interest_one_at_a_time",
            ),
            models.CheckConstraint(
                name="cases_interest_declared_by_oneself",
                condition=models.Q(declared=False) | models.Q(noted_by=models.F("person")),
            ),
            models.CheckConstraint(
                name="cases_interest_ended_by_another",
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | (models.Q(ended_at__isnull=False, ended_by__isnull=False) & ~models.Q(ended_by=models.F("person"))),
            ),
        ]

    def __str__(self) -> str:
        return "Declared interest" if self.declared else "Person shut out"


class HoldQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Those that stop disposal now."""
        return self.filter(ended_at__isnull=True)


class Hold(CaseRecord):
    """A legal hold: why a case must not be disposed of, whatever its time. Several may stand at once."""

    RENEWS = False

    why = SealedText()
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField(default=now)
    ended_because = SealedText(default="")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = "legal hold"
        ordering = ["-put_at"]

    def __str__(self) -> str:
        return "Legal hold"


class Disposal(models.Model):
    """The certificate that a case was disposed of: from when it stands, nobody sees the case.

    It says nothing of what the case held, and isn't behind the wall.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    opened_on = models.DateField()
    kept_as = models.CharField(max_length=40)
    rule = models.CharField(max_length=60)
    rule_words = models.CharField("the rule as it stood", max_length=400)
    kept_from = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    records = models.PositiveIntegerField(null=True, blank=True)
    files = models.PositiveIntegerField("of them files", null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_in = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_in = models.CharField(max_length=300, blank=True)
    disposed_at = models.DateTimeField(default=now)
    destroyed_at = models.DateTimeField("when its key was destroyed", null=True, blank=True)

    class Meta:
        ordering = ["-disposed_at", "-number"]
        constraints = [
            models.CheckConstraint(
                name="cases_disposal_by_two",
                condition=models.Q(asked_by__isnull=True, approved_by__isnull=True)
                | (models.Q(approved_by__isnull=False) & ~models.Q(approved_by=models.F("asked_by"))),
            )
        ]

    def __str__(self) -> str:
        return f"Case {self.number}, disposed of"

    def get_absolute_url(self) -> str:
        return address("cases:certificate", self.pk)


class Due(models.Model):
    """When the calendar has something to do with a case record. Says nothing of what stands in it."""

    job = models.CharField(max_length=60)
    case_id = models.UUIDField("case")
    thing = models.UUIDField("record")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "thing"], name="cases_due_once")]
        indexes = [models.Index(fields=["job", "on"], name="cases_due_by_day")]

    def __str__(self) -> str:
        return f"{self.job}, {self.on}"


class Entry(models.Model):
    """One reading or change of one case record: written once, in the same transaction, and never altered.

    Each entry is sealed together with the seal of the one before it, by a key that the database doesn't hold. What
    changed, before and after, is held under the key of the case.
    """

    SEALED: ClassVar = ("number", "at", "person_id", "seat", "group_id", "case_id", "verb", "kind", "thing", "changes")

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(default=now)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Nobody, where the calendar did it.",
    )
    seat = models.CharField(max_length=300)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    case_id = models.UUIDField("case", help_text="Without a constraint: an entry outlives what it tells of.")
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    thing = models.CharField(max_length=40)
    changes = models.BinaryField("what changed, sealed", default=bytes)
    follows = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["group", "-number"], name="cases_entry_of_group"),
            models.Index(fields=["person", "-number"], name="cases_entry_of_person"),
            models.Index(fields=["case_id", "-number"], name="cases_entry_of_case"),
        ]

    def __str__(self) -> str:
        return f"Entry {self.number}"

    def facts(self) -> dict[str, Any]:
        """All that its seal covers."""
        return {name: getattr(self, name) for name in self.SEALED}


class Head(models.Model):
    """How far the record has got: one row, held by whoever writes next until they are done."""

    number = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, default=NOTHING)

    def __str__(self) -> str:
        return f"Up to {self.number}"

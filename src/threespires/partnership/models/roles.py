"""Who holds a role on one case, without sitting on its group."""

import uuid
from datetime import date, datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from threespires.kernel.clock import moment_on
from threespires.kernel.models import Dated, DatedQuerySet, held_on
from threespires.law.case_roles import RoleKind, role_kind_on, role_names
from threespires.partnership.models.boards import Agency
from threespires.partnership.models.groups import Group


class CaseRoleQuerySet(DatedQuerySet):
    def on(self, day: date, moment: datetime | None = None) -> Self:
        """Those that held on `day`: nobody holds one of a group that wasn't there then, or that had been ended.

        Args:
            moment: of that day, by which it may have been ended; now, unless said.
        """
        stands = Q(ended_at__isnull=True) | Q(ended_at__gt=moment or moment_on(day))
        return super().on(day).filter(held_on(day, "group__"), stands, group__is_case_group=True)


class CaseRole(Dated):
    """A person's role on one case, from a day to a day, perhaps for an agency: given by two members of the case's
    group, and ended by either. It opens that case and nothing else.

    It holds no words, and of the case no more than its number. The database holds that the three are three people.
    """

    starts = models.DateField("from")
    ends = models.DateField("until")
    case_id = models.UUIDField("case", help_text="Without a constraint: cases stand on a floor above.")
    number = models.PositiveIntegerField("number of the case in its group")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, choices=role_names)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField("ended before its last day", null=True, blank=True)

    objects: ClassVar = CaseRoleQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "role on a case"
        ordering = ["starts", "pk"]
        indexes = [
            models.Index(fields=["person", "starts", "ends"], name="partnership_role_of_person"),
            models.Index(fields=["case_id"], name="partnership_role_on_case"),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="partnership_role_by_two_others",
                condition=~Q(approved_by=F("asked_by")) & ~Q(approved_by=F("person")) & ~Q(asked_by=F("person")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_kind_display().lower()} on case {self.number}, {self.group}"

    def kind_on(self, day: date) -> RoleKind:
        return role_kind_on(self.kind, day)

    def kept_by(self) -> int:
        """The key of the group in whose record it is written down that it was given or ended."""
        return self.group_id

    def sealed_under(self) -> uuid.UUID:
        """The name of the key under which that is sealed: that of its case."""
        return self.case_id

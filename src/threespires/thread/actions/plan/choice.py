"""What an address asks of the action plan: which actions, in which groups, in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.http import QueryDict

from threespires.thread.actions.lifecycle import State
from threespires.thread.actions.models import ActionPart, Evidence

LATE, QUARTER, LATER = "late", "quarter", "later"
STATE_ORDER = Case(
    *(When(status=state, then=number) for number, state in enumerate(State)), output_field=IntegerField()
)
PIECES = Coalesce(
    Subquery(
        Evidence.objects.filter(action=OuterRef("pk"))
        .order_by()
        .values("action")
        .annotate(count=Count("pk"))
        .values("count")
    ),
    0,
)

SORTS: dict[str, tuple[str, Any]] = {
    "due": ("Due date", F("due_on")),
    "title": ("Action", F("title")),
    "owner": ("Owner", F("owner__name")),
    "agency": ("Agency", F("agency__name")),
    "state": ("State", STATE_ORDER),
    "evidence": ("Evidence", PIECES),
}
GROUPS: dict[str, tuple[str, str, tuple[Any, ...]]] = {
    "priority": ("Priority", "work__priority__title", (F("work__priority__title"), F("work__priority"))),
    "agency": ("Agency", "agency__name", (F("agency__name"),)),
    "level": ("Level of need", "work__level__name", (F("work__level__order"), F("work__level__name"))),
    "owner": ("Owner", "owner__name", (F("owner__name"), F("owner"))),
    "state": ("State", "status", (STATE_ORDER,)),
    "none": ("Nothing", "", ()),
}
MANY = ("level", "state", "due")
ONE = ("agency", "owner", "priority")


@dataclass(frozen=True)
class Chosen:
    """What the address asks for. What it asks that makes no sense is passed over."""

    level: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    agency: str = ""
    owner: str = ""
    priority: str = ""
    group: str = "priority"
    sort: str = "due"

    @classmethod
    def of(cls, params: QueryDict) -> "Chosen":
        group, sort = params.get("group", ""), params.get("sort", "")
        owner = params.get("owner", "")
        return cls(
            level=_plain(params.getlist("level")),
            state=tuple(value for value in params.getlist("state") if value in State.values),
            due=tuple(value for value in params.getlist("due") if value in (LATE, QUARTER, LATER)),
            agency=_one(params.get("agency", "")),
            owner=owner if owner.isascii() and owner.isdecimal() and len(owner) < 15 else "",
            priority=_one(params.get("priority", "")),
            group=group if group in GROUPS else "priority",
            sort=sort if sort.removeprefix("-") in SORTS else "due",
        )

    @property
    def any(self) -> bool:
        """Whether anything narrows the plan."""
        return any(getattr(self, name) for name in (*MANY, *ONE))

    def to_params(self, **instead: Any) -> str:
        """The address of this choice, with some of it otherwise: what is given as nothing is left out."""
        params = QueryDict(mutable=True)
        for name in (*MANY, *ONE, "group", "sort"):
            value = instead.get(name, getattr(self, name))
            for each in value if isinstance(value, tuple | list) else (value,):
                if each and (name, each) not in (("group", "priority"), ("sort", "due")):
                    params.appendlist(name, each)
        return f"?{params.urlencode()}"

    def others(self) -> Q:
        """The condition of the choices that are not counted beside their boxes: agency, owner and priority."""
        condition = Q()
        if self.agency:
            parts = ActionPart.objects.filter(agency__key=self.agency)
            condition &= Q(agency__key=self.agency) | Q(pk__in=parts.values("action"))
        if self.owner:
            parts = ActionPart.objects.filter(owner=int(self.owner))
            condition &= Q(owner=int(self.owner)) | Q(pk__in=parts.values("action"))
        if self.priority:
            condition &= Q(work__priority__ref=self.priority)
        return condition


def _plain(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value and len(value) <= 60 and value.isprintable()))


def _one(value: str) -> str:
    return next(iter(_plain([value])), "")

"""Finding among the actions of the plan: what was chosen, which actions that gives, and how many more there are.

The page, its print and its export ask the same `plan_rows`, so that each gives exactly what the others do.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, NullIf
from django.http import QueryDict

from threespires.accounts.models import Person
from threespires.kernel.asking import written_once
from threespires.kernel.clock import today
from threespires.kernel.dates import Quarter, say_date
from threespires.partnership.models import Agency, Group, LevelOfNeed
from threespires.thread.actions.lifecycle import FINISHED, EscalationStatus, State, TestStatus
from threespires.thread.actions.models import Action, ActionPart, Escalation, TaskedWork, TestOfEffect
from threespires.thread.actions.models.actions import is_late
from threespires.thread.actions.permissions import visible_actions
from threespires.thread.actions.plan.choice import (
    GROUPS,
    LATE,
    LATER,
    MANY,
    ONE,
    PIECES,
    QUARTER,
    SORTS,
    Chosen,
)
from threespires.thread.priorities.models import Priority


@dataclass(frozen=True)
class Cell:
    """How many actions share a level, a state and a time, and fit the choices not counted beside boxes."""

    level: str
    state: str
    due: str
    fits: bool
    count: int
    holders: tuple[int, int]


_ALWAYS = Value(1)
_IS_FINISHED = Case(When(status__in=FINISHED, then=1), default=0)


def _of_due(day: date, quarter_ends: date) -> Case:
    """Late, due by the end of the quarter, or later; nothing for what is finished."""
    return Case(
        When(status__in=FINISHED, then=Value("")),
        When(is_late(day), then=Value(LATE)),
        When(due_on__lte=quarter_ends, then=Value(QUARTER)),
        default=Value(LATER),
        output_field=CharField(),
    )


def _count(among: QuerySet[Action], day: date, quarter_ends: date, fits: Any = _ALWAYS) -> QuerySet[Action, Any]:
    """How many of the actions share a level, a state and a time, and fit."""
    # Levels and groups by key alone: their names are few, and joining them to every action is not.
    return (
        among.order_by()
        .annotate(time=_of_due(day, quarter_ends), fits=Cast(fits, IntegerField()))
        .values_list("work__level", "status", "time", "fits")
        .annotate(Count("pk"), Min("group"), Max("group"))
    )


_count_all = written_once(_count)


@dataclass(frozen=True)
class Option:
    """Something that may be chosen: its key here, what addresses name it by, its name and place."""

    number: int
    value: str
    name: str
    order: int


def _option(kind: str, things: QuerySet, value: Any, name: Any, order: Any = 0) -> QuerySet:
    place = Cast(order if hasattr(order, "resolve_expression") else Value(order), IntegerField())
    return things.order_by().values_list(Value(kind), "pk", value, name, place)


def _with_actions(model: type[Model], field: str) -> QuerySet:
    """Those that an action or an agency's part names in that field."""
    return model._default_manager.filter(
        Exists(Action.objects.filter(**{field: OuterRef("pk")}))
        | Exists(ActionPart.objects.filter(**{field: OuterRef("pk")}))
    )


def _short_or_whole_name() -> Coalesce:
    return Coalesce(NullIf(F("short_name"), Value("")), F("name"))


@written_once
def _options() -> QuerySet[Any, Any]:
    levels = _option("level", LevelOfNeed.objects.all(), F("key"), F("name"), order=F("order"))
    groups = _option("group", Group.objects.all(), F("key"), F("name"))
    agencies = _option("agency", _with_actions(Agency, "agency"), F("key"), _short_or_whole_name())
    owners = _option("owner", _with_actions(Person, "owner"), Cast("pk", CharField()), F("name"))
    tasked = Priority.objects.filter(Exists(TaskedWork.objects.filter(priority=OuterRef("pk"))))
    priorities = _option("priority", tasked, F("ref"), F("title"))
    return levels.union(groups, agencies, owners, priorities, all=True)


@dataclass
class PlanRows:
    """The actions chosen, in their order, and what the filter says of them."""

    person: Any
    chosen: Chosen
    day: date = field(default_factory=today)

    @property
    def everything(self) -> QuerySet[Action]:
        """All that the person may see, whatever was chosen."""
        return visible_actions(self.person)

    @cached_property
    def rows(self) -> QuerySet[Action]:
        """The chosen actions, grouped and sorted; by their day, what is finished comes last."""
        return self.in_order(self._narrowed(self.everything))

    def in_order(self, actions: QuerySet[Action]) -> QuerySet[Action]:
        down = self.chosen.sort.startswith("-")
        key = SORTS[self.chosen.sort.removeprefix("-")][1]
        grouped = GROUPS[self.chosen.group][2]
        # Annotated first: a subquery that stands only in the order is led astray once it is itself nested.
        actions = actions.annotate(sorted_by=key)
        sort = F("sorted_by").desc() if down else F("sorted_by").asc()
        last = [_IS_FINISHED.asc()] if key == SORTS["due"][1] else []
        return actions.order_by(*(each.asc() for each in grouped), *last, sort, "due_on", "pk")

    def _narrowed(self, actions: QuerySet[Action]) -> QuerySet[Action]:
        chosen = self.chosen
        actions = actions.filter(status__in=chosen.state) if chosen.state else actions.exclude(status=State.WITHDRAWN)
        if chosen.level:
            actions = actions.filter(work__level__key__in=chosen.level)
        if chosen.due:
            actions = actions.annotate(time=_of_due(self.day, self._quarter_ends)).filter(time__in=chosen.due)
        return actions.filter(chosen.others())

    @cached_property
    def cells(self) -> list[Cell]:
        """Every action counted once, by level, state and time: from this all counts beside boxes follow."""
        others, facts = self.chosen.others(), (self.everything, self.day, self._quarter_ends)
        counted = _count(*facts, Case(When(others, then=1), default=0)) if others else _count_all(*facts)
        keys = {each.number: each.value for each in self.options["level"]}
        return [
            Cell(keys[level], state, due, bool(fit), count, (first, last))
            for level, state, due, fit, count, first, last in counted
        ]

    @property
    def _quarter_ends(self) -> date:
        return Quarter.of(self.day).ends

    def _sum(self, *conditions: Callable[[Cell], bool]) -> int:
        return sum(cell.count for cell in self.cells if all(condition(cell) for condition in conditions))

    def _level_fits(self, cell: Cell) -> bool:
        return cell.fits and (not self.chosen.level or cell.level in self.chosen.level)

    def _state_fits(self, cell: Cell) -> bool:
        return cell.state in self.chosen.state if self.chosen.state else cell.state != State.WITHDRAWN

    def _due_fits(self, cell: Cell) -> bool:
        return not self.chosen.due or cell.due in self.chosen.due

    @cached_property
    def count(self) -> int:
        """How many actions are chosen."""
        return self._sum(self._level_fits, self._state_fits, self._due_fits)

    @cached_property
    def in_plan(self) -> int:
        """How many the plan holds, less what was withdrawn."""
        return self._sum(lambda cell: cell.state != State.WITHDRAWN)

    @property
    def late(self) -> int:
        return self._sum(lambda cell: cell.due == LATE)

    def in_state(self, state: str) -> int:
        return self._sum(lambda cell: cell.state == state)

    @property
    def judges(self) -> str:
        """The group that what is proposed complete waits for; nothing where there are several."""
        waited_for = {group for cell in self.cells if cell.state == State.PROPOSED for group in cell.holders}
        names = [each.name for each in self.options["group"] if each.number in waited_for]
        return names[0] if len(names) == 1 else ""

    @cached_property
    def levels(self) -> dict[str, str]:
        """Levels of need of the plan's actions, by key, in their order."""
        present = {cell.level for cell in self.cells}
        return {each.value: each.name for each in self.options["level"] if each.value in present}

    @cached_property
    def options(self) -> dict[str, list[Option]]:
        """All that may be chosen, by what addresses name it by, with its name; and the groups. In one read."""
        found: dict[str, list[Option]] = {"level": [], "group": [], **{name: [] for name in ONE}}
        for kind, *facts in _options():
            found[kind].append(Option(*facts))
        for each in found.values():
            each.sort(key=lambda option: (option.order, option.name.casefold()))
        return found

    def filters(self) -> list[dict[str, Any]]:
        """The parts of the filter: check boxes with counts, and the lists to choose one from."""
        chosen, priorities = self.chosen, self._choices("priority")
        return [
            _boxes(
                "Level of need",
                "level",
                self.levels.items(),
                chosen.level,
                lambda value: self._sum(
                    lambda cell: cell.fits and cell.level == value, self._state_fits, self._due_fits
                ),
            ),
            _boxes(
                "State",
                "state",
                [
                    (state.value, state.label)
                    for state in State
                    if state != State.WITHDRAWN or self.in_state(state) or state in chosen.state
                ],
                chosen.state,
                lambda value: self._sum(self._level_fits, lambda cell: cell.state == value, self._due_fits),
            ),
            _boxes(
                "Due",
                "due",
                self.times.items(),
                chosen.due,
                lambda value: self._sum(self._level_fits, self._state_fits, lambda cell: cell.due == value),
            ),
            _select("Agency", "agency", "Any", self._choices("agency"), chosen.agency),
            _select("Owner", "owner", "Anyone", self._choices("owner"), chosen.owner),
            _select("Priority", "priority", f"All priorities ({len(priorities):,})", priorities, chosen.priority),
        ]

    @property
    def times(self) -> dict[str, str]:
        return {LATE: "Late", QUARTER: f"By {say_date(self._quarter_ends)}", LATER: "Later"}

    def _choices(self, name: str) -> list[tuple[str, str]]:
        return [(option.value, option.name) for option in self.options[name]]

    def chips(self) -> list[dict[str, str]]:
        """What is chosen, each with the address of the plan without it."""
        chosen = self.chosen
        labels: dict[str, dict[str, str]] = {
            "level": self.levels,
            "state": dict(State.choices),
            "due": self.times,
            **{name: dict(self._choices(name)) for name in ONE},
        }
        chips = []
        for name in (*MANY, *ONE):
            value = getattr(chosen, name)
            for each in value if isinstance(value, tuple) else filter(None, (value,)):
                rest = tuple(other for other in value if other != each) if isinstance(value, tuple) else ""
                text = labels[name].get(each) or str(each)
                chips.append({"text": text, "href": chosen.to_params(**{name: rest})})
        return chips


def plan_rows(person: Any, params: QueryDict) -> PlanRows:
    """The part of the action plan that an address asks for: `.rows` in order, `.count`, `.filters()`, `.chips()`."""
    return PlanRows(person, Chosen.of(params))


_PARTS = ActionPart.objects.filter(action=OuterRef("pk")).order_by()
_RISEN = Escalation.objects.filter(action=OuterRef("pk"), status=EscalationStatus.OPEN)
_TESTED = TestOfEffect.objects.filter(actions=OuterRef("pk"), status=TestStatus.REPORTED)
_MARKS: dict[str, Any] = {
    "pieces": PIECES,
    "part_count": Coalesce(Subquery(_PARTS.values("action").annotate(count=Count("pk")).values("count")), 0),
    "risen_on": Subquery(_RISEN.values("raised_on")[:1], output_field=DateField()),
    "tested": Subquery(_TESTED.order_by("-found_on", "-pk").values("result")[:1]),
}


def marked(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Actions with what stands beside them: pieces of evidence, parts, an open escalation's day, a test's result."""
    return actions.annotate(**_MARKS)


def _boxes(
    title: str, name: str, choices: Iterable[tuple[str, str]], chosen: tuple[str, ...], count: Callable[[str], int]
) -> dict[str, Any]:
    options = [
        {"value": value, "text": text, "chosen": value in chosen, "count": count(value)} for value, text in choices
    ]
    return {"title": title, "name": name, "kind": "checkboxes", "options": options}


def _select(title: str, name: str, none: str, choices: list[tuple[str, str]], chosen: str) -> dict[str, Any]:
    options = [{"value": value, "text": text, "chosen": value == chosen} for value, text in [("", none), *choices]]
    return {"title": title, "name": name, "kind": "select", "options": options}

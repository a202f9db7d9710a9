"""The columns of the sheet, and its rows as the plan's table shows them: an action, and below it each agency's part."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Any

from django.db.models import Count, QuerySet

from threespires.kernel.clock import today
from threespires.sheets.kinds import Cell, Column
from threespires.sheets.writing import workbook
from threespires.thread.actions.lifecycle import PART_WITH_OWNER, WITH_OWNER, EscalationStatus, State, TestStatus
from threespires.thread.actions.models import Action, ActionPart, Escalation, Evidence, TestOfEffect
from threespires.thread.actions.shown import pieces, say_evidence, say_joint

COLUMNS = (
    Column("ref", "Reference", 11),
    Column("title", "Action", 44),
    Column("priority", "Priority", 36, only_told=True),
    Column("level", "Level of need", 24, only_told=True),
    Column("owner", "Owner", 22, only_told=True),
    Column("agency", "Agency", 26, only_told=True),
    Column("joint", "Joint", 18, only_told=True),
    Column("due_on", "Due", 16, taken_in=True, is_date=True),
    Column("days_late", "Days late", 8, only_told=True),
    Column("status", "State", 18, taken_in=True),
    Column("blocked_because", "Why it is blocked", 36, taken_in=True),
    Column("evidence", "Evidence", 14, only_told=True),
    Column("escalated", "Escalated", 16, only_told=True),
    Column("returned", "Why it was returned", 36, only_told=True),
    Column("tested", "Tested", 16, only_told=True),
    Column("update", "New update", 48, taken_in=True),
)
_NOTHING: dict[str, Cell] = dict.fromkeys(column.key for column in COLUMNS)

_STANDING = ("title", "status", "due_on", "blocked_because", "owner__name", "agency__short_name", "agency__name")
_OF_AN_ACTION = ("pk", "ref", "returned_because", "work__priority__title", "work__level__name", *_STANDING)
_STATES = dict(State.choices)
_RESULTS = dict(TestOfEffect.Result.choices)


def plan_workbook(actions: QuerySet[Action]) -> bytes:
    """The sheet of these actions, in their order."""
    return workbook("Action plan", COLUMNS, _rows(actions))


def _rows(actions: QuerySet[Action]) -> Iterator[list[Cell]]:
    """Plain values, not records: a whole plan has thousands of rows. Five statements, however many."""
    beside, day = _Beside(actions.order_by().values("pk")), today()
    for row in actions.values(*_OF_AN_ACTION):
        key, parts = row["pk"], beside.parts.get(row["pk"], [])
        with_owner = row["status"] in WITH_OWNER
        yield _row(
            row,
            day,
            late=with_owner,
            joint=say_joint(len(parts)),
            evidence=say_evidence(beside.pieces[key], [beside.pieces_of_parts[part["pk"]] for part in parts]),
            escalated=beside.risen.get(key),
            returned=row["returned_because"] if row["status"] == State.RETURNED else None,
            tested=beside.tested.get(key),
        )
        for part in parts:
            yield _row(
                row | part,
                day,
                late=with_owner and part["status"] in PART_WITH_OWNER,
                joint="part",
                evidence=pieces(beside.pieces_of_parts[part["pk"]]),
            )


def _row(row: dict[str, Any], day: date, *, late: bool, **told: Cell) -> list[Cell]:
    cells = _NOTHING | {
        "ref": row["ref"],
        "title": row["title"],
        "priority": row["work__priority__title"],
        "level": row["work__level__name"],
        "owner": row["owner__name"],
        "agency": row["agency__short_name"] or row["agency__name"],
        "due_on": row["due_on"],
        "days_late": (day - row["due_on"]).days if late and row["due_on"] < day else None,
        "status": _STATES[row["status"]],
        "blocked_because": row["blocked_because"],
        **told,
    }
    return list(cells.values())


@dataclass
class _Beside:
    """What stands beside the actions chosen, each kind read once."""

    chosen: QuerySet[Action, Any]

    @cached_property
    def parts(self) -> dict[int, list[dict[str, Any]]]:
        """Each action's parts in the order of the screen, with the references by which the sheet calls them."""
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        parts = ActionPart.objects.filter(action__in=self.chosen).order_by("pk")
        for part in parts.values("pk", "action", "action__ref", *_STANDING):
            together = found[part["action"]]
            together.append(part | {"ref": part_ref(part["action__ref"], len(together) + 1)})
        return {action: sorted(together, key=itemgetter("due_on", "pk")) for action, together in found.items()}

    @cached_property
    def _evidence(self) -> list[tuple[int, int | None, int]]:
        among = Evidence.objects.filter(action__in=self.chosen).order_by()
        return list(among.values_list("action", "part").annotate(Count("pk")))

    @cached_property
    def pieces(self) -> Counter[int]:
        """How many pieces of evidence, those of its parts among them."""
        found: Counter[int] = Counter()
        for action, _, count in self._evidence:
            found[action] += count
        return found

    @cached_property
    def pieces_of_parts(self) -> Counter[int]:
        return Counter({part: count for _, part, count in self._evidence if part})

    @cached_property
    def risen(self) -> dict[int, date]:
        """Since when an escalation waits for its answer."""
        waiting = Escalation.objects.filter(action__in=self.chosen, status=EscalationStatus.OPEN)
        return dict(waiting.order_by().values_list("action", "raised_on"))

    @cached_property
    def tested(self) -> dict[int, str]:
        """The latest result: the last of each action's is kept."""
        reported = TestOfEffect.actions.through.objects.filter(
            action__in=self.chosen, testofeffect__status=TestStatus.REPORTED
        ).order_by("testofeffect__found_on", "testofeffect")
        return {action: _RESULTS[result] for action, result in reported.values_list("action", "testofeffect__result")}


def part_ref(ref: str, number: int) -> str:
    """How the sheet calls an agency's part."""
    return f"{ref}.{number}"


def numbered_parts(action: Action) -> list[tuple[int, ActionPart]]:
    """An action's parts with the numbers by which the sheet calls them: the order in which they were made."""
    return list(enumerate(sorted(action.parts.all(), key=lambda part: part.pk), start=1))

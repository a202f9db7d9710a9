"""Holding the rows of a sheet against the plan: everything wrong, or everything that would change."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from threespires.kernel.dates import say_date
from threespires.kernel.rules import rule
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.standing import standing
from threespires.sheets.kinds import Cell, Change, Comparison, Problem, batches
from threespires.sheets.reading import as_date
from threespires.thread.actions.lifecycle import ACTION, PART, State, step_towards
from threespires.thread.actions.models import Action, ActionPart
from threespires.thread.actions.operations.updates import REPORTABLE
from threespires.thread.actions.permissions import may_change, may_update, visible_actions
from threespires.thread.actions.sheet.rows import COLUMNS, numbered_parts, part_ref

_HEADINGS = {column.key: column.heading for column in COLUMNS}
_MOST_WORDS = 4_000
Row = tuple[int, dict[str, Cell]]
Record = tuple[Action, ActionPart | None]
"""An action, and an agency's part in it where the row is about that."""


@rule
def may_import(person: Any) -> Verdict:
    """Whoever holds a seat or post may hand a plan in; each row is judged by the action's own rules."""
    return yes() if standing(person).anywhere else no("Only people who hold a seat or post take a plan in")


@dataclass
class _Reading:
    """One row on its way: the record it is about, what is wrong with it, what it would change."""

    number: int
    cells: dict[str, Cell]
    action: Action
    part: ActionPart | None
    problems: list[Problem] = field(default_factory=list)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def about(self) -> Any:
        return self.part or self.action

    def text(self, key: str) -> str:
        value = self.cells[key]
        return "" if value is None else str(value)

    def wrong(self, key: str, words: str) -> None:
        self.problems.append(Problem(self.number, _HEADINGS[key], words))

    def change(self, key: str, before: str, after: str, was: str, becomes: str) -> None:
        self.fields[key] = {
            "heading": _HEADINGS[key],
            "before": before,
            "after": after,
            "was": was,
            "becomes": becomes,
        }


def compare(person: Any, rows: Iterable[Row]) -> Comparison:
    """Each row against the action it names, as `person` may see and change it."""
    compared = Comparison()
    met: dict[str, int] = {}
    for some in batches(rows):
        found = find(person, [_ref(cells) for _, cells in some])
        for number, cells in some:
            ref = _ref(cells)
            if ref not in found:
                words = "There is no such action, or you can’t open it" if ref else "Every row needs its reference"
                compared.problems.append(Problem(number, _HEADINGS["ref"], words))
            elif ref in met:
                words = f"{ref} stands in row {met[ref]} already. Keep one of the two"
                compared.problems.append(Problem(number, _HEADINGS["ref"], words))
            else:
                met[ref] = number
                _judge(person, ref, _Reading(number, cells, *found[ref]), compared)
    # A report on a part saves its action, too: what the sheet says of the whole is taken in before.
    compared.changes.sort(key=lambda change: "." in change.ref)
    return compared


def _ref(cells: dict[str, Cell]) -> str:
    return str(cells["ref"] or "").strip().upper()


def find(person: Any, refs: Iterable[str]) -> dict[str, Record]:
    """The actions and parts that these references name, as the sheet gives them."""
    actions = (
        visible_actions(person)
        .filter(ref__in={ref.partition(".")[0] for ref in refs})
        .select_related("work__level", "work__priority", "work__group", "owner", "agency", "group")
        .prefetch_related("parts__owner", "parts__agency")
    )
    found: dict[str, Record] = {}
    for action in actions:
        found[action.ref] = (action, None)
        for number, part in numbered_parts(action):
            found[part_ref(action.ref, number)] = (action, part)
    return found


def _judge(person: Any, ref: str, row: _Reading, compared: Comparison) -> None:
    _check_untouched(row)
    _read_due(person, row)
    _read_state(person, row)
    compared.problems.extend(row.problems)
    if row.fields and not row.problems:
        compared.changes.append(Change(row.number, ref, str(row.about), row.about.version, row.fields))


def _check_untouched(row: _Reading) -> None:
    """A row whose title has moved shows that one column was sorted without the others."""
    if " ".join(row.text("title").split()) != " ".join(row.about.title.split()):
        row.wrong(
            "title",
            f"The record calls this “{row.about.title}”. Was one column sorted without the others?",
        )


def _read_due(person: Any, row: _Reading) -> None:
    try:
        due = as_date(row.cells["due_on"])
    except ValueError:
        row.wrong("due_on", "Due must be a day, such as 27/3/2026")
        return
    was = row.about.due_on
    if due is None:
        row.wrong("due_on", "Due must be a day, such as 27/3/2026")
    elif due != was:
        verdict = may_change(person, row.action)
        if not verdict:
            row.wrong("due_on", verdict.reason)
        row.change("due_on", say_date(was), say_date(due), was.isoformat(), due.isoformat())


def _read_state(person: Any, row: _Reading) -> None:
    about = row.about
    said, why, words = row.text("status"), row.text("blocked_because"), row.text("update")
    state = next((state for state in State if state.label.casefold() == said.casefold()), None)
    if state is None:
        labels = ", ".join(State(value).label for value in REPORTABLE)
        row.wrong("status", f"State must be one of {labels}, or stay as it was")
        return
    moved = state != about.status
    reworded = state == State.BLOCKED and why != about.blocked_because
    if not (moved or reworded or words):
        return
    if verdict := may_update(person, row.action, row.part):
        _check_step(row, state, moved)
    else:
        row.wrong("status" if moved else "update", verdict.reason)
    if state == State.BLOCKED and not why:
        row.wrong("blocked_because", "Say why it is blocked")
    if not words:
        row.wrong("update", "Say what has happened, since the state changes")
    elif len(words) > _MOST_WORDS:
        row.wrong("update", f"New update must be {_MOST_WORDS:,} characters or fewer")
    if moved:
        row.change("status", about.get_status_display(), state.label, about.status, state.value)
    if moved or reworded:
        becomes = why if state == State.BLOCKED else ""
        if becomes != about.blocked_because:
            row.change("blocked_because", about.blocked_because, becomes, about.blocked_because, becomes)
    row.change("update", "", words, "", words)


def _check_step(row: _Reading, state: State, moved: bool) -> None:
    if not moved:
        return
    lifecycle, sayable = (PART, (*REPORTABLE, State.PROPOSED)) if row.part else (ACTION, REPORTABLE)
    try:
        allowed = state in sayable and step_towards(lifecycle, row.about.status, state)
    except LookupError:
        allowed = False
    if not allowed:
        row.wrong(
            "status",
            f"This is {row.about.get_status_display().lower()}, so a sheet can’t make it {state.label.lower()}",
        )

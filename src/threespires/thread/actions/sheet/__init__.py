"""The action plan as a spreadsheet: out as it stands on the screen, in again with what changed."""

from threespires.search.indexing import together
from threespires.sheets.kinds import SheetKind
from threespires.thread.actions.sheet.comparing import compare, find, may_import
from threespires.thread.actions.sheet.rows import COLUMNS, plan_workbook
from threespires.thread.actions.sheet.taking_in import apply, undo

ACTION_PLAN = SheetKind(
    name="action-plan",
    title="Action plan",
    columns=COLUMNS,
    compare=compare,
    find=find,
    apply=apply,
    undo=undo,
    may_import=may_import,
    back="actions:plan",
    together=together,
    help=(
        "Take the plan out to Excel first, and change it there.",
        "You may change the due date, the state and why it is blocked, and write a new update: the headings of "
        "these four are shaded. Leave the reference and the action’s name as they are: they show that each row is "
        "still the action it was. The other columns are there to be read, and nothing in them is taken in.",
        "You may take rows out of the sheet. An action that isn’t in it stays as it is.",
    ),
)

__all__ = ["ACTION_PLAN", "COLUMNS", "plan_workbook"]

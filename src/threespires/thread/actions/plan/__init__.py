"""The action plan: what was chosen of it, which actions that gives, and how they stand in its table."""

from threespires.thread.actions.plan.choice import GROUPS, SORTS, Chosen
from threespires.thread.actions.plan.rows import PlanRows, marked, plan_rows
from threespires.thread.actions.plan.table import columns, groups

__all__ = ["GROUPS", "SORTS", "Chosen", "PlanRows", "columns", "groups", "marked", "plan_rows"]

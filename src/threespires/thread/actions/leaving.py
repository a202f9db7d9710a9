"""What leaves of the action plan: to the implementation group and the executive all of it, to another group what was
tasked to it and what it accepts, with updates, evidence, escalations and tests."""

from threespires.kernel.leaving import Leaves
from threespires.partnership.models import Group
from threespires.thread.actions.models import (
    Action,
    ActionPart,
    Escalation,
    Evidence,
    RoundAnswer,
    TaskedWork,
    TestOfEffect,
    Update,
    UpdateRound,
)

_ALL = (Group.Kind.EXECUTIVE, Group.Kind.IMPLEMENTATION)
_OF_ACTION = ("action__group", "action__work__group")

KINDS = (
    Leaves(TaskedWork, of_group=("group",), all_of=_ALL),
    Leaves(Action, of_group=("group", "work__group"), all_of=_ALL),
    *(Leaves(model, of_group=_OF_ACTION, all_of=_ALL) for model in (ActionPart, Update, Evidence, RoundAnswer)),
    Leaves(Escalation, of_group=("from_group", "to_group"), all_of=_ALL),
    Leaves(UpdateRound, all_of=_ALL),
    Leaves(TestOfEffect, of_group=("group", "actions__work__group", "priority__work__group"), all_of=_ALL),
)

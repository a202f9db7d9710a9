"""The nouns of doing: tasked work, actions and their parts, escalations, tests of effect."""

from threespires.thread.actions.models.actions import Action, ActionPart, Evidence, Update
from threespires.thread.actions.models.escalations import Escalation
from threespires.thread.actions.models.rounds import RoundAnswer, UpdateRound
from threespires.thread.actions.models.tasked_work import TaskedWork
from threespires.thread.actions.models.tests_of_effect import TestOfEffect

__all__ = [
    "Action",
    "ActionPart",
    "Escalation",
    "Evidence",
    "RoundAnswer",
    "TaskedWork",
    "TestOfEffect",
    "Update",
    "UpdateRound",
]

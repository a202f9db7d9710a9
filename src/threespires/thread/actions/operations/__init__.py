"""Everything that writes tasked work, actions, rounds of updates, escalations and tests of effect."""

from threespires.thread.actions.operations.actions import change, change_part, raise_action, withdraw
from threespires.thread.actions.operations.completion import accept, propose, send_back
from threespires.thread.actions.operations.escalations import answer, escalate, rise
from threespires.thread.actions.operations.many import change_many
from threespires.thread.actions.operations.putting_back import put_back
from threespires.thread.actions.operations.rounds import ask_round, chase
from threespires.thread.actions.operations.tests_of_effect import plan_test, report_test, withdraw_test
from threespires.thread.actions.operations.updates import add_evidence, update
from threespires.thread.actions.operations.work import finish_work, take_up_work, task, withdraw_work

__all__ = [
    "accept",
    "add_evidence",
    "answer",
    "ask_round",
    "change",
    "change_many",
    "change_part",
    "chase",
    "escalate",
    "finish_work",
    "plan_test",
    "propose",
    "put_back",
    "raise_action",
    "report_test",
    "rise",
    "send_back",
    "take_up_work",
    "task",
    "update",
    "withdraw",
    "withdraw_test",
    "withdraw_work",
]

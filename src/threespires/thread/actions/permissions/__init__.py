"""Who may see what is being done, and who may do what with it. One file for each noun."""

from threespires.thread.actions.permissions.actions import (
    may_accept,
    may_add_evidence,
    may_change,
    may_propose,
    may_raise_action,
    may_send_back,
    may_update,
    may_withdraw,
)
from threespires.thread.actions.permissions.escalations import may_answer, may_escalate
from threespires.thread.actions.permissions.rounds import may_ask_for_update, may_ask_round
from threespires.thread.actions.permissions.sight import (
    may_open_document,
    may_see,
    visible_actions,
    visible_escalations,
    visible_rounds,
    visible_tests,
    visible_work,
)
from threespires.thread.actions.permissions.tests_of_effect import (
    may_plan_test,
    may_report_test,
    may_withdraw_test,
)
from threespires.thread.actions.permissions.work import (
    may_finish_work,
    may_take_up_work,
    may_task,
    may_withdraw_work,
)

__all__ = [
    "may_accept",
    "may_add_evidence",
    "may_answer",
    "may_ask_for_update",
    "may_ask_round",
    "may_change",
    "may_escalate",
    "may_finish_work",
    "may_open_document",
    "may_plan_test",
    "may_propose",
    "may_raise_action",
    "may_report_test",
    "may_see",
    "may_send_back",
    "may_take_up_work",
    "may_task",
    "may_update",
    "may_withdraw",
    "may_withdraw_test",
    "may_withdraw_work",
    "visible_actions",
    "visible_escalations",
    "visible_rounds",
    "visible_tests",
    "visible_work",
]

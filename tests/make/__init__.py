"""Builders of records for tests. They walk the real operations, so no impossible record is made."""

from tests.make.actions import (
    action,
    effect_test,
    escalation,
    evidence,
    joint_action,
    soon,
    update_round,
    work,
)
from tests.make.concerns import concern, issue, on_duty
from tests.make.documents import case_file, document
from tests.make.partnership import Partnership, agency, member, partnership, person, role_on, seated
from tests.make.thread import (
    case_learning,
    childs_voice,
    column,
    enquiry,
    learning,
    priority,
    protected_learning,
    release,
    statement,
)

__all__ = [
    "Partnership",
    "action",
    "agency",
    "case_file",
    "case_learning",
    "childs_voice",
    "column",
    "concern",
    "document",
    "effect_test",
    "enquiry",
    "escalation",
    "evidence",
    "issue",
    "joint_action",
    "learning",
    "member",
    "on_duty",
    "partnership",
    "person",
    "priority",
    "protected_learning",
    "release",
    "role_on",
    "seated",
    "soon",
    "statement",
    "update_round",
    "work",
]

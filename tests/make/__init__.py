"""Builders of records for tests. They walk the real operations, so no impossible record is made."""

from tests.make.partnership import Partnership, agency, partnership, person
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
    "agency",
    "case_learning",
    "childs_voice",
    "column",
    "enquiry",
    "learning",
    "partnership",
    "person",
    "priority",
    "protected_learning",
    "release",
    "statement",
]

"""Learning, lines of enquiry and priorities for tests. Each walks the operations."""

from typing import Any

from tests.make.partnership import Partnership
from threespires.partnership.models import ApproachColumn
from threespires.thread.learning import operations as learning_operations
from threespires.thread.learning.models import CaseLearning, Learning, Release
from threespires.thread.priorities import operations as priority_operations
from threespires.thread.priorities.models import LineOfEnquiry, Priority, Statement


def learning(p: Partnership, **facts: Any) -> Learning:
    """Learning from an audit, contributed by the quality assurance manager unless said."""
    facts = {
        "by": p.quality,
        "kind": "audit",
        "title": "Audit of 24 cases",
        "summary": "In 9 of 24 cases a missed appointment was known to one agency alone.",
    } | facts
    return learning_operations.learn(**facts)


def childs_voice(p: Partnership, **facts: Any) -> Learning:
    """A child's own words, used with the child's agreement."""
    facts = {
        "kind": "childs_voice",
        "title": "“Nobody asked me why I kept missing”",
        "summary": "",
        "words": "Nobody asked me why I kept missing. I’d have told them.",
        "said_by": "A young person",
        "agreed_to_use": True,
    } | facts
    return learning(p, **facts)


def case_learning(p: Partnership, **facts: Any) -> CaseLearning:
    """What the practice review group learned in one case, for the group alone."""
    facts = {
        "by": p.reviewer,
        "group": p.practice_review,
        "kind": "practice_review",
        "title": "Case Heron",
        "text": "Heron missed eleven appointments at the eye clinic while three services each waited for another.",
    } | facts
    return learning_operations.keep_in_case_group(**facts)


def release(p: Partnership, **facts: Any) -> Release:
    """A release drafted by the first reviewer, waiting for a second member."""
    facts = {
        "by": p.reviewer,
        "group": p.practice_review,
        "title": "Nobody holds the whole picture of missed care",
        "summary": "When care is missed, one person must gather what each service knows.",
    } | facts
    if "sources" not in facts:
        facts["sources"] = [case_learning(p, group=facts["group"])]
    return learning_operations.draft_release(**facts)


def protected_learning(p: Partnership, **facts: Any) -> Learning:
    """Learning that has left its case group: drafted by one member, checked by another."""
    made = learning_operations.check_release(release(p, **facts), by=p.second_reviewer)
    assert made.learning is not None
    return made.learning


def column(p: Partnership, key: str) -> ApproachColumn:
    """A column of the practice approach: working-well, worried or needs-to-happen."""
    return p.approach.columns.get(key=key)


def enquiry(p: Partnership, **facts: Any) -> LineOfEnquiry:
    """A line of enquiry opened by the scrutineer, nothing stated yet."""
    facts = {
        "by": p.scrutineer,
        "question": "Do we act together when a child is not brought to a health appointment?",
    } | facts
    return priority_operations.open_enquiry(**facts)


def statement(p: Partnership, of: LineOfEnquiry | None = None, key: str = "worried", **facts: Any) -> Statement:
    """An answer in one column, citing learning where the column asks how we know."""
    facts = {"by": p.health_officer, "text": "A missed appointment was known to one agency alone."} | facts
    if "cites" not in facts:
        facts["cites"] = [] if key == "needs-to-happen" else [learning(p)]
    return priority_operations.state(of or enquiry(p), column=column(p, key), **facts)


def priority(p: Partnership, **facts: Any) -> Priority:
    """A priority for this quarter, recorded by the Board manager at the executive's meeting."""
    facts = {
        "by": p.manager,
        "title": "Every child not brought is followed up the same week",
        "outcome": "A child who misses care is seen and asked why within the week.",
        "how_known": "A re-audit of cases, and what children say.",
        "occasion": "Executive Board",
    } | facts
    if "enquiries" not in facts:
        facts["enquiries"] = [enquiry(p)]
    return priority_operations.set_priority(**facts)

"""Terms of reference in plain words."""

from typing import Any

from threespires.partnership.chart import say_rhythm
from threespires.partnership.models import Term


def say_term(term: Term) -> str:
    """What the term says; the file's own words where it has any."""
    if term.words:
        return term.words
    value: Any = term.value
    match term.name:
        case Term.Name.RHYTHM:
            return say_rhythm(value).capitalize()
        case Term.Name.PAPERS_DAYS:
            return f"{value} working days before the meeting"
        case Term.Name.ESCALATION_DAYS:
            return f"After {value} days, to the group above"
        case Term.Name.MEMBERSHIP_REVIEW_MONTHS:
            return f"Every {value} months"
    return str(value or "")

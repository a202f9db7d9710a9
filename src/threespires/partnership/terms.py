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
        case Term.Name.USUAL_MEETING:
            return _usual(value)
        case Term.Name.CHAIR:
            return str(term.group.chair_post or "No chair is named")
        case Term.Name.REPORTING:
            return f"To the {term.group.reports_to}"
        case Term.Name.AGENDA:
            return " and ".join(value["halves"]) if value["halves"] else "One list of items"
    return str(value or "")


def _usual(value: dict[str, Any]) -> str:
    """Usually a Thursday of week 2, 09:30, 150 minutes, Council House."""
    said = [f"Usually a {value['weekday']}" + (f" of week {value['week']}" if value["week"] else "")]
    if value["time"]:
        said.append(value["time"])
    if value["minutes"]:
        said.append(f"{value['minutes']} minutes")
    return ", ".join([*said, *([value["place"]] if value["place"] else [])])

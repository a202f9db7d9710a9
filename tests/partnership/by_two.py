"""What tests of seats, posts and resets by two begin with."""

from tests.make.partnership import Partnership
from threespires.approvals.models import Proposal
from threespires.partnership import operations
from threespires.partnership.standing import forget_standing

LEADS = {"chief_executive", "health_lead", "police_lead"}


def forget(p: Partnership) -> None:
    for person in p.people.values():
        forget_standing(person)


def alone(p: Partnership) -> None:
    """The chair of the case group is its only member."""
    p.practice_review.seats.filter(person=p.second_reviewer).delete()
    forget(p)


def nobody(p: Partnership) -> None:
    """Nobody sits on the case group."""
    p.practice_review.seats.all().delete()
    forget(p)


def propose(p: Partnership, by="reviewer", person=None, role="member", **facts) -> Proposal:
    facts = {"group": p.practice_review, "why": "Knows the work", **facts}
    return operations.propose_seat(by=p.people[by], person=person or p.outsider, role=role, **facts)

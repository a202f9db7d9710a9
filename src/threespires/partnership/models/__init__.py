"""The nouns of the arrangement, one file for each family."""

from threespires.partnership.models.boards import Agency, Board, Confirmable, ContactNumber, Post, PostDelegation
from threespires.partnership.models.groups import AgendaTemplateItem, Group, GroupName, Place, Purpose, Term
from threespires.partnership.models.practice import ApproachColumn, LevelOfNeed, PracticeApproach
from threespires.partnership.models.roles import CaseRole
from threespires.partnership.models.seats import MembershipReview, PostHolding, ReviewLine, Seat

__all__ = [
    "Agency",
    "AgendaTemplateItem",
    "ApproachColumn",
    "Board",
    "CaseRole",
    "Confirmable",
    "ContactNumber",
    "Group",
    "GroupName",
    "LevelOfNeed",
    "MembershipReview",
    "Place",
    "Post",
    "PostDelegation",
    "PostHolding",
    "PracticeApproach",
    "Purpose",
    "ReviewLine",
    "Seat",
    "Term",
]

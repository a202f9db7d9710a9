"""What leaves of the arrangement: a group's purposes, terms, places and seats are its own; all else goes along."""

from threespires.kernel.leaving import Leaves
from threespires.partnership import models

_OF_THE_GROUP = (
    models.GroupName,
    models.Purpose,
    models.Term,
    models.Place,
    models.AgendaTemplateItem,
    models.Seat,
    models.MembershipReview,
)
_ALONG = (
    models.Board,
    models.Agency,
    models.Post,
    models.PostDelegation,
    models.PostHolding,
    models.ContactNumber,
    models.PracticeApproach,
    models.ApproachColumn,
    models.LevelOfNeed,
)

KINDS = (
    *(Leaves(model) for model in _ALONG),
    Leaves(models.Group, of_group=("pk",)),
    *(Leaves(model, of_group=("group",)) for model in _OF_THE_GROUP),
    Leaves(models.ReviewLine, of_group=("review__group",)),
)

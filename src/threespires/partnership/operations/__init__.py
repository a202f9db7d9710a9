"""Seats, posts held, membership reviews and what people confirm. Structure itself comes from the arrangement file.

`by` is None only for the server's command line, which seats the first people and names the first who lead.
"""

from threespires.partnership.operations.confirming import confirm
from threespires.partnership.operations.posts import end_holding, hold_post, propose_lead
from threespires.partnership.operations.resets import ask_reset
from threespires.partnership.operations.reviews import Joining, Line, review_membership
from threespires.partnership.operations.seats import end_seat, propose_change, propose_seat, seat

__all__ = [
    "Joining",
    "Line",
    "ask_reset",
    "confirm",
    "end_holding",
    "end_seat",
    "hold_post",
    "propose_change",
    "propose_lead",
    "propose_seat",
    "review_membership",
    "seat",
]

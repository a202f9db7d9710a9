"""What is done with papers and packs."""

from threespires.papers.operations.handing_in import amend, hand_in, replace, withdraw
from threespires.papers.operations.making import ask_for_pack, give_up, make, send_out, turn

__all__ = ["amend", "ask_for_pack", "give_up", "hand_in", "make", "replace", "send_out", "turn", "withdraw"]

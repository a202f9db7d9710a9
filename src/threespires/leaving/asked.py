"""What a second person reads before approving that a sealed export be opened."""

from threespires.approvals.models import Proposal
from threespires.kernel.dates import say_moment
from threespires.leaving.models import SealedPart

_A_HALF = (
    "What each of you is given",
    "A half of its key. Both halves open the export where it is read in. Nobody is given both",
)
_A_COPY = (
    "What is made",
    "For each of you an opened copy of the cases in it that you see, written down as your reading of each record",
)


def tell_opening(proposal: Proposal) -> list[tuple[str, str]]:
    """What left, when, and what each of the two is given."""
    part = SealedPart.objects.select_related("group").get(pk=proposal.fact("part"))
    told = [("Made", say_moment(part.made_at)), ("Kept by", str(part.group or "The lead representatives"))]
    if part.group is None:
        return [*told, ("What it holds", "What no case group keeps and may be about a child"), _A_HALF]
    # Not how many cases it holds: one of the two may be shut out of one, and not know.
    return [*told, _A_HALF, _A_COPY]

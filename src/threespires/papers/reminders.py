"""What runs in the background. Safe to repeat."""

import logging

from threespires.kernel.rules import goes_by, the_clock
from threespires.papers.models import Pack, PaperVersion
from threespires.papers.operations import making
from threespires.papers.permissions import may_hand_in, may_make_pack

_log = logging.getLogger(__name__)


@goes_by(may_hand_in)
def turn_paper(pk: int) -> None:
    """Makes the pages of a paper that was handed in."""
    making.turn(PaperVersion.objects.select_related("paper__meeting__group", "document", "put_by").get(pk=pk))


@goes_by(may_make_pack)
def make_pack(pk: int) -> None:
    """Makes a pack; whatever goes wrong is told to whoever waits for it, and then to whoever keeps the server."""
    pack = Pack.objects.select_related("meeting__group", "asked_by").get(pk=pk)
    try:
        making.make(pack)
    except BaseException:
        making.give_up(pack)
        raise


@goes_by(the_clock)
def give_up_stalled() -> int:
    """A job that was killed can't say so itself: what has stood still for too long is given up."""
    return making.give_up_stalled()

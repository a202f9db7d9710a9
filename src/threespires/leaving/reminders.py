"""What runs in the background. Safe to repeat."""

from django_q.exceptions import TimeoutException

from threespires.kernel.clock import now
from threespires.kernel.rules import goes_by, the_clock
from threespires.kernel.verdict import Refused
from threespires.leaving import operations, reading
from threespires.leaving.folder import NotRead
from threespires.leaving.lifecycle import ENDED
from threespires.leaving.models import Parcel, SealedPart
from threespires.leaving.permissions import may_bring_half, may_take_records_out


@goes_by(may_take_records_out)
def make_parcel(pk: str) -> None:
    """Makes what somebody asked to take out, as they see it. Whatever goes wrong is told to them."""
    parcel = Parcel.objects.select_related("asked_by", "group", "part").get(pk=pk)
    try:
        operations.make(parcel)
    except Refused as refused:
        operations.give_up(parcel, refused.reason)
    except TimeoutException:
        operations.give_up(parcel, operations.TOO_LARGE)
        raise
    except Exception:
        operations.give_up(parcel)
        raise


@goes_by(may_bring_half)
def open_part(pk: str) -> None:
    """Reads in what came sealed, once both halves of its key are here."""
    part = SealedPart.objects.get(pk=pk)
    if part.opened_at:
        return
    try:
        reading.open_part(part)
    except NotRead as problem:
        operations.say_why_shut(part, str(problem))
    except Refused as refused:
        operations.say_why_shut(part, refused.reason)
    except Exception:
        operations.say_why_shut(part, operations.SOMETHING_WRONG)
        raise


@goes_by(the_clock)
def let_lapse() -> int:
    """Destroys what nobody fetched in time and what is left of the rest, gives up what was lost on its way; gives how
    many lapsed or were given up."""
    stale = list(Parcel.objects.filter(status=Parcel.Status.READY, lapses_at__lte=now()))
    for parcel in stale:
        operations.lapse(parcel)
    since = now() - operations.STALLED_AFTER
    for parcel in Parcel.objects.filter(status__in=ENDED, moved_at__gte=now() - operations.LOOKED_AFTER):
        operations.destroy(parcel)
    lost = list(Parcel.objects.filter(status=Parcel.Status.MAKING, moved_at__lt=since))
    for parcel in lost:
        operations.give_up(parcel)
    return len(stale) + len(lost)


@goes_by(the_clock)
def shut_for_good() -> int:
    """Destroys the keys of sealed parts that hold a case which was disposed of since; gives how many."""
    return sum(operations.destroy_halves(part) for part in SealedPart.objects.filter(came=False))

"""Asking for what is to be taken out, having it made, fetching it once; and opening what left or came sealed."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

from threespires.accounts.models import Person
from threespires.approvals.models import Proposal
from threespires.approvals.operations import ask
from threespires.cases.leaving.writing import export as open_cases
from threespires.cases.permissions import visible_cases
from threespires.cases.recording import looked
from threespires.cases.wall.asking import asked_by
from threespires.history.recording import record
from threespires.kernel.background import have_done
from threespires.kernel.clock import now
from threespires.kernel.dates import say_date, say_moment
from threespires.kernel.locks import lock
from threespires.kernel.verdict import Refused, require
from threespires.leaving import packing, parts
from threespires.leaving.lifecycle import PARCEL
from threespires.leaving.models import Half, Parcel, SealedPart
from threespires.leaving.permissions import (
    circle_for,
    holds_what_is_gone,
    may_approve_opening,
    may_ask_opening,
    may_bring_half,
    may_fetch,
    may_open_again,
    may_take_records_out,
)
from threespires.partnership.models import Group
from threespires.partnership.pairs import lasting_seat
from threespires.vault import boxes, store

OPENING = "opening"
"""The kind of proposal by which two open what left sealed."""
LARGEST = 512 * 1024 * 1024
"""More than this isn't packed while somebody waits: the server's command line takes all of it."""
STALLED_AFTER = timedelta(minutes=15)
LOOKED_AFTER = timedelta(days=2)
"""For so long the clock looks whether what has ended was destroyed, should a process have died in between."""
SOMETHING_WRONG = "Something went wrong here. Ask for it again"
TOO_LARGE = "Its files are too large to be packed at once. Whoever runs the system can export everything"
_MAKE, _OPEN = (f"threespires.leaving.reminders.{name}" for name in ("make_parcel", "open_part"))


@transaction.atomic
def ask_for_records(group: Group, *, by: Person) -> Parcel:
    """Has a group's own records packed for `by`, in the background; gives what is being made already, or waits to be
    fetched, where there is such.

    Raises:
        Refused: if `by` may not.
    """
    verdict = require(may_take_records_out(by, group))
    asked = Parcel.objects.select_for_update().filter(group=group, asked_by=by, part=None)
    for other in asked.select_related("group"):
        if other.is_under_way or other.waits(now()):
            return other
    return _asked(group, by=by, seat=verdict.seat)


def _asked(group: Group, *, by: Person, seat: str, part: SealedPart | None = None) -> Parcel:
    made = Parcel.objects.create(group=group, part=part, asked_by=by, asked_in=seat, asked_at=now(), moved_at=now())
    record("parcel.asked", made, by=by, seat=seat)
    have_done(_MAKE, str(made.pk))
    return made


def make(parcel: Parcel) -> None:
    """The job: makes what was asked for, as whoever asked sees it now. Safe to repeat.

    Raises:
        Refused: where they may not any more.
    """
    if not Parcel.objects.filter(pk=parcel.pk, status=Parcel.Status.MAKING).exists():
        return
    with asked_by(parcel.asked_by), transaction.atomic():
        pack = _opened_copy(parcel) if parcel.part else _records(parcel)
    content = pack()
    with transaction.atomic():
        if lock(parcel).status != Parcel.Status.MAKING:
            return
        store.make(parcel.pk)
        boxes.put(parcel.pk, parcel.pk, content)
        lapses = now() + timedelta(hours=settings.EXPORTS_KEPT_HOURS)
        _move(parcel, "hold", size=len(content), lapses_at=lapses)


def _records(parcel: Parcel) -> Any:
    require(may_take_records_out(parcel.asked_by, parcel.group))
    leaf = packing.read(parcel.asked_by, parcel.group)
    if sum(getattr(one, "size", 0) for _, _, one, _ in leaf.files) > LARGEST:
        raise Refused(TOO_LARGE)
    looked(leaf.recorded, by=parcel.asked_by, seat=parcel.asked_in)
    return partial(packing.pack, leaf, partial(_note, parcel, len(leaf.files)))


def _opened_copy(parcel: Parcel) -> Any:
    """The cases of a sealed part that whoever asked sees; each record of them is written down as read."""
    seat = lasting_seat(parcel.asked_by, parcel.group)
    if seat is None or parcel.part is None:
        raise Refused("You are no lasting member of this group any more")
    cases = visible_cases(parcel.asked_by).filter(group=parcel.group, pk__in=parcel.part.cases).order_by("number")
    marking = f"OFFICIAL-SENSITIVE · Only members of {parcel.group} may read this"
    content, records = open_cases(parcel.group, cases, marking=marking)
    looked(records, by=parcel.asked_by, seat=parcel.asked_in)
    return lambda: content


def _note(parcel: Parcel, total: int, done: int) -> None:
    Parcel.objects.filter(pk=parcel.pk, status=Parcel.Status.MAKING).update(done=done, total=total)


@transaction.atomic
def fetch(parcel: Parcel, *, by: Person) -> bytes:
    """What was made, this once: then its key is destroyed."""
    lock(parcel)
    verdict = require(may_fetch(by, parcel))
    content = boxes.take(parcel.pk, parcel.pk)
    _move(parcel, "fetch")
    record("parcel.fetched", parcel, by=by, seat=verdict.seat)
    transaction.on_commit(partial(destroy, parcel))
    return content


@transaction.atomic
def give_up(parcel: Parcel, because: str = SOMETHING_WRONG) -> None:
    """What a job could not make is said to whoever waits for it."""
    if lock(parcel).status == Parcel.Status.MAKING:
        _move(parcel, "fail", failed_because=because)


@transaction.atomic
def lapse(parcel: Parcel) -> None:
    """What nobody fetched in time is destroyed."""
    if lock(parcel).status == Parcel.Status.READY and not parcel.waits(now()):
        _move(parcel, "lapse")
        record("parcel.lapsed", parcel, by=None)
        transaction.on_commit(partial(destroy, parcel))


def destroy(parcel: Parcel) -> None:
    """Destroys what is left of a parcel that was fetched or lapsed. Safe to repeat."""
    boxes.remove(parcel.pk, parcel.pk)
    if store.is_there(parcel.pk):
        store.destroy(parcel.pk, now())


def _move(parcel: Parcel, step: str, **facts: Any) -> None:
    PARCEL.apply(parcel, step)
    for name, value in {"moved_at": now(), **facts}.items():
        setattr(parcel, name, value)
    parcel.save(update_fields=["status", "moved_at", *facts])


# ------------------------------------------------------------------------------------------- sealed parts


@transaction.atomic
def ask_opening(part: SealedPart, *, by: Person) -> Proposal:
    """One of those who keep it asks that what left sealed be opened."""
    verdict = require(may_ask_opening(by, part))
    of = part.group or "what no case group keeps"
    return ask(
        by=by,
        seat=verdict.seat,
        kind=OPENING,
        circle=circle_for(part),
        title=f"Open the export of {say_date(part.made_at.date())}: {of}",
        why=f"It left sealed ({say_moment(part.made_at)}), and opens with two halves of a key.",
        facts={"part": str(part.pk)},
    )


def carry_out_opening(proposal: Proposal, *, by: Person, seat: str) -> None:
    """Gives each of the two a half of the key, and, of a case group's, a copy of the cases that they see."""
    part = SealedPart.objects.select_for_update().get(pk=proposal.fact("part"))
    require(may_approve_opening(by, proposal))
    asker = proposal.asked_by
    given = dict(Half.objects.filter(part=part, person__in=[asker, by]).values_list("person", "is_first"))
    first = given.get(asker.pk, not given.get(by.pk, False))
    for person, is_first in ((asker, first), (by, not first)):
        Half.objects.get_or_create(part=part, person=person, defaults={"is_first": is_first, "given_by": proposal})
    if part.group:
        for person, held in ((asker, proposal.asked_in), (by, seat)):
            _asked(part.group, by=person, seat=held, part=part)


def half_of(part: SealedPart, person: Person) -> str | None:
    """The half that somebody was given, as they copy it; None where there is none for them any more."""
    given = Half.objects.filter(part=part, person=person).first()
    if given is None:
        return None
    name = part.first if given.is_first else part.second
    return parts.say_half(store.key_of(name)) if store.is_there(name) else None


@transaction.atomic
def bring_half(part: SealedPart, *, by: Person, half: bytes) -> SealedPart:
    """One of two brings their half to where the part was read in. With the second it is opened, in the background.

    Raises:
        Refused: if `by` may not, or it is no half of this key, or is here already.
    """
    lock(part)
    verdict = require(may_bring_half(by, part))
    which = parts.whose(part, half)
    if which is None:
        raise Refused("This is no half of its key")
    if getattr(part, f"{which}_by_id"):
        raise Refused("This half is here already. Another member brings the other")
    name = getattr(part, which)
    if not store.is_there(name):
        store.take_in(name, half)
    setattr(part, f"{which}_by", by)
    part.failed_because = ""
    part.save()
    record("sealed_part.half_brought", part, by=by, seat=verdict.seat)
    if part.first_by_id and part.second_by_id:
        have_done(_OPEN, str(part.pk))
    return part


@transaction.atomic
def open_again(part: SealedPart, *, by: Person) -> SealedPart:
    """Has a part opened, where it could not be when the second half came."""
    lock(part)
    require(may_open_again(by, part))
    part.failed_because = ""
    part.save()
    have_done(_OPEN, str(part.pk))
    return part


@transaction.atomic
def say_why_shut(part: SealedPart, because: str) -> None:
    """A job could not open it: both halves are here, and it can be tried again."""
    lock(part)
    part.failed_because = because
    part.save()


def destroy_halves(part: SealedPart) -> bool:
    """Destroys what is left of the key of a part that holds a case which was disposed of; gives whether there was."""
    left = [name for name in (part.first, part.second) if store.is_there(name)]
    if not left or not holds_what_is_gone(part):
        return False
    for name in left:
        store.destroy(name, now())
    return True

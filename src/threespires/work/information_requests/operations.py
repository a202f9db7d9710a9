"""Requests for information are recorded, handled step by step, lengthened, and answered."""

from datetime import date

from django.db import transaction

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.clock import now, today
from threespires.kernel.locks import lock, save
from threespires.kernel.numbers import create_numbered
from threespires.kernel.verdict import Refused, require
from threespires.law.requests import clock_of
from threespires.partnership.models import Group
from threespires.vault import store
from threespires.work.information_requests.lifecycle import LIFECYCLE
from threespires.work.information_requests.models import InformationRequest, Step
from threespires.work.information_requests.permissions import (
    may_be_handled_by,
    may_extend,
    may_handle,
    may_record_request,
)


@transaction.atomic
def record_request(
    *,
    by: Person,
    kind: str,
    asked_by: str,
    asks: str,
    received_on: date,
    handler: Person,
    named_day: date | None = None,
    group: Group | None = None,
) -> InformationRequest:
    """Somebody asked for information; its clock runs by the rule that held on the day it was received.

    Args:
        named_day: the day that whoever asks has named, for a kind whose clock that is.
        group: the case group, where it is about a case.

    Raises:
        Refused: if `by` or the handler may not, the day lies ahead, an order names no day, or the keys aren't here.
    """
    verdict = require(may_record_request(by, group))
    require(may_be_handled_by(handler, group))
    if received_on > today():
        raise Refused("A request is recorded once it is received: its day can’t lie ahead")
    clock = clock_of(kind, received_on)
    if kind == "court_order" and named_day is None:
        raise Refused("Say which day the order names")
    request = InformationRequest(
        kind=kind,
        rule=clock.rule,
        asked_by=asked_by,
        asks=asks,
        received_on=received_on,
        due_on=clock.due(received_on, named_day),
        group=group,
        handler=handler,
        recorded_by=by,
        recorded_at=now(),
    )
    store.make_for(request.pk, "No request can be recorded")
    create_numbered(request)
    record("request.recorded", request, by=by, seat=verdict.seat)
    return request


@transaction.atomic
def hand_over(
    request: InformationRequest, *, by: Person, handler: Person, seen: int | None = None
) -> InformationRequest:
    """Somebody else handles it from now on."""
    lock(request, seen=seen)
    verdict = require(may_handle(by, request))
    require(may_be_handled_by(handler, request.group))
    if request.handler_id == handler.pk:
        return request
    request.handler = handler
    save(request)
    record("request.handed_over", request, by=by, seat=verdict.seat)
    return request


@transaction.atomic
def add_step(request: InformationRequest, *, by: Person, on: date, words: str) -> Step:
    """Something was done towards the answer."""
    lock(request)
    verdict = require(may_handle(by, request))
    if on > today():
        raise Refused("A step is added once it is done: its day can’t lie ahead")
    step = Step.objects.create(request=request, on=on, words=words, by=by, recorded_at=now())
    record("request.step_added", request, by=by, seat=verdict.seat)
    return step


@transaction.atomic
def extend(request: InformationRequest, *, by: Person, because: str) -> InformationRequest:
    """Lengthens its clock as far as the rule allows, counted from the day it was received. Whoever handles it tells
    whoever asked."""
    lock(request)
    verdict = require(may_extend(by, request))
    request.due_on = request.clock.extended(request.received_on)
    request.extended_on, request.extended_because = today(), because
    save(request)
    record("request.extended", request, by=by, seat=verdict.seat)
    return request


@transaction.atomic
def answer(
    request: InformationRequest, *, by: Person, decision: str, answer: str, answered_on: date
) -> InformationRequest:
    """It was answered: how, and why so.

    Raises:
        Refused: if `by` may not, or the day lies ahead or before it was received.
    """
    lock(request)
    verdict = require(may_handle(by, request))
    LIFECYCLE.apply(request, "answer")
    request.decision, request.answer = decision, answer
    _end(request, answered_on)
    record("request.answered", request, by=by, seat=verdict.seat)
    return request


@transaction.atomic
def withdraw(request: InformationRequest, *, by: Person, because: str, on: date) -> InformationRequest:
    """Whoever asked took it back."""
    lock(request)
    verdict = require(may_handle(by, request))
    LIFECYCLE.apply(request, "withdraw")
    request.answer = because
    _end(request, on)
    record("request.withdrawn", request, by=by, seat=verdict.seat)
    return request


def _end(request: InformationRequest, day: date) -> None:
    if not request.received_on <= day <= today():
        raise Refused("The day it ended lies between the day it was received and today")
    request.answered_on = day
    save(request)

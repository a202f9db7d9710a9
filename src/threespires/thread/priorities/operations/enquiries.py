"""A line of enquiry is opened, answered in its columns, scaled by agencies, and closed."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.clock import now, today
from threespires.kernel.locks import lock, put, save
from threespires.kernel.numbers import create_numbered
from threespires.kernel.verdict import Refused, require
from threespires.partnership.models import Agency, ApproachColumn, PracticeApproach
from threespires.search.indexing import index
from threespires.thread.learning.models import Learning
from threespires.thread.learning.operations import take_up
from threespires.thread.learning.permissions import visible_learning
from threespires.thread.priorities.as_said import stands_in, without_quotes
from threespires.thread.priorities.lifecycle import ENQUIRY
from threespires.thread.priorities.models import LineOfEnquiry, Scaling, Statement
from threespires.thread.priorities.permissions import (
    may_close_enquiry,
    may_open_enquiry,
    may_reword,
    may_scale,
    may_state,
)


@transaction.atomic
def open_enquiry(
    *,
    by: Person,
    question: str,
    scale_low: str = "",
    scale_high: str = "",
    approach: PracticeApproach | None = None,
) -> LineOfEnquiry:
    """Opens a question in the columns of the practice approach in force today, unless another is named.

    Raises:
        Refused: if `by` may not, or no approach is in force.
    """
    verdict = require(may_open_enquiry(by))
    approach = approach or PracticeApproach.objects.now().order_by(F("starts").desc(nulls_last=True), "-pk").first()
    if approach is None:
        raise Refused("The arrangement names no practice approach in force today")
    enquiry = create_numbered(
        LineOfEnquiry(
            question=question,
            approach=approach,
            scale_low=scale_low or approach.scale_low,
            scale_high=scale_high or approach.scale_high,
            opened_by=by,
        )
    )
    record("enquiry.opened", enquiry, by=by, seat=verdict.seat)
    index(enquiry)
    return enquiry


@transaction.atomic
def state(
    enquiry: LineOfEnquiry,
    *,
    by: Person,
    column: ApproachColumn,
    text: str,
    cites: Iterable[Learning] = (),
    as_said: bool = False,
) -> Statement:
    """States an answer in one column, citing the learning that shows it. What is cited is thereby taken up.

    Args:
        as_said: `text` is a child's own words, which must stand in the learning cited.

    Raises:
        Refused: if `by` may not, or nothing is cited where the column asks how we know.
    """
    lock(enquiry)
    verdict = require(may_state(by, enquiry))
    if column.approach_id != enquiry.approach_id:
        raise Refused("That column belongs to another practice approach")
    statement = Statement(enquiry=enquiry, column=column, text=text, as_said=as_said, written_by=by)
    cites = _cited(by, cites)
    _hold_to_the_rules(statement, cites)
    statement.save()
    statement.cites.set(cites)
    _take_up(cites, by)
    record("statement.made", statement, by=by, seat=verdict.seat)
    index(enquiry)
    return statement


@transaction.atomic
def reword(
    statement: Statement, *, by: Person, text: str, cites: Iterable[Learning], seen: int | None = None
) -> Statement:
    """Rewords a statement or changes what it cites; what it said before is kept.

    Cited learning that `by` may not see stays cited.

    Raises:
        ChangedByAnother: if somebody reworded it since `by` opened it at version `seen`.
    """
    lock(statement, seen=seen)
    verdict = require(may_reword(by, statement))
    before = set(statement.cites.all())
    unseen = before - set(visible_learning(by).filter(pk__in=[learning.pk for learning in before]))
    cites = [*_cited(by, cites), *unseen]
    text = without_quotes(text) if statement.as_said else text
    if not put(statement, text=text, cites=cites):
        return statement
    _hold_to_the_rules(statement, cites)
    save(statement)
    _take_up(cites, by)
    words = "" if set(cites) == before else "Changed what it cites"
    record("statement.reworded", statement, by=by, seat=verdict.seat, words=words)
    index(statement.enquiry)
    return statement


@transaction.atomic
def withdraw_statement(statement: Statement, *, by: Person, because: str) -> Statement:
    """Takes a statement out of its column, with the reason. It is kept among the earlier versions."""
    lock(statement)
    verdict = require(may_reword(by, statement))
    if not because.strip():
        raise Refused("A statement is withdrawn only with a reason")
    statement.withdrawn_at, statement.withdrawn_because = now(), because
    save(statement)
    record("statement.withdrawn", statement, by=by, seat=verdict.seat, words=because)
    index(statement.enquiry)
    return statement


@transaction.atomic
def scale(enquiry: LineOfEnquiry, *, by: Person, agency: Agency, score: int, reason: str) -> Scaling:
    """An agency says how safe it thinks it is, 0 to 10, and why. Earlier scales are kept."""
    lock(enquiry)
    verdict = require(may_scale(by, enquiry, agency))
    if not 0 <= score <= 10:
        raise Refused("The scale runs from 0 to 10")
    if not reason.strip():
        raise Refused("A scale needs its reason")
    scaling = Scaling.objects.create(enquiry=enquiry, agency=agency, score=score, reason=reason, said_by=by)
    record("enquiry.scaled", scaling, by=by, seat=verdict.seat)
    return scaling


@transaction.atomic
def close_enquiry(enquiry: LineOfEnquiry, *, by: Person, because: str) -> LineOfEnquiry:
    """Closes a line of enquiry, with what was answered or why it is left."""
    lock(enquiry)
    verdict = require(may_close_enquiry(by, enquiry))
    if not because.strip():
        raise Refused("A line of enquiry is closed only with a reason")
    ENQUIRY.apply(enquiry, "close")
    enquiry.closed_on, enquiry.closed_because = today(), because
    save(enquiry)
    record("enquiry.closed", enquiry, by=by, seat=verdict.seat, words=because)
    return enquiry


def _cited(by: Person, cites: Iterable[Learning]) -> list[Learning]:
    """The learning cited, each piece once, all of which `by` may see."""
    cites = list(dict.fromkeys(cites))
    seen = set(visible_learning(by).filter(pk__in=[learning.pk for learning in cites]))
    if any(learning not in seen for learning in cites):
        raise Refused("You can cite only learning that you may see")
    return cites


def _hold_to_the_rules(statement: Statement, cites: list[Learning]) -> None:
    """What must be so of any statement, before it is saved."""
    if not cites and not statement.column.leads_to_work:
        raise Refused("A statement cites the learning that shows it")
    if statement.as_said:
        statement.text = without_quotes(statement.text)
        if not any(stands_in(statement.text, learning.words) for learning in cites):
            raise Refused("A child’s words must stand exactly as in the learning you cite")


def _take_up(cites: list[Learning], by: Person) -> None:
    for learning in cites:
        if learning.status != Learning.Status.TAKEN_UP:
            take_up(learning, by=by)

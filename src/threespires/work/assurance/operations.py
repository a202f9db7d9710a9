"""Keeping the register of duties, and preparing agencies' mirrors."""

from datetime import date

from django.db import transaction

from threespires.accounts.models import Person
from threespires.documents.models import Document
from threespires.history.recording import record
from threespires.kernel.clock import today
from threespires.kernel.locks import lock, note_before, put, save
from threespires.kernel.verdict import Refused, require
from threespires.law.duties import duty_rules, say_source
from threespires.partnership.models import Agency
from threespires.search.indexing import index
from threespires.work.assurance.lifecycle import opens_on
from threespires.work.assurance.mirror import reflect
from threespires.work.assurance.models import Duty, DutyEvidence, MirrorOpening
from threespires.work.assurance.permissions import may_answer_mirror, may_keep_duties, may_prepare_mirror

_FROM_LAW = (
    "family",
    "label",
    "source",
    "force",
    "owner_words",
    "evidence_words",
    "clock",
    "note",
    "confirmed",
    "order",
    "starts",
)


_FROM_LAWS_DATA = "System, from the law’s data"


@transaction.atomic
def load_duties() -> tuple[int, int]:
    """Brings the register into line with the law's data; what people assessed and evidenced is kept.

    Returns:
        How many duties were added and how many changed. Loading twice changes nothing.
    """
    known = {(duty.key, duty.rule): duty for duty in Duty.objects.all()}
    added = changed = 0
    for order, rule in enumerate(duty_rules(), start=1):
        facts = {
            "family": rule.family,
            "label": rule.label,
            "source": say_source(rule.cite),
            "force": rule.force,
            "owner_words": rule.owner,
            "evidence_words": rule.evidence,
            "clock": rule.clock,
            "note": rule.note,
            "confirmed": rule.is_confirmed,
            "order": order,
            "starts": rule.effective_from,
        }
        duty = known.get((rule.key, rule.rule))
        if duty is None:
            duty = Duty.objects.create(key=rule.key, rule=rule.rule, **facts)
            record("duty.added", duty, by=_FROM_LAWS_DATA)
            added += 1
        elif any(getattr(duty, name) != facts[name] for name in _FROM_LAW):
            lock(duty)
            for name in _FROM_LAW:
                setattr(duty, name, facts[name])
            save(duty)
            record("duty.changed", duty, by=_FROM_LAWS_DATA)
            changed += 1
        else:
            continue
        index(duty)
    return added, changed


@transaction.atomic
def assess(
    duty: Duty, *, by: Person, state: str, why: str, next_date: date | None = None, seen: int | None = None
) -> Duty:
    """Says how a duty stands. Met needs evidence; no state changes because a date has passed.

    Raises:
        Refused: if `by` may not, or "met" is said without evidence.
    """
    lock(duty, seen=seen)
    verdict = require(may_keep_duties(by))
    if state == Duty.State.MET and not duty.evidence.exists():
        raise Refused("A duty is met on evidence. Add the evidence first")
    if not put(duty, state=state, why=why, next_date=next_date, assessed_on=today()):
        return duty
    save(duty)
    record("duty.assessed", duty, by=by, seat=verdict.seat, words=why)
    return duty


@transaction.atomic
def assign(duty: Duty, *, by: Person, owner_post=None, is_report: bool = False, seen: int | None = None) -> Duty:
    """Names the post that owes a duty here, and whether it is a report that comes to a meeting."""
    lock(duty, seen=seen)
    verdict = require(may_keep_duties(by))
    if not put(duty, owner_post=owner_post, is_report=is_report):
        return duty
    save(duty)
    record("duty.assigned", duty, by=by, seat=verdict.seat)
    return duty


@transaction.atomic
def add_evidence(
    duty: Duty, *, by: Person, title: str, dated: date, link: str = "", document: Document | None = None
) -> DutyEvidence:
    """Puts evidence beside a duty."""
    note_before(duty)
    verdict = require(may_keep_duties(by))
    made = DutyEvidence.objects.create(duty=duty, title=title, dated=dated, link=link, document=document, added_by=by)
    record("duty.evidenced", duty, by=by, seat=verdict.seat, words=title)
    return made


@transaction.atomic
def prepare_mirror(*, by: Person, agency: Agency, since: date) -> MirrorOpening:
    """Prepares an agency's mirror: its own lead sees its figures now, the executive the same ones a week later.

    Raises:
        Refused: if `by` may not, `since` isn't past, or one is already waiting to open.
    """
    verdict = require(may_prepare_mirror(by))
    if since >= today():
        raise Refused("A mirror looks back: choose a day that has passed")
    if agency.mirrors.filter(opens_to_executive_on__gt=today()).exists():
        raise Refused(f"A mirror of {agency} is already with its lead")
    made = MirrorOpening.objects.create(
        agency=agency,
        since=since,
        shown_to_lead_on=today(),
        opens_to_executive_on=opens_on(today()),
        figures=reflect(agency, since, today()).facts(),
        prepared_by=by,
    )
    record("mirror.prepared", made, by=by, seat=verdict.seat)
    return made


@transaction.atomic
def answer_mirror(mirror: MirrorOpening, *, by: Person, answer: str, seen: int | None = None) -> MirrorOpening:
    """The agency's lead says in its own words what stands behind the figures."""
    lock(mirror, seen=seen)
    verdict = require(may_answer_mirror(by, mirror))
    if not put(mirror, answer=answer, answered_by=by):
        return mirror
    save(mirror)
    record("mirror.answered", mirror, by=by, seat=verdict.seat)
    return mirror

"""Updates, none overwriting the last, and evidence beside the action."""

from typing import Any

from django.db import transaction

from threespires.accounts.models import Person
from threespires.documents.models import Document
from threespires.history.recording import record
from threespires.kernel.clock import now, today
from threespires.kernel.locks import lock, save
from threespires.kernel.verdict import Refused, require
from threespires.search.indexing import index
from threespires.thread.actions.lifecycle import ACTION, PART, State, step_towards
from threespires.thread.actions.models import Action, ActionPart, Evidence, RoundAnswer, Update
from threespires.thread.actions.permissions import may_add_evidence, may_update

REPORTABLE = (State.NOT_STARTED, State.IN_PROGRESS, State.BLOCKED)


@transaction.atomic
def update(
    action: Action,
    *,
    by: Person,
    text: str,
    status: str | None = None,
    blocked_because: str = "",
    part: ActionPart | None = None,
    seen: int | None = None,
) -> Update:
    """Somebody reports how an action, or an agency's part in it, stands.

    Args:
        status: not started, in progress or blocked; an agency also says so that its part is complete.
        blocked_because: what stands in the way, when it is blocked.
        seen: the version, of the part where one is given, that the person had open.

    Raises:
        Refused: if `by` may not report on it, or its state can't be reported so.
        ChangedByAnother: if somebody saved it since.
    """
    lock(action, seen=None if part else seen)
    if part:
        lock(part, seen=seen)
    verdict = require(may_update(by, action, part))
    about: Any = part or action
    if status:
        _move(action, part, status, blocked_because)
    written = Update.objects.create(
        action=action, part=part, text=text, status=about.status, written_by=by, written_at=now()
    )
    if part:
        save(part)
        _begin_with_its_part(action)
    save(action)
    answer_rounds(written)
    record("part.updated" if part else "action.updated", about, by=by, seat=verdict.seat, words=text)
    index(action)
    return written


def _move(action: Action, part: ActionPart | None, status: str, blocked_because: str) -> None:
    about: Any = part or action
    lifecycle, sayable = (PART, (*REPORTABLE, State.PROPOSED)) if part else (ACTION, REPORTABLE)
    if status == State.BLOCKED and not blocked_because.strip():
        raise Refused("Say what blocks it")
    if part and action.status == State.PROPOSED and status != part.status:
        raise Refused("The whole action is proposed complete, so its group judges it before a part changes")
    try:
        step = step_towards(lifecycle, about.status, status) if status in sayable else None
    except LookupError:
        step = None
    if status != about.status:
        if not step:
            raise Refused(
                f"This is {about.get_status_display().lower()}, so it can’t be reported as "
                f"{State(status).label.lower()}"
            )
        lifecycle.apply(about, step)
        about.blocked_on = today() if status == State.BLOCKED else None
    about.blocked_because = blocked_because.strip() if status == State.BLOCKED else ""


def _begin_with_its_part(action: Action) -> None:
    """A joint action is in progress as soon as one of its parts is."""
    if action.status == State.NOT_STARTED and action.parts.exclude(status=State.NOT_STARTED).exists():
        ACTION.apply(action, "begin")


def answer_rounds(written: Update) -> None:
    """An update answers every round that still waits for one of the same thing."""
    waiting = RoundAnswer.objects.filter(action=written.action, update=None)
    if written.part_id:
        waiting = waiting.filter(part=written.part)
    elif written.status != State.PROPOSED:
        waiting = waiting.filter(part=None)
    waiting.update(update=written)


@transaction.atomic
def add_evidence(
    action: Action,
    *,
    by: Person,
    kind: str,
    title: str,
    text: str = "",
    link: str = "",
    document: Document | None = None,
    part: ActionPart | None = None,
) -> Evidence:
    """Puts what shows that it was done beside an action, or beside an agency's part in it.

    Raises:
        Refused: if `by` may not, or if there are no words, link or document, whichever it is said to be.
    """
    lock(action)
    verdict = require(may_add_evidence(by, action, part))
    held = {Evidence.Kind.TEXT: text, Evidence.Kind.LINK: link, Evidence.Kind.DOCUMENT: document}
    if not held[Evidence.Kind(kind)]:
        raise Refused("Evidence is words, a link or a document, and this holds none")
    if link and not link.startswith(("https://", "http://")):
        raise Refused("A link must begin with https:// or http://")
    evidence = Evidence.objects.create(
        action=action,
        part=part,
        kind=kind,
        title=title,
        text=text,
        link=link,
        document=document,
        added_by=by,
        added_at=now(),
    )
    record("evidence.added", evidence, by=by, seat=verdict.seat)
    index(action)
    return evidence

"""What others changed since a person last looked, among records that search would find for them."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from threespires.accounts.models import Person
from threespires.history.models import Event
from threespires.kernel.plates import News, searchables
from threespires.partnership.standing import standing
from threespires.search.finding import seen_among

SHOWN = 8
ON_A_PAGE = 50
_AT_FIRST, _AT_MOST = 60, 960
_LONGEST = 90

# What follows the name of whoever did it. What isn't named here is no news.
WORDS = {
    "action.raised": "raised {ref}, {title}",
    "action.updated": "updated {ref}: “{words}”",
    "action.proposed": "proposed {ref} complete",
    "action.accepted": "accepted {ref}",
    "action.returned": "returned {ref}: “{words}”",
    "action.withdrawn": "withdrew {ref}: “{words}”",
    "action.changed": "changed {ref}",
    "escalation.raised": "escalated {title}: “{words}”",
    "escalation.answered": "answered the escalation of {title}: “{words}”",
    "work.tasked": "tasked {title}",
    "work.taken_up": "took up {title}",
    "work.finished": "finished {title}",
    "work.withdrawn": "withdrew {title}",
    "test.planned": "planned a test: {title}",
    "test.reported": "reported a test: {title}",
    "learning.contributed": "contributed {title}",
    "learning.taken_up": "took up {title}",
    "learning.set_aside": "set aside {title}",
    "enquiry.opened": "asked: {title}",
    "enquiry.closed": "closed a line of enquiry: {title}",
    "priority.set": "set a priority: {title}",
    "priority.carried_forward": "carried forward {title}",
    "priority.changed": "changed {title}",
    "priority.closed": "closed {title}",
    "priority.vision_agreed": "agreed the vision for {title}",
    "decision.taken": "recorded decision {title}",
    "meeting.moved": "moved {title}",
    "meeting.cancelled": "cancelled {title}",
    "duty.assessed": "assessed a duty: {title}",
    "duty.evidenced": "added evidence for {title}",
}
_BLOCKED = "marked {ref} blocked: “{words}”"
_CLOCK = "The calendar"
_COLUMNS = ("pk", "at", "person", "verb", "kind", "thing", "ref", "title", "words", "changes")


def news_since(person: Person, moment: datetime) -> list[News]:
    """The first few things that others did since `moment` to records that `person` may see, newest first."""
    return list(islice(_news(person, Event.objects.filter(at__gt=moment)), SHOWN))


def news_before(person: Person, key: int | None = None) -> tuple[list[News], int | None]:
    """A page of what others did, newest first, and where the next begins: before the last event of this one.

    Args:
        key: the event before which to begin; none for the latest.
    """
    begin = Event.objects.filter(pk=key).first() if key else None
    events = Event.objects.all()
    if begin:
        events = events.filter(Q(at__lt=begin.at) | Q(at=begin.at, pk__lt=begin.pk))
    found = list(islice(_news(person, events), ON_A_PAGE + 1))
    return found[:ON_A_PAGE], found[ON_A_PAGE - 1].key if len(found) > ON_A_PAGE else None


def _news(person: Person, events: QuerySet[Event]) -> Iterator[News]:
    """What others did to records that `person` may see, newest first, each thing said once.

    Who may see it is asked of some at a time, and no further than somebody reads on.
    """
    if not standing(person).anywhere:
        return
    kinds = {kind.model.lower(): kind.kind for kind in searchables()}
    others = events.filter(kind__in=kinds, verb__in=WORDS).exclude(person_key=str(person.pk)).values(*_COLUMNS)
    said: set[tuple[str, str]] = set()
    start, size = 0, _AT_FIRST
    while some := list(others[start : start + size]):
        for news in _seen(person, some, kinds):
            if (news.who, news.words) not in said:
                said.add((news.who, news.words))
                yield news
        if len(some) < size:
            return
        start, size = start + size, min(2 * size, _AT_MOST)


def _seen(person: Person, events: list[Any], kinds: dict[str, str]) -> Iterator[News]:
    """Those of the events that befell what the person may see, told with what it is called today."""
    asked: dict[str, set[int]] = {}
    for event in events:
        asked.setdefault(kinds[event["kind"]], set()).add(int(event["thing"]))
    seen = seen_among(person, asked)
    for event in events:
        if found := seen.get((kinds[event["kind"]], int(event["thing"]))):
            title, address = found
            who = event["person"] or _CLOCK
            yield News(event["at"], who, say({**event, "title": title}), address, event["pk"])


def say(event: dict[str, Any]) -> str:
    """What was done, as the rest of a sentence that a name begins."""
    blocked = event["changes"].get("status", ["", ""])[1] == "blocked"
    words = _short(event["words"])
    pattern = _BLOCKED if blocked and words else WORDS[event["verb"]]
    if not words:
        pattern = pattern.removesuffix(": “{words}”")
    return pattern.format(ref=event["ref"] or event["title"], title=_short(event["title"]), words=words)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"

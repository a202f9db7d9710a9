"""What others changed since a person last looked, among records that search would find for them."""

from datetime import datetime
from typing import Any

from threespires.accounts.models import Person
from threespires.history.models import Event
from threespires.kernel import plates
from threespires.kernel.plates import News
from threespires.search.finding import addresses

SHOWN = 8
_READ = 60
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
    "decision.taken": "recorded a decision: {title}",
    "meeting.moved": "moved {title}",
    "meeting.cancelled": "cancelled {title}",
    "duty.assessed": "assessed a duty: {title}",
    "duty.evidenced": "added evidence for {title}",
}
_BLOCKED = "marked {ref} blocked: “{words}”"
_CLOCK = "The calendar"


def news_since(person: Person, moment: datetime) -> list[News]:
    """What others did since `moment` to records that `person` may see, newest first, each thing said once.

    Two statements, however much happened: history, then which of it the person may see.
    """
    kinds = {kind.model.lower(): kind.kind for kind in plates.searchables()}
    events: list[Any] = list(
        Event.objects.filter(at__gt=moment, kind__in=kinds, verb__in=WORDS)
        .exclude(person_key=str(person.pk))
        .values("at", "person", "verb", "kind", "thing", "ref", "title", "words", "changes")[:_READ]
    )
    if not events:
        return []
    asked: dict[str, set[int]] = {}
    for event in events:
        asked.setdefault(kinds[event["kind"]], set()).add(int(event["thing"]))
    visible = addresses(person, asked)
    told: dict[tuple[str, str], News] = {}
    for event in events:
        address = visible.get((kinds[event["kind"]], int(event["thing"])))
        if address:
            said = News(event["at"], event["person"] or _CLOCK, say(event), address)
            told.setdefault((said.who, said.words), said)
    return list(told.values())[:SHOWN]


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

"""The engine of the action plan: an action is raised, told of by those who do it, shown, judged."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from threespires.demo.story.papers import paper
from threespires.demo.story.telling import Story, When
from threespires.meetings.models import Meeting
from threespires.thread.actions import operations
from threespires.thread.actions.lifecycle import State
from threespires.thread.actions.models import Action, ActionPart


@dataclass(frozen=True)
class Shown:
    """A piece of evidence: words, a link, or a paper of that name."""

    title: str
    text: str = ""
    link: str = ""
    paper: str = ""

    @property
    def kind(self) -> str:
        return "document" if self.paper else "link" if self.link else "text"


@dataclass(frozen=True)
class Part:
    """One agency's part in a joint action."""

    title: str
    agency: str
    owner: str
    due: When
    said: Sequence[tuple[When, str, str]] = ()
    shown: Sequence[Shown] = ()


@dataclass(frozen=True)
class Does:
    """One action and all that happened to it.

    Args:
        at: the meeting at which it was raised.
        said: updates: when, what, and the state it left the action in.
        proposed: when its owner said that it was done.
        judged: the meeting that accepted it; `wanted` makes that a return.
    """

    title: str
    owner: str
    agency: str
    at: str
    due: When
    said: Sequence[tuple[When, str, str]] = ()
    shown: Sequence[Shown] = ()
    proposed: When | None = None
    note: str = ""
    judged: str = ""
    wanted: str = ""
    key: str = ""
    about: str = ""
    blocked_because: str = ""
    withdrawn: tuple[When, str] | None = None
    parts: Sequence[Part] = field(default_factory=tuple)


BEGUN, STUCK, PART_DONE, SAME = State.IN_PROGRESS, State.BLOCKED, State.PROPOSED, ""


def tell_actions(story: Story, work: str, actions: Sequence[Does]) -> None:
    for number, does in enumerate(actions):
        key = does.key or does.title
        meeting: Meeting = getattr(story, does.at)
        story.during(
            meeting,
            _minute(meeting) + number,
            lambda key=key, does=does, meeting=meeting: _raise(story, key, work, does, meeting),
        )
        _tell_updates(story, key, does)
        for part, facts in enumerate(does.parts):
            _tell_part(story, key, part, facts)
        if does.proposed is not None:
            _tell_end(story, key, does, does.proposed)
        if does.withdrawn:
            when, because = does.withdrawn
            story.tell(
                story.day(when),
                lambda key=key, because=because: operations.withdraw(
                    story[key], by=story.person("ruth"), because=because
                ),
            )


def _minute(meeting: Meeting) -> int:
    """The Executive tasks work late in its meeting, so what is raised there comes after that."""
    return 130 if meeting.group.key == "executive" else 60


def _raise(story: Story, key: str, work: str, does: Does, meeting: Meeting) -> None:
    action = operations.raise_action(
        by=story.person("ruth"),
        work=story[work],
        title=does.title,
        owner=story.person(does.owner),
        agency=story.agencies[does.agency],
        due_on=story.day(does.due),
        description=does.about,
        parts=[
            {
                "title": part.title,
                "agency": story.agencies[part.agency],
                "owner": story.person(part.owner),
                "due_on": story.day(part.due),
            }
            for part in does.parts
        ],
        **story.occasion(meeting),
    )
    story.keep(key, action)


def _tell_updates(story: Story, key: str, does: Does) -> None:
    for when, text, status in does.said:
        story.tell(
            story.day(when),
            lambda text=text, status=status: operations.update(
                story[key],
                by=story.person(does.owner),
                text=text,
                status=status or None,
                blocked_because=does.blocked_because if status == STUCK else "",
            ),
        )
    if not does.proposed:
        last = story.day(does.said[-1][0]) if does.said else None
        for shown in does.shown:
            _tell_shown(story, key, shown, does.owner, last)


def _tell_shown(story: Story, key: str, shown: Shown, who: str, day: date | None, part: int | None = None) -> None:
    if day is None:
        raise ValueError(f"{key} shows evidence of something nobody told of")

    def show() -> None:
        person: Any = story.person(who)
        operations.add_evidence(
            story[key],
            by=person,
            kind=shown.kind,
            title=shown.title,
            text=shown.text,
            link=shown.link,
            document=paper(shown.paper, by=person) if shown.paper else None,
            part=_part(story, key, part) if part is not None else None,
        )

    story.tell(day, show)


def _tell_part(story: Story, key: str, number: int, facts: Part) -> None:
    for when, text, status in facts.said:
        story.tell(
            story.day(when),
            lambda text=text, status=status: operations.update(
                story[key],
                part=_part(story, key, number),
                by=story.person(facts.owner),
                text=text,
                status=status or None,
            ),
        )
    for shown in facts.shown:
        _tell_shown(story, key, shown, facts.owner, story.day(facts.said[-1][0]), part=number)


def _part(story: Story, key: str, number: int) -> ActionPart:
    """The parts were written in this order."""
    action: Action = story[key]
    return action.parts.order_by("pk")[number]


def _tell_end(story: Story, key: str, does: Does, proposed: When) -> None:
    day = story.day(proposed)
    for shown in does.shown:
        _tell_shown(story, key, shown, does.owner, day)
    story.tell(day, lambda: operations.propose(story[key], by=story.person(does.owner), note=does.note))
    if not does.judged:
        return
    meeting: Meeting = getattr(story, does.judged)
    judge = "amara" if does.owner != "amara" else "fiona"
    if does.wanted:
        story.during(
            meeting,
            20,
            lambda: operations.send_back(story[key], by=story.person(judge), wanted=does.wanted),
        )
    else:
        story.during(meeting, 20, lambda: operations.accept(story[key], by=story.person(judge)))

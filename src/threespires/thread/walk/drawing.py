"""The thread as a picture, as a list for phones, and as the strip that stands on every record."""

from datetime import date
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from threespires.kernel.clock import today
from threespires.kernel.dates import say_date, say_number
from threespires.pictures.thread import Knot, State, Strand, Style, Thread, draw
from threespires.thread.actions.lifecycle import State as ActionState
from threespires.thread.actions.lifecycle import TestStatus
from threespires.thread.walk.graph import (
    ACTION,
    ENQUIRY,
    LEARNING,
    PRIORITY,
    TEST,
    WORK,
    Graph,
    Key,
    key_of,
    strand_through,
)
from threespires.thread.walk.telling import NAMES, is_stuck, tell


def picture(graph: Graph, title: str, *, here: Key | None = None, download: bool = False) -> Markup:
    """The thread as SVG; a download stands alone, so it leads nowhere."""
    return draw(facts(graph, title, here=here, linked=not download), prefix="thread", download=download)


def facts(graph: Graph, title: str, *, here: Key | None = None, linked: bool = True) -> Thread:
    """What the picture is told: every record a knot, dotted where a test is still to come, broken where it stopped."""
    day = today()
    knots, strands = [], []
    for key in graph.things:
        told = tell(key, graph, day)
        knots.append(
            Knot(
                _name(key),
                key[0],
                told.title,
                told.lines,
                State.HERE if key == here else told.state,
                graph.things[key].get_absolute_url() if linked else "",
            )
        )
    for start, end in graph.strands():
        strands.append(Strand(_name(start), _name(end), _style(graph, start, end, day)))
    for key in list(graph.things):
        if key[0] == ACTION and not graph.leads_to.get(key) and is_stuck(graph.things[key], day):
            missing = f"untested-{key[1]}"
            who = f"{graph.things[key].agency} can mend this"
            knots.append(Knot(missing, TEST, "Nothing tested", (who,), State.STOPPED))
            strands.append(Strand(_name(key), missing, Style.BROKEN))
    return Thread(title, tuple(knots), tuple(strands))


def _name(key: Key) -> str:
    return f"{key[0]}-{key[1]}"


def _style(graph: Graph, start: Key, end: Key, day: date) -> Style:
    if end[0] != TEST:
        return Style.SOLID
    if start[0] == ACTION and is_stuck(graph.things[start], day):
        return Style.BROKEN
    return Style.SOLID if graph.things[end].status == TestStatus.REPORTED else Style.DOTTED


def spine(graph: Graph, keys: list[Key], here: Key) -> list[dict[str, Any]]:
    """A walk as a list: where one stands, then each step reached; many at one step are told together."""
    day = today()
    steps = []
    for key in (here, *keys):
        told = tell(key, graph, day)
        thing = graph.things[key]
        steps.append(
            {
                "name": f"{NAMES[key[0]]} {thing.ref}" if not getattr(thing, "protected", False) else NAMES[key[0]],
                "title": told.title,
                "href": thing.get_absolute_url(),
                "detail": " · ".join(told.lines),
                "state": "here" if key == here else told.state.value,
                "tag": told.tag,
            }
        )
    return steps


def summary_spine(graph: Graph) -> list[dict[str, Any]]:
    """The whole thread in seven lines, for a phone: how many records at each step, and how they stand."""
    verbs = ("We learned", "We asked", "We chose", "We tasked", "We did", "Did it change?")
    steps = []
    for step, verb in enumerate(verbs):
        things = [thing for thing in graph.at(step) if step != LEARNING or key_of(thing) not in learned_again(graph)]
        steps.append(_summary(verb, step, things, graph))
    again = [graph.things[key] for key in graph.in_order(learned_again(graph))]
    if again:
        steps.append(_summary("We learned again", LEARNING, again, graph))
    return steps


def learned_again(graph: Graph) -> set[Key]:
    """The learning that this thread's own tests produced."""
    return {end for start, ends in graph.leads_to.items() if start[0] == TEST for end in ends}


def _summary(verb: str, step: int, things: list[Any], graph: Graph) -> dict[str, Any]:
    day = today()
    told = [tell((step, thing.pk), graph, day) for thing in things]
    states = {each.state for each in told}
    state = State.STOPPED if State.STOPPED in states else State.DONE if states == {State.DONE} else State.OPEN
    only = things[0] if len(things) == 1 else None
    plural = {"Tasked work": "pieces of work", "Line of enquiry": "lines of enquiry", "Learning": "pieces"}
    noun = plural.get(NAMES[step], f"{NAMES[step].lower()}s" if NAMES[step] != "Priority" else "priorities")
    return {
        "name": verb,
        "title": told[0].title if only else f"{len(things)} {noun}" if things else "Nothing yet",
        "href": only.get_absolute_url() if only else "",
        "detail": " · ".join(told[0].lines) if only else _counted(step, things, day),
        "state": state.value,
    }


def _counted(step: int, things: list[Any], day: date) -> str:
    if step != ACTION or not things:
        return ""
    stopped = sum(is_stuck(action, day) for action in things)
    accepted = sum(action.status == ActionState.ACCEPTED for action in things)
    said = [f"{stopped} stopped" if stopped else "", f"{accepted} accepted" if accepted else ""]
    return ", ".join(part for part in said if part)


def strip_for(thing: Any, person: Any) -> list[dict[str, Any]]:
    """Where a record sits: six knots, each with what the thread holds there and the way to it."""
    graph = strand_through(person, thing)
    here = key_of(thing)
    mine = {here, *graph.back_from(here), *graph.on_from(here)}
    day = today()
    knots = []
    for step, name in enumerate(NAMES):
        keys = [key for key in graph.things if key[0] == step and key in mine and key not in learned_again(graph)]
        if step == here[0]:
            knots.append({"name": name, "state": "here", "text": "", "href": reverse("walk:walk", args=[thing.ref])})
            continue
        told = {key: tell(key, graph, day) for key in keys}
        states = {each.state for each in told.values()}
        state = "stopped" if State.STOPPED in states else "done" if states == {State.DONE} else "open"
        href = graph.things[keys[0]].get_absolute_url() if keys else ""
        knots.append({"name": name, "state": state, "text": _strip_words(step, keys, told, graph, day), "href": href})
    return knots


def _test_words(tests: list[Any]) -> str:
    """The latest result; before there is one, the day on which the next is due."""
    reported = sorted((test for test in tests if test.found_on), key=lambda test: (test.found_on, test.pk))
    return reported[-1].get_result_display() if reported else say_date(min(test.due_on for test in tests))


_CALLED = {ENQUIRY: "asked", WORK: "tasked"}


def _strip_words(step: int, keys: list[Key], told: dict, graph: Graph, day: date) -> str:
    if not keys:
        return ""
    if step == TEST:
        return _test_words([graph.things[key] for key in keys])
    words = f"{len(keys)} {_CALLED[step]}" if step in _CALLED else ""
    if step == LEARNING:
        words = f"{len(keys)} piece{'' if len(keys) == 1 else 's'}"
    if step == PRIORITY:
        words = f"{len(keys)}, set {say_date(max(graph.things[key].set_on for key in keys))}"
    if step == ACTION:
        stopped = sum(is_stuck(graph.things[key], day) for key in keys)
        accepted = sum(graph.things[key].status == ActionState.ACCEPTED for key in keys)
        words = f"{accepted} of {len(keys)} accepted"
        if stopped:
            words += f", {say_number(stopped)} stopped"
    return words

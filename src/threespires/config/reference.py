"""The reference pages that are made from the code: lifecycles, who may do what, the schedule."""

import inspect
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from django.utils.module_loading import import_string

from threespires.config.clock import clockwork
from threespires.config.served import pages as pages_served
from threespires.kernel import plates
from threespires.kernel.lifecycle import Lifecycle
from threespires.kernel.rules import anyone, is_rule, named_by, the_clock, whoever_is_signed_in

MADE = "Made from the code by `bin/check --write`; `bin/check` compares it."


def pages() -> dict[str, str]:
    """File name below docs/reference -> what it should say."""
    return {
        "lifecycles.md": _page("Lifecycles", "The states of each record and the steps between them.", lifecycles()),
        "permissions.md": _page(
            "Who may do what",
            "Each rule in its own words, by room, and the rules each page goes by.",
            permissions(),
        ),
        "schedule.md": _page("Schedule", "What the clock calls, and when.", schedule()),
    }


def lifecycles() -> Iterator[str]:
    for room in plates.rooms():
        for module in modules(room, "lifecycle"):
            for lifecycle in _of_type(module, Lifecycle):
                yield f"## {room.verbose_name}: {_words(type(lifecycle.start).__name__.removesuffix('Status'))}"
                yield _table("Step", "From", "To", rows=_steps(lifecycle))
                yield _diagram(lifecycle)


def permissions() -> Iterator[str]:
    yield "## Everywhere"
    yield _rules([anyone, whoever_is_signed_in, the_clock])
    yield from _pages_of(None)
    for room in plates.rooms():
        rules = [rule for module in modules(room, "permissions") for rule in rules_in(module)]
        opened = list(_pages_of(room))
        if rules or opened:
            yield f"## {room.verbose_name}"
        if rules:
            yield _rules(rules)
        yield from opened
    yield "## What is done in the background"
    named = {job: named_by(import_string(job)) for job in sorted(plates.jobs())}
    rows = [(f"`{job}`", _named(goes_by.opening)) for job, goes_by in named.items() if goes_by]
    yield _table("Job", "Goes by", rows=rows)


def _rules(rules: Iterable[Any]) -> str:
    return _table("Rule", "In words", rows=[(f"`{rule.__name__}`", inspect.getdoc(rule) or "") for rule in rules])


def _pages_of(room: plates.Room | None) -> Iterator[str]:
    """A table of the room's pages, if it has any; of those that belong to no room where none is named."""
    rows = [
        (f"`{page.name}`", _named(page.goes_by.opening), _named(page.goes_by.sending))
        for page in pages_served()
        if plates.room_of(page.view) == room and page.goes_by
    ]
    if rows:
        yield _table("Page", "Opened by", "Takes what is sent by", rows=rows)


def _named(rules: Iterable[Any]) -> str:
    return ", ".join(f"`{rule.__name__}`" for rule in rules)


def schedule() -> Iterator[str]:
    rows = [(f"`{wheel.cron}`", wheel.purpose, f"`{wheel.function}`") for _, wheel in clockwork()]
    yield _table("When (minute, hour, day, month, weekday)", "What for", "Function", rows=sorted(rows))


def rules_in(module: ModuleType) -> list[Any]:
    """The rules a module of permissions states, in its order: who may see, who may do."""
    return [
        thing
        for name, thing in vars(module).items()
        if is_rule(thing) and thing.__module__ == module.__name__ and not name.startswith("_")
    ]


def modules(room: plates.Room, name: str) -> Iterator[ModuleType]:
    """The room's module of that name, or each module of the folder that took its place."""
    dotted = f"{room.name}.{name}"
    if find_spec(dotted) is None:
        return
    module = import_module(dotted)
    yield module
    for found in iter_modules(getattr(module, "__path__", []), f"{dotted}."):
        yield import_module(found.name)


def _of_type(module: ModuleType, kind: type) -> Iterator[Any]:
    """The things of `kind` that the module itself names; one imported twice is told once."""
    seen = set()
    for thing in vars(module).values():
        if isinstance(thing, kind) and id(thing) not in seen:
            seen.add(id(thing))
            yield thing


def _steps(lifecycle: Lifecycle) -> list[tuple[str, str, str]]:
    return [
        (_words(step.name), ", ".join(_label(state) for state in step.sources), _label(step.target))
        for step in lifecycle
    ]


def _diagram(lifecycle: Lifecycle) -> str:
    names = {state: re.sub(r"\W", "_", str(state)) for state in lifecycle.states()}
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {name}: {_label(state)}" for state, name in names.items()]
    lines += [f"    [*] --> {names[lifecycle.start]}"]
    lines += [
        f"    {names[source]} --> {names[step.target]}: {_words(step.name).lower()}"
        for step in lifecycle
        for source in step.sources
    ]
    return "\n".join([*lines, "```"])


def _page(title: str, about: str, parts: Iterator[str]) -> str:
    return "\n\n".join([f"# {title}", f"{about} {MADE}", *parts]) + "\n"


def _table(*heads: str, rows: list[Any]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _label(state: Any) -> str:
    return str(getattr(state, "label", state))


def _words(name: str) -> str:
    """`LearningStatus` or `send_back` as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").capitalize()

"""Changes to what stands in tables at the head of rule files, which mutmut leaves alone; run in the copy.

Lifecycles: a step may no longer be taken from a state, may be taken from one more, or leads elsewhere. Lists of
roles, kinds, functions or states: one fewer, one more. Numbers and days: one more. Each change is made in a process
of its own, and the tests of its room are run on it.
"""

import ast
import importlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

QUIETLY = ("-q", "-x", "--no-header", "--no-summary")


@dataclass(frozen=True)
class Change:
    """One small change to a table: where, in words, and how it is made."""

    file: str
    name: str
    before: str
    after: str
    make: Callable[[], Any]

    @property
    def key(self) -> list[str]:
        return [self.file, self.name, self.before, self.after]


def main() -> None:
    asked = json.loads(Path("tables-asked.json").read_text())
    told = Path("tables.json")
    known = json.loads(told.read_text()) if told.exists() else []
    killed = [each for each in known if each[-1] == 1]
    if pytest.main([*QUIETLY, "--collect-only", "-qq", *asked["tests"]]):
        sys.exit("The tests of rules can't be read")
    results = []
    for change in (each for file in asked["rules"] for each in changes(file)):
        stands = [*change.key, 1] in killed
        results.append([*change.key, 1 if stands else _try(change, _of_room(change.file, asked["tests"]))])
        print(f"\rtables: {len(results)}", end="", flush=True)
    print()
    told.write_text(json.dumps(results, indent=1))


def changes(file: str) -> Iterator[Change]:
    """Every small change to the tables of one file."""
    module = importlib.import_module(file.removeprefix("src/").removesuffix(".py").replace("/", "."))
    tree = ast.parse(Path(file).read_text(encoding="utf-8"))
    for name in [node.targets[0].id for node in tree.body if isinstance(node, ast.Assign) and _is_name(node.targets)]:
        value = vars(module)[name]
        if hasattr(value, "steps"):
            yield from _of_lifecycle(file, name, value)
        elif value and isinstance(value, tuple | set) and all(isinstance(each, Enum) for each in value):
            for other in _of_list(value):
                yield _replacing(file, module, name, value, other)
        elif isinstance(value, int):
            yield _replacing(file, module, name, value, value + 1)
        elif isinstance(value, date | timedelta):
            yield _replacing(file, module, name, value, value + timedelta(days=1))


def _is_name(targets: list[ast.expr]) -> bool:
    return len(targets) == 1 and isinstance(targets[0], ast.Name)


def _of_list(value: Any) -> Iterator[Any]:
    kind = type(value)
    members = sorted(value, key=str)
    for each in members:
        yield kind(other for other in members if other != each)
    for stranger in type(members[0]):
        if stranger not in value:
            yield kind([*members, stranger])


def _replacing(file: str, module: ModuleType, name: str, old: Any, new: Any) -> Change:
    def make() -> None:
        for place in [found for found in sys.modules.values() if found.__name__.startswith(("threespires.", "tests."))]:
            if vars(place).get(name) is old:
                setattr(place, name, new)

    return Change(file, name, _say(old), _say(new), make)


def _of_lifecycle(file: str, name: str, lifecycle: Any) -> Iterator[Change]:
    states = lifecycle.states()
    for step in lifecycle:
        others = [state for state in states if state not in step.sources]
        fewer = [tuple(kept for kept in step.sources if kept != gone) for gone in step.sources]
        more = [(*step.sources, other) for other in others]
        for sources in (*fewer, *more):
            yield _stepping(file, name, lifecycle, step, type(step)(step.name, sources, step.target))
        elsewhere = states[states.index(step.target) - 1]
        if elsewhere != step.target:
            yield _stepping(file, name, lifecycle, step, type(step)(step.name, step.sources, elsewhere))


def _stepping(file: str, name: str, lifecycle: Any, old: Any, new: Any) -> Change:
    def say(step: Any) -> str:
        return f"{step.name} {_say(step.sources)} → {step.target}"

    return Change(file, name, say(old), say(new), lambda: lifecycle.steps.update({old.name: new}))


def _say(value: Any) -> str:
    return ", ".join(sorted(map(str, value))) or "nothing" if isinstance(value, tuple | set) else str(value)


def _of_room(file: str, tests: list[str]) -> list[str]:
    """The tests below the folder that mirrors the file's."""
    room = Path(file.replace("src/threespires", "tests", 1)).parent
    while not room.is_dir():
        room = room.parent
    return [test for test in tests if room in Path(test).parents]


def _try(change: Change, tests: list[str]) -> int:
    """How pytest ends with the change made."""
    child = os.fork()
    if child == 0:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        change.make()
        # One file after the other: pytest would put those that need no database, the quickest, at the end.
        os._exit(next(filter(None, (pytest.main([*QUIETLY, test]) for test in tests)), 0))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main()

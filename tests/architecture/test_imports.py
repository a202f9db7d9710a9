"""Imports stand at the top of a file, and foreign keys run the way imports run."""

import tomllib

import pytest
from django.apps import apps

from tests.architecture.sources import PYTHON, ROOT, imports_in_functions, modules_named, parsed, short

HEAVY = ("numpy", "scipy", "playwright")  # up to two seconds, or a hundred megabytes
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def floors(container: str) -> dict[str, int]:
    """Package below `container` -> its floor, counted from the top."""
    layers = next(
        contract["layers"]
        for contract in CONTRACTS
        if contract.get("containers") == [container] and "layers" in contract
    )
    return {room.strip(): number for number, layer in enumerate(layers) for room in layer.split("|")}


def may_point(source: str, target: str) -> bool:
    """Whether a model of the package `source` may hold a key to one of `target`: itself, or a floor below.

    Two that share their first steps are compared where they part.
    """
    container = []
    for mine, theirs in zip(source.split("."), target.split("."), strict=False):
        if mine == theirs:
            container.append(mine)
            continue
        here = floors(".".join(container))
        return here[mine] < here[theirs]
    return True


def foreign_keys() -> list[tuple[str, str, str]]:
    """(room, room pointed at, which key) for every relation between two rooms of ours."""
    return [
        (model._meta.app_config.name, field.related_model._meta.app_config.name, str(field))
        for model in apps.get_models()
        if model.__module__.startswith("threespires.")
        for field in (*model._meta.get_fields(include_hidden=True),)
        if field.is_relation and field.concrete and field.related_model
        if field.related_model.__module__.startswith("threespires.")
    ]


def test_foreign_keys_run_the_way_imports_run():
    keys = foreign_keys()
    assert keys
    upward = [
        f"{key} points up or sideways, to {target}" for source, target, key in keys if not may_point(source, target)
    ]
    assert upward == []


@pytest.mark.parametrize(
    ("source", "target", "allowed"),
    [
        ("threespires.meetings", "threespires.partnership", True),
        ("threespires.partnership", "threespires.meetings", False),
        ("threespires.thread.actions", "threespires.thread.learning", True),
        ("threespires.thread.learning", "threespires.thread.actions", False),
        ("threespires.search", "threespires.sheets", False),
        ("threespires.law", "threespires.law", True),
    ],
)
def test_a_key_is_allowed_only_downwards(source, target, allowed):
    assert may_point(source, target) is allowed


def test_no_function_imports():
    found = [
        f"{short(path)}:{node.lineno} imports {name} inside a function"
        for path in PYTHON
        for node in imports_in_functions(parsed(path))
        for name in modules_named(node)
        if name.partition(".")[0] not in HEAVY
    ]
    assert found == []

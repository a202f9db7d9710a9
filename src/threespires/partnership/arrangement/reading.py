"""Reads an arrangement file into facts, and says what in its form is wrong: every error at once."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

from threespires.partnership.arrangement.facts import Arrangement, Fact, Where
from threespires.partnership.arrangement.positions import Path, lines_of
from threespires.partnership.arrangement.problems import Problem

LARGEST = 1_000_000
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LONGEST_NAME = 60
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


@dataclass(frozen=True)
class Reading:
    """What could be read, and what was wrong. Where a value is missing or wrong, the fact has none."""

    arrangement: Arrangement
    problems: tuple[Problem, ...]
    readable: bool = True


def read(content: bytes) -> Reading:
    """The facts of a file, whatever it holds: bad content becomes problems, never an exception."""
    try:
        text = _text(content)
        data = tomllib.loads(text)
        reader = _Reader(lines_of(text))
    except _Unreadable as error:
        return _unreadable(error.problem)
    except RecursionError:
        return _unreadable(Problem(0, "", "the file nests brackets too deep", "three or four levels"))
    except ValueError as error:
        return _unreadable(_not_toml(str(error)))
    arrangement = reader.table(Arrangement, data, ())
    return Reading(arrangement, tuple(sorted(reader.problems)))


def _unreadable(problem: Problem) -> Reading:
    return Reading(Arrangement(), (problem,), readable=False)


class _Unreadable(Exception):
    def __init__(self, found: str, expected: str) -> None:
        super().__init__(found)
        self.problem = Problem(0, "", found, expected)


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise _Unreadable(f"the file has {len(content):,} bytes", f"at most {LARGEST:,}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Unreadable(f"byte {error.start + 1:,} is not UTF-8", "a text file saved as UTF-8") from error
    return text.replace("\r\n", "\n")


def _not_toml(message: str) -> Problem:
    """The problem for a text that isn't TOML: what its reader said, and on which line."""
    stated = _AT_LINE.search(message)
    said = _AT_LINE.sub("", message).strip()
    return Problem(
        int(stated[1]) if stated else 0,
        "",
        f"this is not TOML, the form of this file ({said[:1].lower()}{said[1:200]})",
        "a [table], a [[list of tables]] or key = value, with words between straight quotation marks",
    )


def say(value: Any) -> str:
    """A value as it might stand in the file, cut short."""
    if isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, dict):
        text = "a table"
    elif isinstance(value, list):
        text = "a list"
    elif isinstance(value, str):
        text = f"“{value}”"
    else:
        text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def listed(choices: tuple[str, ...]) -> str:
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"


class _Wrong(Exception):
    """A value isn't what its key takes. Holds what was expected."""


class _Reader:
    def __init__(self, lines: dict[Path, int]) -> None:
        self.lines = lines
        self.problems: list[Problem] = []

    def table(self, of: type[Fact], data: dict[str, Any], path: Path, name: str = "") -> Any:
        """A fact of the class `of` from a table; each key is read by the rules declared for it."""
        keys = {named: (attribute, rules) for named, attribute, rules in of.declared()}
        for unknown in data.keys() - keys.keys():
            self._problem((*path, unknown), name, f"the key {say(unknown)} is unknown", _near(unknown, keys))
        values: dict[str, Any] = {}
        for named, (attribute, rules) in keys.items():
            read = self._one(rules, data, named, path, name)
            if read is not None:
                values[attribute] = read
        lines = {key: self._line((*path, key)) for key in data}
        return of(where=Where(name, self._line(path), lines), **values)

    def _one(self, rules: dict[str, Any], data: dict[str, Any], named: str, path: Path, name: str) -> Any:
        """The value of one key, or None where it is missing or wrong."""
        if named not in data:
            if rules["required"]:
                self._problem(path, name, f"the key “{named}” is missing", _expectation(rules))
            return rules["of"]() if rules["required"] and rules["kind"] == "table" else None
        value, here = data[named], (*path, named)
        if rules["kind"] == "table" and isinstance(value, dict):
            return self.table(rules["of"], value, here, f"{name} {named}".strip())
        if rules["kind"] == "tables" and isinstance(value, list):
            if rules["required"] and not value:
                self._problem(here, name, f"“{named}” is empty", "one at least")
            return tuple(self._elements(rules, value, here, f"{name} {named}".strip()))
        try:
            return _VALUES[rules["kind"]](value, rules)
        except _Wrong:
            self._problem(here, name, f"“{named}” is {say(value)}", _expectation(rules))
            return None

    def _elements(self, rules: dict[str, Any], value: list[Any], here: Path, name: str) -> Iterator[Any]:
        for number, element in enumerate(value):
            if isinstance(element, dict):
                own = element.get("key")
                called = f"{name} {say(own)}" if isinstance(own, str) and own else f"{name} {number + 1}"
                yield self.table(rules["of"], element, (*here, number), called)
            else:
                self._problem((*here, number), name, f"it is {say(element)}", "a table")

    def _line(self, path: Path) -> int:
        """The line of the path, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1 if path == () and self.lines else 0)

    def _problem(self, path: Path, name: str, found: str, expected: str) -> None:
        self.problems.append(Problem(self._line(path), name, found, expected))


def _near(unknown: str, keys: dict[str, Any]) -> str:
    meant = get_close_matches(unknown, keys, 1)
    return f"“{meant[0]}”, perhaps" if meant else f"one of {listed(tuple(keys))}"


def _words(value: Any, rules: dict[str, Any]) -> str:
    if not isinstance(value, str) or len(value) > rules["longest"] or (rules["required"] and not value.strip()):
        raise _Wrong
    if "\x00" in value:
        raise _Wrong
    return value.strip()


def _name(value: Any, rules: dict[str, Any]) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_NAME or not _NAME.fullmatch(value):
        raise _Wrong
    return value


def _names(value: Any, rules: dict[str, Any]) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _Wrong
    names = tuple(_name(each, rules) for each in value)
    if len(set(names)) < len(names) or (rules["choices"] and not set(names) <= set(rules["choices"])):
        raise _Wrong
    return names


def _domains(value: Any, rules: dict[str, Any]) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) and _DOMAIN.fullmatch(each) for each in value):
        raise _Wrong
    if len(set(value)) < len(value):
        raise _Wrong
    return tuple(value)


def _choice(value: Any, rules: dict[str, Any]) -> str:
    if value not in rules["choices"]:
        raise _Wrong
    return str(value)


def _flag(value: Any, rules: dict[str, Any]) -> bool:
    if not isinstance(value, bool):
        raise _Wrong
    return value


def _whole(value: Any, rules: dict[str, Any]) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not rules["lowest"] <= value <= rules["highest"]:
        raise _Wrong
    return value


def _share(value: Any, rules: dict[str, Any]) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise _Wrong
    return float(value)


def _day(value: Any, rules: dict[str, Any]) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise _Wrong
    return value


def _clock(value: Any, rules: dict[str, Any]) -> time:
    if not isinstance(value, time):
        raise _Wrong
    return value


def _never(value: Any, rules: dict[str, Any]) -> Any:
    raise _Wrong


_VALUES = {
    "words": _words,
    "name": _name,
    "names": _names,
    "domains": _domains,
    "choice": _choice,
    "flag": _flag,
    "whole": _whole,
    "share": _share,
    "day": _day,
    "clock": _clock,
    "table": _never,
    "tables": _never,
}


def _expectation(rules: dict[str, Any]) -> str:
    """What a key takes, in words."""
    match rules["kind"]:
        case "words":
            return f"words between quotation marks, at most {rules['longest']} letters"
        case "name":
            return f"a short name of small letters, digits and hyphens, at most {_LONGEST_NAME} long"
        case "names":
            among = f" among {listed(rules['choices'])}" if rules["choices"] else ""
            return f'a list of different short names{among}, as ["one", "two"]'
        case "domains":
            return 'a list of what email addresses end in, as ["council.example"]'
        case "choice":
            return listed(rules["choices"])
        case "flag":
            return "true or false"
        case "whole":
            return f"a whole number from {rules['lowest']} to {rules['highest']}"
        case "share":
            return "a share above 0 and up to 1, as 0.5"
        case "day":
            return "a day, as 2022-07-01, without quotation marks"
        case "clock":
            return "a time, as 09:30:00, without quotation marks"
        case "table":
            return "a table"
        case _:
            return "a list of tables"

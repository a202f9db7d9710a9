"""On which line each part of a TOML text stands, which the reader of TOML doesn't say.

Runs only over text that `tomllib` has already read, so it may take the grammar on trust.
"""

from bisect import bisect_right
from collections.abc import Iterator

Path = tuple[str | int, ...]

_SPACE = " \t\n\r"
_QUOTES = "\"'"


def lines_of(text: str) -> dict[Path, int]:
    """The line, counted from 1, of every table, key and element, by its path from the top."""
    return dict(_Scanner(text).statements())


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.ends = [index for index, letter in enumerate(text) if letter == "\n"]
        self.lists: dict[Path, int] = {}

    def statements(self) -> Iterator[tuple[Path, int]]:
        table: Path = ()
        while self._to_something():
            line = self._line()
            if self._peek() == "[":
                table = self._header()
                yield table, line
            else:
                yield from self._pair(table)

    def _line(self) -> int:
        return bisect_right(self.ends, self.at - 1) + 1

    def _peek(self, length: int = 1) -> str:
        return self.text[self.at : self.at + length]

    def _to_something(self, also: str = "") -> bool:
        """Moves past space, comments and `also`; false at the end of the text."""
        while self.at < len(self.text):
            letter = self._peek()
            if letter == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif letter in _SPACE or letter in also:
                self.at += 1
            else:
                return True
        return False

    def _header(self) -> Path:
        """A table's own path; in a list of tables, with its number in the list."""
        of_list = self._peek(2) == "[["
        self.at += 2 if of_list else 1
        names = self._key("]")
        self.at += 2 if of_list else 1
        path: Path = ()
        for name in names[:-1]:
            path = self._within((*path, name))
        path = (*path, names[-1])
        if of_list:
            self.lists[path] = self.lists.get(path, -1) + 1
            return (*path, self.lists[path])
        return self._within(path)

    def _within(self, path: Path) -> Path:
        return (*path, self.lists[path]) if path in self.lists else path

    def _key(self, until: str) -> tuple[str, ...]:
        """The names of a dotted key, up to the sign that ends it."""
        names = []
        while self._to_something(also=".") and self._peek() != until:
            if self._peek() in _QUOTES:
                start = self.at + 1
                self._string()
                names.append(self.text[start : self.at - 1])
            else:
                start = self.at
                while self.at < len(self.text) and self._peek() not in f". \t{until}":
                    self.at += 1
                names.append(self.text[start : self.at])
        return tuple(names)

    def _pair(self, table: Path) -> Iterator[tuple[Path, int]]:
        line = self._line()
        names = self._key("=")
        self.at += 1
        for depth in range(1, len(names) + 1):
            yield (*table, *names[:depth]), line
        yield from self._value((*table, *names))

    def _value(self, path: Path) -> Iterator[tuple[Path, int]]:
        self._to_something()
        letter = self._peek()
        if letter == "[":
            yield from self._array(path)
        elif letter == "{":
            self.at += 1
            while self._to_something(also=",") and self._peek() != "}":
                yield from self._pair(path)
            self.at += 1
        elif letter and letter in _QUOTES:
            self._string()
        else:
            while self.at < len(self.text) and self._peek() not in ",]}#\n":
                self.at += 1

    def _array(self, path: Path) -> Iterator[tuple[Path, int]]:
        self.at += 1
        number = 0
        while self._to_something(also=",") and self._peek() != "]":
            element = (*path, number)
            yield element, self._line()
            yield from self._value(element)
            number += 1
        self.at += 1

    def _string(self) -> None:
        """Moves past a quoted string of any of the four kinds."""
        quote = self._peek()
        closing = quote * 3 if self._peek(3) == quote * 3 else quote
        self.at += len(closing)
        while self.at < len(self.text) and self._peek(len(closing)) != closing:
            self.at += 2 if self._peek() == "\\" and quote == '"' else 1
        self.at += len(closing)
        while len(closing) == 3 and self._peek() == quote:
            self.at += 1
